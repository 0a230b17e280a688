# ---
# jupyter:
#   cs231n:
#     minutes: 150
#     released: true
#     title: Preprocessing and initial weights
#   jupytext:
#     notebook_metadata_filter: cs231n,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Preprocessing and initial weights
#
# Before the first step of training two things are decided: the numbers that enter the
# network, and the weights that they meet. A bad choice of either, and a deep network
# learns nothing, however long it trains. In this notebook you measure both.
#
# **What you build.** Centring, standardising, PCA and whitening of images; a rule for
# initial weights that you derive yourself; a probe that shows activations and gradients
# layer by layer; weights that are scaled on data.
#
# **Time.** About two and a half hours. **Points.** 27 for code, 9 for written answers.
#
# **From the lectures.** Preprocessing of images, why zero weights learn nothing, too
# small and too large weights, Xavier and He, initial weights measured on data.
#
# **How it works.** Replace each `raise NotImplementedError` by your code and run the
# cell. The check below it tells you at once what is right. When you hand in, further
# checks run that you do not see here; they test the same contract on other inputs.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import itertools

import numpy as np

from cs231n_utils import carry_over, exercise, fill, get_data, outcome, plots, predict
from cs231n_utils.checks import agree, expect, passed, refuses, run
from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.solver import Solver

carry_over("init_statistics")

# %% [markdown]
# ## 1. Preprocessing
#
# Pixels run from 0 to 255. All inputs of the first layer are positive then, and far from
# zero. The usual cure shifts them, and perhaps scales them:
#
# $$\text{mean image:}\quad x_{ncij} - \mu_{cij} \qquad
#   \text{channel mean:}\quad x_{ncij} - \mu_c \qquad
#   \text{standardised:}\quad \frac{x_{ncij} - \mu_{cij}}{\sigma_{cij}}$$
#
# Here $\mu_{cij}$ is the mean over the $N$ training images, $\mu_c$ the mean over the images
# and over all places $i, j$, and $\sigma_{cij}$ the standard deviation over the images,
# divided by $N$.
#
# The means and deviations belong to the preprocessing as weights belong to a network. They
# are measured once, on training images, and applied to every image that comes later.

# %%
predict(
    "preprocess-alone",
    "Your program centres whatever it is given by the mean image of what it is given. "
    "One day a user sends a single image. What does the network see?",
    {
        "a": "The image, a little too bright or too dark.",
        "b": "The same as it would see with the training images' mean.",
        "c": "Zeros.",
    },
    answer="",
)

# %% [markdown] topics=[9]
# ### Exercise: `preprocess` (4 points)
#
# Return `(train, other)`: both sets of images after the rule, with statistics of
# `X_train` only. `"standardise"` leaves a value that never varies at its centred value,
# because its deviation is 0. A rule that is none of the three raises a `ValueError`.
#
# <details><summary>Hint: which axes?</summary>
#
# Images have the axes (image, channel, row, column). The mean image keeps the last three:
# `X_train.mean(axis=0)`. The channel mean keeps the channel only, so three axes go:
# `axis=(0, 2, 3)`. With `keepdims=True` it broadcasts.
# </details>
#
# <details><summary>Hint: a deviation of 0</summary>
#
# `np.where(std > 0, std, 1)` puts 1 where nothing varies.
# </details>


# %% nbgrader={"grade": false, "grade_id": "preprocess", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def preprocess(X_train, X_other, rule):
    """Return (train, other), shifted and scaled by the statistics of X_train."""
    ### BEGIN SOLUTION
    if rule not in ("mean image", "channel mean", "standardise"):
        raise ValueError(f"there is no rule {rule!r}")
    axes = (0, 2, 3) if rule == "channel mean" else 0
    mean, std = X_train.mean(axis=axes, keepdims=True), 1
    if rule == "standardise":
        std = X_train.std(axis=0)
        std = np.where(std > 0, std, 1)
    return (X_train - mean) / std, (X_other - mean) / std
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-preprocess-centre", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two images of two channels with two pixels each. The mean image is [1, 6], [10, 30];
# the means of the channels are 3.5 and 20.
images = np.array([[[[0.0, 4.0]], [[10.0, 20.0]]], [[[2.0, 8.0]], [[10.0, 40.0]]]])
other = np.array([[[[3.0, 10.0]], [[12.0, 50.0]]]])
mean_image, channels = np.array([[[1.0, 6]], [[10, 30]]]), np.array([[[3.5]], [[20]]])
for rule, mean in [("mean image", mean_image), ("channel mean", channels)]:
    train, val = run(preprocess, images, other, rule, returns="train, other")
    what = f'train of preprocess with "{rule}"'
    expect(what, train, images - mean, hint="subtract the mean of X_train")
    what = f'other of preprocess with "{rule}"'
    expect(what, val, other - mean, hint="subtract what you subtracted from X_train")
refuses(preprocess, images, other, "mean imgae", error=ValueError)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("preprocess-centre")
cases = [
    (rng.uniform(0, 255, (n, c, h, w)), rng.uniform(0, 255, (m, c, h, w)), rule)
    for rule in ("mean image", "channel mean")
    for n, m, c, h, w in [(5, 3, 3, 4, 2), (4, 4, 1, 3, 5)]
]
agree(preprocess, key.preprocess, cases, returns="train, other", compare=2)
### END HIDDEN TESTS
passed("preprocess centres by the statistics of the training images")

# %% nbgrader={"grade": true, "grade_id": "test-preprocess-standardise", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The same images. Their deviations are [1, 2], [0, 10]: the third value never varies.
images = np.array([[[[0.0, 4.0]], [[10.0, 20.0]]], [[[2.0, 8.0]], [[10.0, 40.0]]]])
other = np.array([[[[3.0, 10.0]], [[12.0, 60.0]]]])
train, val = run(preprocess, images, other, "standardise", returns="train, other")
what = 'train of preprocess with "standardise"'
hint = "each value has its own mean and deviation, both over the training images"
expect(what, train, [[[[-1, -1]], [[0, -1]]], [[[1, 1]], [[0, 1]]]], hint=hint)
what = 'other of preprocess with "standardise"'
hint = "the mean and deviation of X_train; a value that never varied is only centred"
expect(what, val, [[[[2, 2]], [[2, 3]]]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("preprocess-standardise")
varies = np.arange(24) != 12  # one value never varies
spread = (rng.uniform(1, 20, 24) * varies).reshape(3, 4, 2)
cases = [
    (
        128 + spread * rng.normal(size=(n, 3, 4, 2)),
        rng.uniform(0, 255, (m, 3, 4, 2)),
        "standardise",
    )
    for n, m in [(6, 3), (3, 3)]
]
agree(preprocess, key.preprocess, cases, returns="train, other", compare=2)
### END HIDDEN TESTS
passed("preprocess standardises by the statistics of the training images")

# %% [markdown]
# ### The images of this notebook
#
# They are shrunk to 16 x 16 pixels, so that the experiments run fast: 768 numbers each.


# %% tags=["experiment"]
def shrink(images):
    """Return images of 16 x 16 pixels."""
    return images.reshape(-1, 3, 16, 2, 16, 2).mean(axis=(3, 5))


full = get_data("toybox", num_train=2000, num_val=500, subtract_mean=False)
X_train, X_val = shrink(full["X_train"]), shrink(full["X_val"])
y_train, y_val = full["y_train"], full["y_val"]

# %% tags=["experiment"]
alone = X_val[:1]
left, _ = preprocess(alone, alone, "mean image")
print(f"largest value of one image centred by itself: {np.abs(left).max():.1f}")
outcome(
    "preprocess-alone",
    "c",
    "The mean of one image is the image itself. Statistics must come from the training "
    "images, and be stored with the network.",
)

# %% [markdown]
# **Question: metres and grams (1 point).** For images, dividing by the deviation changes
# little once they are centred. For a table with a column in metres and one in grams it
# changes much. Why?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-units", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# All pixels are measured on one scale, 0 to 255, so that their deviations are alike. Columns
# of different units may differ by orders of magnitude; the large one rules the sum that a
# unit computes, and its weights get the large gradients. (1 point)

# %% [markdown]
# ## 2. PCA and whitening
#
# Neighbouring pixels are nearly equal, so the cloud of images is long in some directions
# and flat in most. The covariance matrix says in which:
#
# $$C = \frac1N \sum_n (x_n - \mu)(x_n - \mu)^\top = U \,\mathrm{diag}(v)\, U^\top$$
#
# The columns of $U$ are orthogonal directions of length 1, and $v_k$ is the variance along
# column $k$. PCA turns the cloud onto these axes, and whitening makes it equally wide
# along all of them:
#
# $$\text{PCA:}\quad (x - \mu)\, U \qquad
#   \text{whitened:}\quad \frac{((x - \mu)\, U)_k}{\sqrt{v_k + \epsilon}}$$
#
# PCA leaves a diagonal covariance, whitening the identity.

# %% [markdown] topics=[9]
# ### Exercise: `fit_pca` (3 points)
#
# Return `(U, variances, mean)` for training examples of shape (N, D). The covariance is
# divided by $N$. The largest variance comes first. A direction may point either way.
#
# <details><summary>Hint: which function of numpy?</summary>
#
# `np.linalg.eigh` is made for symmetric matrices. Look up in which order it returns the
# eigenvalues. `[::-1]` turns a vector round, and `[:, ::-1]` the columns of a matrix.
# </details>


# %% nbgrader={"grade": false, "grade_id": "fit_pca", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def fit_pca(X):
    """Return (U, variances, mean): the directions are the columns of U."""
    ### BEGIN SOLUTION
    mean = X.mean(axis=0)
    centred = X - mean
    variances, U = np.linalg.eigh(centred.T @ centred / len(X))
    return U[:, ::-1], variances[::-1], mean
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-fit_pca", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Six points on three axes through (10, 20, 30): two at a distance of 6 along the first
# column of `axes`, two at 3 along the second, two at 1.5 along the third.
axes = np.array([[0.6, 0, 0.8], [0.8, 0, -0.6], [0, 1, 0]])
steps = axes * [6, 3, 1.5]
X = np.array([10.0, 20, 30]) + np.hstack([steps, -steps]).T
U, variances, mean = run(fit_pca, X, returns="U, variances, mean", shape=(3, 3))
expect("mean of fit_pca", mean, [10, 20, 30], hint="one mean for each feature")
what = "variances of fit_pca"
expect(what, variances, [12, 3, 0.75], hint="along the first axis: (36 + 36) / 6")
what, hint = "sizes of the entries of U of fit_pca", "columns; the first varies most"
expect(what, np.abs(U), np.abs(axes), hint=hint)
what, U = "U of fit_pca with positive sums of columns", U * np.sign(np.sum(U, axis=0))
expect(what, U, axes, hint="the directions are eigenvectors")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("fit_pca")
for N, D, far in [(40, 5, 3), (60, 8, 100)]:
    X = rng.normal(far, 1, (N, D)) @ rng.normal(size=(D, D))
    U, variances, mean = run(fit_pca, X, returns="U, variances, mean", shape=(D, D))
    U = np.asarray(U)
    directions, right_variances, right_mean = key.fit_pca(X)
    what = f"of fit_pca for {N} examples"
    expect(f"mean {what}", mean, right_mean)
    expect(f"variances {what}", variances, right_variances, tolerance=1e-6)
    # Not the directions themselves: where variances are close, rounding turns them.
    expect(f"U.T U {what}", U.T @ U, np.eye(D), hint="directions of length 1")
    covariance = (directions * right_variances) @ directions.T
    made = (U * np.asarray(variances)) @ U.T
    what = f"U diag(variances) U.T {what}"
    expect(what, made, covariance, tolerance=1e-6, hint="directions are columns")
### END HIDDEN TESTS
passed("fit_pca finds the directions and their variances")

# %% [markdown] topics=[9]
# ### Exercise: `apply_pca` (2 points)
#
# Express examples by the directions, and whiten them on demand. The examples may be
# validation images, and `U` may hold the first $k$ directions only, with their $k$
# variances. `eps` keeps directions that hardly vary from being blown up.


# %% nbgrader={"grade": false, "grade_id": "apply_pca", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def apply_pca(X, U, variances, mean, whiten=False, eps=1e-5):
    """Return the coordinates of X along the columns of U, whitened on demand."""
    ### BEGIN SOLUTION
    out = (X - mean) @ U
    return out / np.sqrt(variances + eps) if whiten else out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-apply_pca", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Less the mean, the examples are (5, 10), (0, 0) and (-5, 5).
X, mean = np.array([[6.0, 12.0], [1.0, 2.0], [-4.0, 7.0]]), np.array([1.0, 2.0])
U, variances = np.array([[0.6, -0.8], [0.8, 0.6]]), np.array([11.0, 4.0])
hint = "subtract the mean that is given, then multiply by U"
out = run(apply_pca, X, U, variances, mean, returns="out")
expect("out of apply_pca", out, [[11, 2], [0, 0], [1, 7]], hint=hint)
out = run(apply_pca, X, U, variances, mean, True, 5.0, returns="out")
white = [[11 / 4, 2 / 3], [0, 0], [1 / 4, 7 / 3]]
hint = "divide by the square root of (variances + eps)"
expect("out of apply_pca with whiten and eps = 5", out, white, hint=hint)
out = run(apply_pca, X, U[:, :1], variances[:1], mean, returns="out")
expect("out of apply_pca with one direction", out, [[11], [0], [1]])
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("apply_pca")
cases = []
for N, D, k, last in [(4, 6, 6, ()), (1, 5, 2, (True,)), (7, 7, 7, (True, 0.1))]:
    U = np.linalg.qr(rng.normal(size=(D, D)))[0][:, :k]
    v, mean = np.sort(rng.uniform(0, 0.5, k))[::-1], rng.normal(size=D)
    cases.append((rng.normal(3, 2, (N, D)), U, v, mean, *last))
agree(apply_pca, key.apply_pca, cases, returns="out")
### END HIDDEN TESTS
passed("apply_pca turns and whitens")

# %% [markdown] topics=[9]
# ### Experiment: what does each of them do to a cloud?
#
# Take the simplest pieces of images: two neighbouring pixels. Each of the 2000 training
# images gives one point.

# %% tags=["experiment"]
pair = X_train[:, :1, 8:9, 7:9]  # two neighbours near the middle, red
flat_pair = pair.reshape(-1, 2)
pca_pair = fit_pca(flat_pair)
cloud = {
    "pixels": pair,
    "centred": preprocess(pair, pair, "mean image")[0],
    "standardised": preprocess(pair, pair, "standardise")[0],
    "PCA": apply_pca(flat_pair, *pca_pair),
    "whitened": apply_pca(flat_pair, *pca_pair, whiten=True),
}
cloud = {name: np.reshape(points, (-1, 2)) for name, points in cloud.items()}
fig, panels = plots.figure(5, width=9.0, height=2.2)
for ax, (name, points) in zip(panels, cloud.items(), strict=True):
    ax.scatter(*points.T, s=2, alpha=0.3, color=plots.COLOURS[0])
    reach = 1.1 * np.abs(points).max()
    ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", title=name)
    ax.axhline(0, color=plots.INK, linewidth=0.8)
    ax.axvline(0, color=plots.INK, linewidth=0.8)
    ax.tick_params(labelsize=7)
panels[0].set(xlabel="a pixel", ylabel="its neighbour")
panels[3].set(xlabel="direction 1", ylabel="direction 2")
panels[4].set(xlabel="direction 1")
plots.show(
    fig,
    alt="Five scatter plots of 2000 points with lines through zero. Pixels: a narrow "
    "diagonal cloud in the upper right quarter. Centred: the same around zero. "
    "Standardised: the same with numbers between about -2 and 2. PCA: the cloud lies along "
    "the first axis. Whitened: both axes have standard deviation 1.",
    takeaway="Centring moves the cloud, standardising scales it, PCA turns it, and only "
    "whitening changes its shape.",
)

# %% [markdown] topics=[9]
# ### Experiment: what does each of them do to an image?
#
# The last two columns show PCA and whitening as pictures: 100 of the 768 directions turned
# back into pixels, and all whitened directions turned back.


# %% tags=["experiment"]
def rows(images):
    """Return images as rows of numbers."""
    return images.reshape(len(images), -1)


U, variances, mean = fit_pca(rows(X_train).astype(float))
first = U[:, :100]
smooth = apply_pca(rows(X_val), first, variances[:100], mean) @ first.T + mean
white = apply_pca(rows(X_val), U, variances, mean, whiten=True)
treated = {
    "pixels": X_val,
    "less mean": preprocess(X_train, X_val, "mean image")[1],
    "less channels": preprocess(X_train, X_val, "channel mean")[1],
    "standardised": preprocess(X_train, X_val, "standardise")[1],
    "100 directions": smooth.reshape(X_val.shape),
    "whitened": (white @ U.T).reshape(X_val.shape),
}


def visible(image):
    """Bring an image to values from 0 to 1."""
    return (image - image.min()) / (image.max() - image.min())


sheet = [visible(images[n]) for n in range(4) for images in treated.values()]
kept = variances[:100].sum() / variances.sum()
print(f"The first 100 of 768 directions hold {kept:.0%} of the variance.")
fig = plots.images(np.array(sheet), labels=[*treated] * 4, columns=6)
plots.show(
    fig,
    alt="Four validation images in six versions. Less either mean and standardised they "
    "hardly look different. From 100 directions they are blurred. "
    "Whitened, they are coloured noise in which only traces of edges remain.",
    takeaway="A hundred directions hold most of an image. Whitening makes the other 668, "
    "which are mostly noise, just as strong.",
)

# %% [markdown] topics=[9]
# ### Experiment: which of them helps training?
#
# A net with 50 hidden units trains for five epochs on each version. All inputs but the
# whitened and the standardised ones, which have it already, are divided by one number, so
# that their standard deviation is 1. Only shift and shape differ.

# %%
predict(
    "preprocess-white",
    "Compared with images less their mean, what does whitening all 768 directions do to "
    "the accuracy after five epochs?",
    {
        "a": "Both rise: training and validation accuracy.",
        "b": "Training accuracy rises, validation accuracy falls.",
        "c": "Neither changes by much.",
    },
    answer="",
)


# %% tags=["experiment"]
def fit(net, X, X_other, *, lr, epochs=5):
    """Train a net on 2000 images, and return its solver."""
    data = {"X_train": X, "y_train": y_train, "X_val": X_other, "y_val": y_val}
    solver = Solver(
        net,
        data,
        optim_config={"learning_rate": lr},
        batch_size=50,
        num_epochs=epochs,
        verbose=False,
    )
    with np.errstate(all="ignore"):  # some of these runs are meant to explode
        solver.train()
    return solver


unit = X_train.std()
versions = {
    "pixels": (X_train / unit, X_val / unit),
    "less mean": [x / unit for x in preprocess(X_train, X_val, "mean image")],
    "standardised": preprocess(X_train, X_val, "standardise"),
    "whitened": [
        apply_pca(rows(x), U, variances, mean, whiten=True) for x in (X_train, X_val)
    ],
}
rates = np.array([0.003, 0.02, 0.1, 0.4])
trained = {
    name: [
        fit(FullyConnectedNet([50], 768, weight_scale=0.05, seed=1), *pair, lr=lr)
        for lr in rates
    ]
    for name, pair in versions.items()
}
train_accuracy = {
    name: np.array([s.train_acc_history[-1] for s in solvers])
    for name, solvers in trained.items()
}
val_accuracy = {
    name: np.array([s.best_val_acc for s in solvers])
    for name, solvers in trained.items()
}
fig, panels = plots.figure(2)
for ax, (part, accuracy) in zip(
    panels, [("training", train_accuracy), ("validation", val_accuracy)], strict=True
):
    plots.curves(
        {name: (rates, values) for name, values in accuracy.items()},
        xlabel="learning rate",
        ylabel=f"{part} accuracy",
        logx=True,
        ax=ax,
    )
    ax.set_ylim(0, 1.05)
plots.show(
    fig,
    alt="Training and validation accuracy after five epochs over the learning rate. Raw "
    "pixels: barely above chance at every rate. Less mean and standardised: the same, up "
    "to about 0.6 in training and 0.33 in validation. Whitened: above 0.9 in training and "
    "below 0.25 in validation.",
    takeaway="Centring is what helps. Dividing by the deviations adds nothing for images. "
    "Whitening makes the training images easy to tell apart by their noise.",
)

# %% tags=["experiment"]
outcome(
    "preprocess-white",
    "b",
    "Directions with little variance are mostly noise. Made as strong as the others, they "
    "let the net learn the training images by heart.",
)

# %% [markdown]
# **Question: what is measured where (2 points).** (a) Somebody computes the mean image
# and PCA from all images, test images included, before the split. What is wrong with it?
# (b) How would you change the whitening of the last experiment, so that it harms less?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-statistics", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# (a) The statistics are a part of what is learnt. If test images have gone into them, the
# test measures a system that has seen the test images, and says too much good of it; images
# that come later will not have been seen. (1 point)
#
# (b) Whiten the first directions only, those with large variance; or take a larger
# $\epsilon$, of the size of the noise's variance, so that weak directions are not blown
# up. (1 point)

# %% [markdown]
# ## 3. Weights that are all equal
#
# Now to the weights. Zero is the mean of all sensible choices, so why not start there?

# %%
predict(
    "init-equal",
    "All weights of a two-layer ReLU net start at 0.01, and it trains for ten epochs. How "
    "many different units does its hidden layer of 50 have then?",
    {
        "a": "50: each learns something else.",
        "b": "About ten, one for each class.",
        "c": "One, fifty times.",
    },
    answer="",
)

# %% [markdown] topics=[10]
# ### Experiment: does training break the symmetry?

# %% tags=["experiment"]
nets = {
    name: FullyConnectedNet([50], 768, weight_scale=0.01, seed=1)
    for name in ("zero", "equal", "random")
}
for name, value in {"zero": 0.0, "equal": 0.01}.items():
    for W in ("W1", "W2"):
        nets[name].params[W][:] = value
centred = versions["less mean"]
symmetry = {name: fit(net, *centred, lr=0.1, epochs=10) for name, net in nets.items()}
units = {
    name: len(np.unique(net.params["W1"].round(4), axis=1).T)
    for name, net in nets.items()
}
for name, solver in symmetry.items():
    accuracy = solver.train_acc_history[-1]
    print(f"{name}: {units[name]} different units, training accuracy {accuracy:.2f}")
filters = [
    visible(nets[name].params["W1"][:, j].reshape(3, 16, 16))
    for name in ("equal", "random")
    for j in range(8)
]
fig = plots.images(np.array(filters), labels=["equal"] * 8 + ["random"] * 8, columns=8)
plots.show(
    fig,
    alt="The weights of eight hidden units as pictures, after ten epochs. From equal "
    "weights: the same picture eight times. From random weights: eight different pictures.",
    takeaway="Units that start equal stay equal: fifty of them do the work of one. Only "
    "chance makes them differ.",
)

# %% tags=["experiment"]
outcome(
    "init-equal",
    "c",
    "Equal units compute the same output and get the same gradient, so every step moves "
    "them by the same amount.",
)

# %% [markdown]
# **Question: all zero (1 point).** All weights start at 0. Which parameters of the two-layer
# ReLU net change in training, and which never do? Go through the gradients of $W_2$, $b_2$,
# $W_1$ and $b_1$.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-symmetry", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# The hidden activations are 0, so the gradient of $W_2$, which is $h^\top d$, is 0. The
# gradient that reaches the hidden layer is $d\, W_2^\top = 0$, so $W_1$ and $b_1$ get none.
# Only $b_2$ learns: the net can say how frequent each class is, and no more. (1 point)

# %% [markdown]
# ## 4. How large should random weights be?
#
# Take one unit, $z = \sum_{i=1}^n w_i x_i$. Let all weights and inputs be independent of each
# other. How does the variance of $z$ follow from theirs? Three steps lead to the rule that
# all deep nets use.
#
# **Step 1.** For independent $w$ and $x$ the expectation of a product is the product of
# expectations, $E[wx] = E[w]E[x]$ and $E[w^2x^2] = E[w^2]E[x^2]$. From
# $\mathrm{Var}(wx) = E[w^2x^2] - E[wx]^2$ and $E[w^2] = \mathrm{Var}(w) + E[w]^2$ you get
# $\mathrm{Var}(wx)$ by the means and variances of $w$ and $x$. The $n$ products are
# independent, so their variances add.

# %%
predict(
    "init-sum",
    "A unit has 500 inputs of mean 0 and standard deviation 1. Its weights are drawn from "
    "0.01 N(0, 1). How large is the standard deviation of its sum?",
    {"a": "About 5.", "b": "About 0.22.", "c": "About 0.01."},
    answer="",
)

# %% [markdown] topics=[10]
# ### Exercise: `variance_of_sum` (2 points)
#
# Return $\mathrm{Var}(z)$, given $n$ and the means and variances of $w$ and $x$.


# %% nbgrader={"grade": false, "grade_id": "variance_of_sum", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("init_statistics")
def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    """Return the variance of the sum of n independent products w x."""
    ### BEGIN SOLUTION
    # Var(wx) = E[w^2] E[x^2] - E[w]^2 E[x]^2
    product = (var_w + mean_w**2) * (var_x + mean_x**2) - (mean_w * mean_x) ** 2
    return n * product
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-variance_of_sum", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Means of 0 first. Then E[w] = 1, Var(w) = 2, E[x] = 3, Var(x) = 5:
# E[w^2] = 3, E[x^2] = 14, E[wx] = 3.
var = run(variance_of_sum, 10, 0.0, 0.1, 0.0, 3.0, returns="the variance")
what = "variance_of_sum for 10 products with means 0"
expect(what, var, 3, hint="with means of 0 the variances multiply; n of them add")
var = run(variance_of_sum, 2, 1.0, 2.0, 3.0, 5.0, returns="the variance")
what = "variance_of_sum for 2 products with means 1 and 3"
expect(what, var, 66, hint="each product has variance 3 * 14 - 3 * 3")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("variance_of_sum")
cases = [
    (int(rng.integers(3, 50)), *map(float, rng.uniform(0.5, 2, 4) * [s, 1, t, 1]))
    for s, t in [(1, 1), (-1, 1), (0, 1), (1, 0)]
]
agree(variance_of_sum, key.variance_of_sum, cases, returns="the variance")
### END HIDDEN TESTS
passed("variance_of_sum is the variance of a unit before its nonlinearity")

# %% tags=["experiment"]
deviation = np.sqrt(variance_of_sum(500, 0.0, 0.01**2, 0.0, 1.0))
print(f"standard deviation of the sum: {deviation:.3f}")
outcome(
    "init-sum",
    "b",
    "Variances add, so the sum grows as the root of the number of inputs: 0.01 times the "
    "root of 500. Six such layers leave hardly anything.",
)

# %% [markdown] topics=[10]
# **Step 2.** Weights have mean 0. Then all that counts of the inputs is their mean square,
# and they need not even be independent of each other:
#
# $$\mathrm{Var}(z) = n\, \mathrm{Var}(w)\, E[x^2]$$
#
# For inputs of mean 0, $E[x^2]$ is their variance. But what comes out of a ReLU has no mean
# of 0. Suppose that the unit before it is normal, $y \sim N(0, v)$, and $x = \max(0, y)$.
# By symmetry half of $E[y^2]$ comes from each side of zero, and the ReLU drops one side.
# The mean is an integral:
# $E[x] = \int_0^\infty \frac{y}{\sqrt{2\pi v}}\, e^{-y^2/2v}\, dy$.
#
# ### Exercise: `relu_moments` (2 points)
#
# Return `(mean, mean_square)`, $E[x]$ and $E[x^2]$, for $y$ of variance `var`.
#
# <details><summary>Hint: the integral</summary>
#
# Up to a factor, the integrand is the derivative of $e^{-y^2/2v}$.
# </details>


# %% nbgrader={"grade": false, "grade_id": "relu_moments", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("init_statistics")
def relu_moments(var):
    """Return (E[x], E[x^2]) of x = max(0, y), with y normal of mean 0."""
    ### BEGIN SOLUTION
    return np.sqrt(var / (2 * np.pi)), var / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-relu_moments", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# With a variance of 8 pi the integral comes out even. The drawn values below have
# variance 9; a right answer strays by more than 2 % once in more than 10^10 seeds.
mean, square = run(relu_moments, 8 * np.pi, returns="mean, mean_square")
expect("mean of relu_moments for 8 pi", mean, 2, hint="do the integral")
what = "mean_square of relu_moments for 8 pi"
expect(what, square, 4 * np.pi, hint="half of E[y^2] is lost")
x = np.maximum(0, np.random.default_rng(0).normal(0, 3, 10**6))
mean, square = run(relu_moments, 9.0, returns="mean, mean_square")
expect("mean of relu_moments against a sample", mean, x.mean(), tolerance=0.02)
what = "mean_square of relu_moments against a sample"
expect(what, square, (x**2).mean(), tolerance=0.02)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("relu_moments")
cases = [(float(10**power),) for power in rng.uniform(-3, 3, 4)]
agree(relu_moments, key.relu_moments, cases, returns="mean, mean_square", compare=2)
### END HIDDEN TESTS
passed("relu_moments are the moments of a ReLU's output")

# %% [markdown]
# **Step 3.** Put the two together. Signals keep their size from layer to layer when
# $\mathrm{Var}(z)$ is the same in each.
#
# **Question: the rule (3 points).** Write down the derivation. (a) Show that
# $\mathrm{Var}(z) = n\, \mathrm{Var}(w)\, E[x^2]$ for weights of mean 0. (b) Which
# $\mathrm{Var}(w)$ keeps $\mathrm{Var}(z)$ in a chain of linear layers, and which behind
# ReLUs? (c) Backwards, $\partial L/\partial x_i$ is a sum over the $m$ outputs of the layer.
# Which $\mathrm{Var}(w)$ keeps its variance in linear layers, and what compromise serves
# both directions?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-rule", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# (a) $\mathrm{Var}(w_i x_i) = E[w^2]E[x^2] - E[w]^2E[x]^2 = \mathrm{Var}(w) E[x^2]$, since
# $E[w] = 0$. Products of different $i$ are uncorrelated: $E[w_i x_i w_j x_j] =
# E[w_i]E[w_j]E[x_i x_j] = 0$. So the $n$ variances add. (1 point)
#
# (b) Linear: $x$ is the $z$ of the layer before, with mean 0, so $E[x^2] = \mathrm{Var}(z)$
# and $n\,\mathrm{Var}(w) = 1$. ReLU: $E[x^2] = \mathrm{Var}(z)/2$, so
# $\mathrm{Var}(w) = 2/n$. (1 point)
#
# (c) $\partial L/\partial x_i = \sum_{j=1}^m w_{ij}\, \partial L/\partial z_j$, a sum of $m$
# products, so $m\,\mathrm{Var}(w) = 1$. Both hold only if $n = m$; between them lies
# $\mathrm{Var}(w) = 2/(n + m)$, one over the mean of $n$ and $m$. (1 point)

# %% [markdown] topics=[10]
# ### Exercise: `init_weights` (4 points)
#
# Draw weights of shape `(fan_in, fan_out)` from a normal distribution of mean 0:
#
# | `rule` | variance | for |
# |---|---|---|
# | `"zero"` | 0 | seeing what goes wrong |
# | `"xavier"` | 1 / fan_in | linear layers, tanh |
# | `"glorot"` | 2 / (fan_in + fan_out) | the same, both directions |
# | `"he"` | 2 / fan_in | ReLU |
# | a number | its square: the number is the standard deviation | anything |
#
# Any other text raises a `ValueError`. All random numbers come from `rng`, a numpy
# `Generator`: whoever calls decides on the seed.
#
# <details><summary>Hint: text or number?</summary>
#
# `isinstance(rule, str)` tells. A dict of standard deviations by name keeps it short.
# </details>


# %% nbgrader={"grade": false, "grade_id": "init_weights", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def init_weights(fan_in, fan_out, rule, rng):
    """Return weights of shape (fan_in, fan_out), drawn by the rule."""
    ### BEGIN SOLUTION
    variances = {
        "zero": 0.0,
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
    }
    if isinstance(rule, str) and rule not in variances:
        raise ValueError(f"there is no rule {rule!r}")
    std = np.sqrt(variances[rule]) if isinstance(rule, str) else rule
    return std * rng.standard_normal((fan_in, fan_out))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-init_weights-scale", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# 200 inputs, 600 outputs. The deviation of 120,000 numbers may differ by 2 %, which is
# nearly ten of its own deviations: chance fails a right answer less than once in 10^20.
stds = {0.3: 0.3, "xavier": 200**-0.5, "he": 0.1, "glorot": 0.05}
for rule, std in stds.items():
    rng = np.random.default_rng(0)
    w = run(init_weights, 200, 600, rule, rng, returns="weights", shape=(200, 600))
    what = f"standard deviation of init_weights(200, 600, {rule!r}, rng)"
    expect(what, np.std(w), std, tolerance=0.02, hint="what is the variance to be?")
zero = run(init_weights, 2, 3, "zero", np.random.default_rng(0), returns="weights")
expect('weights of init_weights with "zero"', zero, np.zeros((2, 3)))
refuses(init_weights, 2, 3, "xaver", np.random.default_rng(0), error=ValueError)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("init_weights-scale")
# 60,000 numbers: 2 % are 6.9 deviations, less than 10^-11 by chance, for four rules.
for n, m in [(300, 200), (100, 600)]:
    right = {"xavier": n**-0.5, "he": (2 / n) ** 0.5, "glorot": (2 / (n + m)) ** 0.5}
    for rule, std in (right | {1.5: 1.5}).items():
        w = run(init_weights, n, m, rule, rng, returns="weights", shape=(n, m))
        expect(
            f"standard deviation of init_weights({n}, {m}, {rule!r}, rng)",
            np.std(w),
            std,
            tolerance=0.02,
            mistakes={
                "that is the variance.": std**2,
                "fan_in and fan_out are exchanged.": std * (n / m) ** 0.5,
            },
        )
### END HIDDEN TESTS
passed("init_weights has the right scale by every rule")

# %% nbgrader={"grade": true, "grade_id": "test-init_weights-rng", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# The same seed gives the same weights; the next call, or another seed, gives others.
rng = np.random.default_rng(1)
first = run(init_weights, 100, 200, 1.0, rng, returns="weights", shape=(100, 200))
second = run(init_weights, 100, 200, 1.0, rng, returns="weights", shape=(100, 200))
again = run(init_weights, 100, 200, 1.0, np.random.default_rng(1), returns="weights")
what = "weights of init_weights with the same seed again"
expect(what, again, first, hint="draw from rng, and from nothing else")
first, second = np.asarray(first), np.asarray(second)
what = "share of weights of init_weights that change from call to call"
expect(what, np.mean(first != second), 1, tolerance=0.1, hint="draw from rng")
# Of 20,000 normal numbers hardly any are equal, and their fourth moment is 3: a right
# answer strays by 0.5, more than 7 deviations, less than once in 10^9.
what = "share of different numbers among the weights of init_weights"
expect(what, np.unique(first).size / 20_000, 1, tolerance=0.1, hint="one each")
what = "fourth moment of the weights of init_weights(100, 200, 1.0, rng)"
hint = "is the distribution normal?"
expect(what, np.mean(first**4), 3, tolerance=0.5 / 3, hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("init_weights-rng")
# 60,000 numbers a rule. The mean stays within 7 of its deviations (3e-12 by chance), the
# fourth moment within 0.4 of 3 (20 deviations).
for rule in ("xavier", "he", "glorot", 2):
    w = run(init_weights, 200, 300, rule, rng, returns="weights", shape=(200, 300))
    w = np.asarray(w) / np.std(w)
    what = f"of the weights of init_weights(200, 300, {rule!r}, rng)"
    expect(f"1 plus the mean {what}", 1 + w.mean(), 1, tolerance=7 / 60_000**0.5)
    expect(f"fourth moment {what}", np.mean(w**4), 3, tolerance=0.4 / 3, hint=hint)
### END HIDDEN TESTS
passed("init_weights draws normal numbers from rng")

# %% [markdown] topics=[10]
# ## 5. Layer by layer
#
# Does the rule hold in a deep net? Build a probe that keeps what each layer gives and what
# comes back to it. The nets here are chains without biases, with $h_0 = x$:
#
# $$z_l = h_{l-1}\, w_l \qquad h_l = f(z_l) \qquad f = \tanh \text{ or } \mathrm{ReLU}$$
#
# ### Exercise: `activations_by_layer` (2 points)
#
# Return the list $[h_1, \dots, h_L]$ of the outputs of all layers. `nonlinearity` is
# `"tanh"` or `"relu"`.


# %% nbgrader={"grade": false, "grade_id": "activations_by_layer", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def activations_by_layer(x, weights, nonlinearity):
    """Return the outputs of all layers, as a list."""
    ### BEGIN SOLUTION
    h, hs = x, []
    for w in weights:
        z = h @ w
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
        hs.append(h)
    return hs
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-activations_by_layer", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two layers by hand. The first gives z = (-1, 3), the ReLU makes (0, 3) of it.
x = np.array([[1.0, 2.0]])
weights = [np.array([[1.0, 1.0], [-1.0, 1.0]]), np.array([[5.0, 1.0], [2.0, -1.0]])]
h1, h2 = run(activations_by_layer, x, weights, "relu", returns="h1, h2")
expect("h1 of activations_by_layer with ReLU", h1, [[0, 3]], hint="the ReLU of x w")
expect("h2 of activations_by_layer with ReLU", h2, [[6, 0]], hint="from h1, not from x")
h1, h2 = run(activations_by_layer, x, weights, "tanh", returns="h1, h2")
a, b = np.tanh([-1, 3])
expect("h1 of activations_by_layer with tanh", h1, [[a, b]], hint="tanh of x w")
right = np.tanh([[5 * a + 2 * b, a - b]])
expect("h2 of activations_by_layer with tanh", h2, right, hint="from h1")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("activations_by_layer")
cases = [
    (
        rng.normal(size=(4, 3)),
        [rng.normal(size=shape) for shape in [(3, 5), (5, 2), (2, 6)]],
        name,
    )
    for name in ("relu", "tanh")
]
agree(
    activations_by_layer,
    key.activations_by_layer,
    cases,
    returns="h1, h2, h3",
    compare=3,
)
### END HIDDEN TESTS
passed("activations_by_layer keeps the output of each layer")

# %% [markdown] topics=[10]
# ### Experiment: six tanh layers of 4096 units
#
# A batch of 16 unit-normal inputs runs through six layers, with weights of standard
# deviation 0.01, 0.05 and $1/\sqrt{4096} = 1/64$. Drawing a hundred million numbers takes
# a few seconds. So the nets share them: each layer is drawn once by your Xavier rule, and
# scaled in place.

# %% tags=["experiment"]
WIDE = 4096
rng = np.random.default_rng(0)
x_wide = rng.normal(size=(16, WIDE)).astype(np.float32)
wide = [init_weights(WIDE, WIDE, "xavier", rng).astype(np.float32) for _ in range(6)]


def scaled_to(std):
    """Give the weights of the six layers another standard deviation, in place."""
    for w in wide:
        w *= np.float32(std / w[:64].std())
    return wide


scales = {"0.01": 0.01, "0.05": 0.05, "1/64": 1 / 64}
wide_tanh = {
    name: activations_by_layer(x_wide, scaled_to(std), "tanh")
    for name, std in scales.items()
}
fig = plots.histograms(
    {
        f"{name}, layer {layer}": h
        for name, hs in wide_tanh.items()
        for layer, h in enumerate(hs, 1)
    },
    xlabel="activation",
    title="Six tanh layers, weights of three sizes",
)
plots.show(
    fig,
    alt="Three rows of six histograms. Weights of 0.01: the standard deviation falls from "
    "0.49 in layer 1 to 0.05 in layer 6, a spike at zero. Weights of 0.05: 0.87, then "
    "0.85 in all layers, with most values near -1 and 1. Weights of 1/64: from 0.63 to "
    "0.30, one hump that narrows slowly.",
    takeaway="Weights of 0.01 let the signal die, weights of 0.05 press it against -1 and "
    "1. At 1/64 it keeps a shape that the next layer can use.",
)

# %%
predict(
    "init-relu",
    "Your weights have variance 1 / fan_in, and ReLU takes the place of tanh. About how "
    "large are the activations of layer 21, compared with layer 1?",
    {
        "a": "As large: the rule keeps the variance.",
        "b": "About a twentieth: they shrink a little in each layer.",
        "c": "About a thousandth: they shrink by a factor in each layer.",
    },
    answer="",
)

# %% [markdown] topics=[10]
# ### Experiment: the same with ReLU

# %% tags=["experiment"]
wide_relu = {
    "Xavier": activations_by_layer(x_wide, scaled_to(1 / 64), "relu"),
    "He": activations_by_layer(x_wide, scaled_to(np.sqrt(2) / 64), "relu"),
}
fig = plots.histograms(
    {
        f"{name}, layer {layer}": h
        for name, hs in wide_relu.items()
        for layer, h in enumerate(hs, 1)
    },
    xlabel="activation",
    title="Six ReLU layers, two rules",
)
plots.show(
    fig,
    alt="Two rows of six histograms, each with about half of its values at zero. Xavier: the "
    "standard deviation falls from 0.58 to 0.10. He: it stays near 0.82.",
    takeaway="Behind a ReLU half of the mean square is lost in each layer. The factor 2 in "
    "He's rule gives it back.",
)

# %% tags=["experiment"]
rng = np.random.default_rng(1)
deep = [init_weights(500, 500, "xavier", rng) for _ in range(21)]
hs = activations_by_layer(rng.normal(size=(200, 500)), deep, "relu")
relu_ratio = hs[-1].std() / hs[0].std()
print(f"layer 21 against layer 1: {relu_ratio:.5f}, and 2**-10 = {2**-10:.5f}")
outcome(
    "init-relu",
    "c",
    "Each ReLU halves the mean square, so 20 layers divide it by 2**20, and the standard "
    "deviation by 2**10.",
)

# %% [markdown] topics=[10]
# ### Exercise: `gradients_by_layer` (4 points)
#
# Now backwards. `dout` is the gradient at the output of the last layer, $h_L$. Return the
# list $[dz_1, \dots, dz_L]$ of the gradients at the inputs of the nonlinearities:
#
# $$dz_l = dh_l \odot f'(z_l) \qquad dh_{l-1} = dz_l\, w_l^\top$$
#
# You get `hs` and need no $z$: the outputs tell $f'$. For tanh it is $1 - h^2$, for ReLU 1
# where $h > 0$, else 0.
#
# <details><summary>Hint: the order</summary>
#
# Walk the layers from the last to the first, and turn the list round at the end:
# `for h, w in zip(reversed(hs), reversed(weights)): ...`
# </details>


# %% nbgrader={"grade": false, "grade_id": "gradients_by_layer", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def gradients_by_layer(dout, hs, weights, nonlinearity):
    """Return the gradients at the inputs of all nonlinearities, as a list."""
    ### BEGIN SOLUTION
    dh, dzs = dout, []
    for h, w in zip(reversed(hs), reversed(weights), strict=True):
        # tanh' = 1 - tanh^2; the slope of a ReLU is 1 or 0
        dz = dh * (1 - h**2 if nonlinearity == "tanh" else h > 0)
        dzs.append(dz)
        dh = dz @ w.T
    return dzs[::-1]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-gradients_by_layer-relu", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Three layers by hand. From the end: dz3 = (2, 0); w3 makes dh2 = (2, -4) of it, and so on.
hs = [np.array([[0.0, 3.0]]), np.array([[6.0, 0.5]]), np.array([[4.0, 0.0]])]
weights = [np.full((2, 2), 9.0), np.array([[5.0, 1.0], [2.0, 3.0]])]
weights.append(np.array([[1.0, 7.0], [-2.0, 8.0]]))
dout = np.array([[2.0, -3.0]])
args, returns = (dout, hs, weights, "relu"), "dz1, dz2, dz3"
dz1, dz2, dz3 = run(gradients_by_layer, *args, returns=returns)
hint = "walk back from dz3, which is dout where h3 > 0"
expect("dz1 of gradients_by_layer with ReLU", dz1, [[0, -8]], hint=hint)
expect("dz2 of gradients_by_layer with ReLU", dz2, [[2, -4]], hint="dz3 times w3.T")
expect("dz3 of gradients_by_layer with ReLU", dz3, [[2, 0]], hint="dout, where h3 > 0")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("gradients_by_layer-relu")
cases = []
for N in (4, 1):
    weights = [rng.normal(size=shape) for shape in [(3, 5), (5, 6), (6, 2)]]
    hs = key.activations_by_layer(rng.normal(size=(N, 3)), weights, "relu")
    cases.append((rng.normal(size=(N, 2)), hs, weights, "relu"))
agree(gradients_by_layer, key.gradients_by_layer, cases, returns=returns, compare=3)
### END HIDDEN TESTS
passed("gradients_by_layer goes back through ReLU layers")

# %% nbgrader={"grade": true, "grade_id": "test-gradients_by_layer-tanh", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two layers by hand. The slopes 1 - h^2 are (0.75, 1) in layer 2, (0.84, 0.36) in layer 1.
hs = [np.array([[0.4, 0.8]]), np.array([[-0.5, 0.0]])]
weights = [np.full((2, 2), 9.0), np.array([[1.0, 2.0], [3.0, -1.0]])]
args = (np.array([[4.0, 5.0]]), hs, weights, "tanh")
dz1, dz2 = run(gradients_by_layer, *args, returns="dz1, dz2")
expect("dz2 of gradients_by_layer with tanh", dz2, [[3, 5]], hint="dout (1 - h2^2)")
what = "dz1 of gradients_by_layer with tanh"
expect(what, dz1, [[13 * 0.84, 4 * 0.36]], hint="dh1 is (13, 4) here")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("gradients_by_layer-tanh")
cases = []
for N in (4, 1):
    weights = [rng.normal(size=shape) for shape in [(3, 5), (5, 6), (6, 2)]]
    hs = key.activations_by_layer(rng.normal(size=(N, 3)), weights, "tanh")
    cases.append((rng.normal(size=(N, 2)), hs, weights, "tanh"))
returns = "dz1, dz2, dz3"
agree(gradients_by_layer, key.gradients_by_layer, cases, returns=returns, compare=3)
### END HIDDEN TESTS
passed("gradients_by_layer goes back through tanh layers")

# %% [markdown] topics=[10]
# ### Experiment: what comes back through six layers of 4096?
#
# The gradient at the end is unit-normal, and the six layers are the same as before. The
# printed table has a row for each net, from layer 1 to layer 6.

# %% tags=["experiment"]
dout = np.random.default_rng(2).normal(size=(16, WIDE)).astype(np.float32)
nets = {
    "0.01, tanh": (0.01, wide_tanh["0.01"], "tanh"),
    "0.05, tanh": (0.05, wide_tanh["0.05"], "tanh"),
    "Xavier, tanh": (1 / 64, wide_tanh["1/64"], "tanh"),
    "Xavier, ReLU": (1 / 64, wide_relu["Xavier"], "relu"),
    "He, ReLU": (np.sqrt(2) / 64, wide_relu["He"], "relu"),
}
wide_back = {
    name: gradients_by_layer(dout, hs, scaled_to(std), f)
    for name, (std, hs, f) in nets.items()
}
for name, dzs in wide_back.items():
    print(f"{name:13}", *(f"{dz.std():.2f}" for dz in dzs))
fig = plots.histograms(
    {
        f"{name}, {layer}": dz
        for name, dzs in wide_back.items()
        if name != "0.05, tanh"  # it has a few large values, and would hide the others
        for layer, dz in enumerate(dzs, 1)
    },
    xlabel="gradient at the input of the nonlinearity",
    title="Layers 1 to 6: the gradient travels from the right to the left",
)
plots.show(
    fig,
    alt="Four rows of six histograms. Weights of 0.01 with tanh: the standard deviation "
    "falls from 1.0 in layer 6 to 0.07 in layer 1. Xavier with tanh: from 0.9 to 0.3. Xavier "
    "with ReLU: from 0.7 to 0.13. He with ReLU: it stays at 0.7.",
    takeaway="The rule that keeps activations level keeps gradients level too: behind "
    "ReLU both want the factor 2.",
)

# %% [markdown] topics=[10]
# ### Experiment: ten layers of 500, both ways

# %%
predict(
    "init-saturated",
    "Ten tanh layers of 500, weights of standard deviation 1. Nearly all units are "
    "saturated, so nearly all slopes 1 - h^2 are close to 0. How large is the gradient at "
    "layer 1, compared with layer 10?",
    {
        "a": "Much smaller: it is multiplied by slopes near 0 in each layer.",
        "b": "About as large.",
        "c": "Much larger.",
    },
    answer="",
)

# %% tags=["experiment"]
nets = {
    "0.01, tanh": (0.01, "tanh"),
    "1.0, tanh": (1.0, "tanh"),
    "Xavier, tanh": ("xavier", "tanh"),
    "Xavier, ReLU": ("xavier", "relu"),
    "He, ReLU": ("he", "relu"),
}
ten_h, ten_dz = {}, {}
for name, (rule, f) in nets.items():
    rng = np.random.default_rng(0)
    x, dout = rng.normal(size=(2, 1000, 500)).astype(np.float32)
    weights = [init_weights(500, 500, rule, rng).astype(np.float32) for _ in range(10)]
    ten_h[name] = activations_by_layer(x, weights, f)
    ten_dz[name] = gradients_by_layer(dout, ten_h[name], weights, f)
forward = {name: np.array([h.std() for h in hs]) for name, hs in ten_h.items()}
backward = {name: np.array([dz.std() for dz in dzs]) for name, dzs in ten_dz.items()}
print("activations, layers 1 to 10:")
for name, stds in forward.items():
    print(f"{name:13}", *(f"{std:.2f}" for std in stds))
layers = np.arange(1, 11)
fig, panels = plots.figure(2)
for ax, (what, table) in zip(
    panels, [("activations", forward), ("gradients", backward)], strict=True
):
    plots.curves(
        {name: (layers, stds) for name, stds in table.items()},
        xlabel="layer",
        ylabel=f"std of the {what}",
        logy=True,
        ax=ax,
    )
plots.show(
    fig,
    alt="Two log plots over ten layers. Activations: weights of 0.01 fall below 1e-6, "
    "Xavier with ReLU falls to 0.02, Xavier with tanh to 0.23, weights of 1 stay at 0.98, He "
    "with ReLU between 0.6 and 0.9. Gradients, from layer 10 back to 1: 0.01 falls below 1e-5, "
    "Xavier with ReLU to 0.03, He stays at about 0.7, weights of 1 rise to 10,000.",
    takeaway="He with ReLU is level both ways. Saturated layers look level forwards, but "
    "backwards the gradient explodes.",
)

# %% tags=["experiment"]
slopes = 1 - ten_h["1.0, tanh"][4] ** 2
print(f"slopes of layer 5 that are below 0.01: {np.mean(slopes < 0.01):.0%}")
outcome(
    "init-saturated",
    "c",
    "Most slopes are 0, and most units learn nothing. But a few units are not saturated, and "
    "a sum over 500 weights of size 1 makes more of their gradient than the slopes take.",
)

# %% [markdown]
# ### Explore: a band, or the edge of a knife?
#
# Twelve layers of 100 units, with your functions. **Between which standard deviations of the
# weights does a signal live through twelve layers of ReLU, both ways? And through tanh?**

# %% tags=["experiment"]
from cs231n_utils.widgets import InitExplorer

InitExplorer("rule=number std=0.1 nonlinearity=relu layers=12")

# %% [markdown]
# What to look for: the words "lives", "dies out" and "explodes". ReLU lives at
# $\sqrt{2/100} \approx 0.14$; a third less or a third more, and it does not. Tanh forgives
# more, since it cannot exceed 1.

# %% [markdown]
# **Question: what a layer learns (1 point).** The gradient of the weights is
# $dw_l = h_{l-1}^\top dz_l$. With weights of 0.01, tanh and ten layers: how do the two factors
# vary from layer 1 to layer 10, and how does their product? Which layers learn?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-weights", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Each layer multiplies the activations by about $0.01\sqrt{500} \approx 0.22$, and on the
# way back the gradient by about the same. So $h_{l-1}$ falls from layer to layer, $dz_l$
# rises, and their product is about equally small in all layers: $0.22^9 \approx 10^{-6}$ of
# what one layer would get. None of them learns. (1 point)

# %% [markdown]
# ## 6. Weights measured on data
#
# The rules assume inputs of variance 1, layers of a known kind and weights that are
# independent of what they meet. Where that fails, measure instead. Take any random weights
# and one batch. Go through the layers from the first to the last; divide the weights of each
# by the standard deviation of what comes out of it, *before* the nonlinearity:
#
# $$w_l \leftarrow w_l / \mathrm{std}(z_l), \qquad z_l = h_{l-1}\, w_l$$
#
# where $h_{l-1}$ has come through the layers that are scaled already. One pass is enough,
# because $z_l$ is linear in $w_l$. This is known as layer-sequential unit variance (LSUV,
# "All you need is a good init"), there with orthogonal weights as a start. A sister gives
# each unit a factor of its own (Krähenbühl and others).

# %%
predict(
    "init-pixels",
    "Images less their mean image, in units from 0 to 255, have a standard deviation of "
    "about 50. They enter eight ReLU layers with He's weights. How large are the "
    "activations of layer 8?",
    {
        "a": "About 1: He's rule brings them there.",
        "b": "Tens, like the input.",
        "c": "50 to the power of 8.",
    },
    answer="",
)

# %% [markdown] topics=[11]
# ### Exercise: `lsuv_init` (4 points)
#
# Return the list of scaled weights. With `per_unit=True` each column of $w_l$ is divided by
# the standard deviation of its own column of $z_l$. Return new arrays: whoever calls may
# still want the old ones.
#
# <details><summary>Hint: the standard deviation of what?</summary>
#
# `z.std()` is one number over all examples and units, `z.std(axis=0)` one for each unit.
# </details>


# %% nbgrader={"grade": false, "grade_id": "lsuv_init", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def lsuv_init(x, weights, nonlinearity, per_unit=False):
    """Return weights with which every layer's z has standard deviation 1 on x."""
    ### BEGIN SOLUTION
    h, scaled = x, []
    for w in weights:
        scaled.append(w / (h @ w).std(axis=0 if per_unit else None))
        z = h @ scaled[-1]
        h = np.tanh(z) if nonlinearity == "tanh" else np.maximum(z, 0)
    return scaled
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-lsuv_init-layer", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Two layers by hand. z1 is (3, 9), (3, 1), with a deviation of 3; behind the ReLU it is
# (1, 3), (1, 1/3). With w2, z2 is then 4 and 4/3, with a deviation of 4/3.
x = np.array([[4.5, 3.0], [0.5, 3.0]])
weights = [np.array([[0.0, 2.0], [1.0, 0.0]]), np.array([[1.0], [1.0]])]
w1, w2 = run(lsuv_init, x, weights, "relu", returns="w1, w2")
hint = "divide w1 by the deviation of all of x w1"
expect("w1 of lsuv_init", w1, [[0, 2 / 3], [1 / 3, 0]], hint=hint)
hint = "divide w2 by the deviation of h1 w2, with h1 from the scaled w1"
expect("w2 of lsuv_init", w2, [[0.75], [0.75]], hint=hint)
x = np.array([[2.0, -2.0], [-2.0, 2.0], [4.0, 4.0]])
weights = [np.eye(2), np.array([[1.0, 1.0], [0.0, 2.0]]), np.eye(2)]
ws = run(lsuv_init, x, weights, "tanh", returns="w1, w2, w3")
h = x
for layer, w in enumerate(ws, 1):
    z = h @ np.asarray(w)
    what = f"standard deviation of z{layer} of lsuv_init with tanh"
    expect(what, z.std(), 1, hint="before the nonlinearity")
    h = np.tanh(z)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("lsuv_init-layer")
cases = [
    (
        rng.normal(2, 3, (20, 4)),
        [rng.normal(size=shape) for shape in [(4, 6), (6, 5), (5, 3)]],
        name,
    )
    for name in ("relu", "tanh")
]
agree(lsuv_init, key.lsuv_init, cases, returns="w1, w2, w3", compare=3)
### END HIDDEN TESTS
passed("lsuv_init scales each layer on the batch")

# %% nbgrader={"grade": true, "grade_id": "test-lsuv_init-unit", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Each unit by itself: the columns of z1 have deviations 2 and 4. Behind the ReLU they are
# (1, 0), (3, 2); then z2 is 1 and 5, with a deviation of 2.
x = np.array([[0.0, 2.0], [4.0, 6.0]])
weights = [np.array([[0.0, 2.0], [1.0, 0.0]]), np.array([[1.0], [1.0]])]
w1, w2 = run(lsuv_init, x, weights, "relu", True, returns="w1, w2")
hint = "a column of w belongs to a unit, and so does a column of z"
expect("w1 of lsuv_init per unit", w1, [[0, 0.5], [0.5, 0]], hint=hint)
expect("w2 of lsuv_init per unit", w2, [[0.5], [0.5]], hint="from the scaled w1")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("init_statistics"), hidden_rng("lsuv_init-unit")
cases = [
    (
        rng.normal(2, 3, (20, 4)),
        [rng.normal(size=shape) for shape in [(4, 6), (6, 5), (5, 3)]],
        name,
        True,
    )
    for name in ("relu", "tanh")
]
agree(lsuv_init, key.lsuv_init, cases, returns="w1, w2, w3", compare=3)
### END HIDDEN TESTS
passed("lsuv_init scales each unit on the batch")

# %% [markdown] topics=[11]
# ### Experiment: images that are not scaled
#
# Eight hidden layers of 50 units behind 768 pixel values less their mean. The validation
# images show what the scaled layers do to images that they were not measured on.

# %% tags=["experiment"]
rng = np.random.default_rng(3)
pixels, pixels_val = map(rows, preprocess(X_train, X_val, "mean image"))
dims = [768] + [50] * 8 + [10]
shapes = list(itertools.pairwise(dims))
he = [init_weights(n, m, "he", rng) for n, m in shapes]
orthogonal = [np.linalg.qr(rng.normal(size=shape))[0] for shape in shapes]
chains = {
    "He": he,
    "LSUV": lsuv_init(pixels[:200], orthogonal, "relu"),
    "per unit": lsuv_init(pixels[:200], [w.copy() for w in he], "relu", per_unit=True),
}
sizes = {
    name: np.array([h.std() for h in activations_by_layer(pixels_val, ws[:-1], "relu")])
    for name, ws in chains.items()
}
fig = plots.curves(
    {name: (np.arange(1, 9), stds) for name, stds in sizes.items()},
    xlabel="hidden layer",
    ylabel="std of the activations",
    title="500 validation images in units from 0 to 255",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot over eight layers: with He's weights the activations have a standard "
    "deviation of several tens in all layers, with both kinds of measured weights between "
    "about 0.5 and 1.",
    takeaway="He's rule keeps whatever size it is given. Weights measured on 200 training "
    "images bring each layer to its size, for other images too.",
)

# %% tags=["experiment"]
outcome(
    "init-pixels",
    "b",
    "The rule keeps the variance from layer to layer; it does not set it. Scale the "
    "inputs, or measure the weights.",
)

# %% [markdown] topics=[10, 11]
# ### Experiment: which start learns?
#
# Now `FullyConnectedNet` trains with your weights. It has eight hidden ReLU layers. Give it
# the name of a rule as `weight_scale`, and it calls your `init_weights`.


# %% tags=["experiment"]
def deep_net(weight_scale):
    """Return a net of eight hidden layers."""
    return FullyConnectedNet([50] * 8, 768, weight_scale=weight_scale, seed=1)


starts = {name: deep_net(name) for name in ("xavier", "he")}
starts = {
    "0.01": deep_net(0.01),
    **starts,
    "0.5": deep_net(0.5),
    "LSUV": deep_net(0.01),
}
X_scaled, X_val_scaled = map(rows, versions["less mean"])
for layer, w in enumerate(lsuv_init(X_scaled[:200], orthogonal, "relu"), 1):
    starts["LSUV"].params[f"W{layer}"] = w.astype(np.float32)
race = {
    name: fit(net, X_scaled, X_val_scaled, lr=0.03, epochs=10)
    for name, net in starts.items()
}
fig = plots.curves(
    {name: solver.train_acc_history for name, solver in race.items()},
    xlabel="epoch",
    ylabel="training accuracy",
    title="Eight hidden ReLU layers, the same data, rate and number of steps",
)
plots.show(
    fig,
    alt="Training accuracy over ten epochs. Weights of 0.01 stay at chance. Weights of 0.5 "
    "end after the first epoch. Xavier climbs to 0.3, He and LSUV to more than 0.5.",
    takeaway="Weights of 0.01 learn nothing, weights of 0.5 explode at once. Xavier, too "
    "small behind ReLU, lags; He and weights measured on data learn.",
)

# %% [markdown]
# **Question: measured once (1 point).** LSUV and batch norm both bring each layer to
# variance 1. What does batch norm still do after a hundred steps of training that LSUV
# no longer does? What does LSUV save?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-lsuv", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# LSUV acts once, before the first step: when the weights change, so do the variances.
# Batch norm normalises in every step, and its gradient goes through the normalisation. LSUV
# costs nothing afterwards: no statistics of a batch, no running averages, no test mode, no
# dependence of one example on the others. (1 point)

# %% [markdown]
# ## What your library can do now
#
# `preprocess`, `fit_pca` and `apply_pca` prepare data. `init_weights` is called by
# `FullyConnectedNet(..., weight_scale="he")`, here and in all later notebooks, and
# `activations_by_layer`, `gradients_by_layer` and `lsuv_init` examine and mend a deep net
# before it trains. The next notebook, `batchnorm`, makes good weights matter less.
#
# **For next time.** Close the notebook and answer from memory; then look.
#
# <details><summary>1. Which images does the mean image come from, and from which is it
# subtracted?</summary>From the training images. It is subtracted from all: training,
# validation, test, and whatever comes later.</details>
#
# <details><summary>2. Which variance do weights have behind ReLU, and where does the 2 come
# from?</summary>2 / fan_in. The ReLU drops half of the mean square of what it gets.</details>
#
# <details><summary>3. Why not start with all weights at zero, or all equal?</summary>Equal
# units get equal gradients, and stay equal for ever.</details>
