# ---
# jupyter:
#   cs231n:
#     minutes: 120
#     released: true
#     title: Dropout
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
# # Dropout
#
# A large net learns a small training set by heart. Dropout makes that harder: at every
# step it sets a random part of the units to zero, so that no unit can rely on any other.
# The layer is one line of code. What it does to expectations, to noise and to accuracy
# takes longer to see, and that is what this notebook is about.
#
# **What you build.** Dropout in both notations, forwards and backwards; all masks of a
# small unit; the variance that a mask adds; predictions averaged over masks; DropConnect.
# At the end your library trains nets with dropout.
#
# **Time.** About two hours. **Points.** 26 for code, 9 for written answers.
#
# **From the lectures.** Dropout and inverted dropout, the average over the four masks of a
# unit with two inputs, dropout as an ensemble, averaging at test time, DropConnect.
#
# **How it works.** Replace each `raise NotImplementedError` by your code and run the
# cell. The check below it tells you at once what is right. When you hand in, further
# checks run that you do not see here; they test the same contract on other inputs. Random
# numbers are never compared one by one: checks count, and allow for chance.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import numpy as np

from cs231n_utils import carry_over, exercise, fill, get_data, outcome, plots, predict
from cs231n_utils.chance import differs, random_mask, same_mask
from cs231n_utils.checks import agree, expect, gradients, passed, run
from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.layers import affine_forward, relu_forward, softmax_loss
from cs231n_utils.solver import Solver

carry_over("dropout")

# %% [markdown]
# ## 1. Drop, and make up for it
#
# While training, draw for every entry of $x$ whether it stays. The mask $m$ holds ones and
# zeros, each entry drawn by itself, and $p$ is the probability of **keeping**:
#
# $$\text{training:}\quad y = m \odot x, \qquad P(m_i = 1) = p$$
#
# At test time nothing is random and nothing is dropped. But then the next layer gets more
# than it was trained with. In training an entry is $x_i$ with probability $p$ and else 0,
# so its expectation is $p\,x_i$. Vanilla dropout puts the same number there at test time:
#
# $$\text{test:}\quad y = p\,x$$

# %% [markdown]
# **Predict.** Answer before you write any code: put the letter between the quotes and run
# the cell. The right answer comes later, from your own code.

# %%
predict(
    "dropout-unscaled",
    "You train with p = 0.5 and forget the factor p at test time. How large is the sum that "
    "arrives at a unit of the next layer, compared with training?",
    {
        "a": "As large as in training, on average.",
        "b": "Twice as large, on average.",
        "c": "Half as large, on average.",
    },
    answer="",
)

# %% [markdown] topics=[15]
# ### Exercise: `vanilla_dropout` (3 points)
#
# Return the output of vanilla dropout, for an `x` of any shape.
#
# | in `dropout_param` | meaning |
# |---|---|
# | `"mode"` | `"train"` or `"test"` |
# | `"p"` | probability of keeping an entry |
# | `"seed"` | may be missing; the same seed gives the same mask |
#
# <details><summary>Hint: how do I draw a mask?</summary>
#
# `rng.random(x.shape)` draws uniform numbers from 0 to 1, one for every entry. A number lies
# below p with probability p.
# </details>


# %% nbgrader={"grade": false, "grade_id": "vanilla_dropout", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("dropout")
def vanilla_dropout(x, dropout_param):
    """Drop entries of x in training, and scale all of them in test mode."""
    mode, p = dropout_param["mode"], dropout_param["p"]
    rng = np.random.default_rng(dropout_param.get("seed"))
    ### BEGIN SOLUTION
    if mode == "test":
        return p * x
    return x * (rng.random(x.shape) < p)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-vanilla_dropout-train", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# 10,000 entries: a share of about 0.3 stays as it is, the others become 0.
x, param = np.full((100, 100), 2.0), {"mode": "train", "p": 0.3, "seed": 0}
out = run(vanilla_dropout, x, param, returns="out")
what = "out of vanilla_dropout in training"
random_mask(what, out, x, keep=0.3, factor=1, hint="what stays is left as it is")
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("vanilla_dropout-train")
for p in (0.7, 0.4):
    x = rng.normal(3, 5, (120, 2, 9, 8))
    param = {"mode": "train", "p": p, "seed": int(rng.integers(1000))}
    out = run(vanilla_dropout, x, param, returns="out")
    random_mask(f"out of vanilla_dropout with p = {p}", out, x, keep=p, factor=1)
### END HIDDEN TESTS
passed("vanilla_dropout drops entries in training")

# %% nbgrader={"grade": true, "grade_id": "test-vanilla_dropout-test", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# In test mode every entry is multiplied by p.
x, param = np.array([[2.0, 4.0], [6.0, 8.0]]), {"mode": "test", "p": 0.25}
out = run(vanilla_dropout, x, param, returns="out")
what = "out of vanilla_dropout in test mode"
hint = "test mode puts the expectation of training there"
expect(what, out, [[0.5, 1], [1.5, 2]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("dropout"), hidden_rng("vanilla_dropout-test")
cases = [
    (rng.normal(2, 3, shape), {"mode": "test", "p": p})
    for shape, p in [((4, 5), 0.8), ((2, 3, 4), 0.3), ((3, 2), 1.0)]
]
agree(vanilla_dropout, key.vanilla_dropout, cases, returns="out")
### END HIDDEN TESTS
passed("vanilla_dropout scales in test mode")

# %% [markdown] topics=[15]
# ### Exercise: `all_masks` (2 points)
#
# Is "expectation" exactly right, or only about right? For a unit with few inputs you can
# tell without any chance: list all masks, and weight each with its probability.
#
# Return `(masks, probabilities)` for `D` inputs: `masks` has shape ($2^D$, D) and holds
# zeros and ones, in the order of counting in binary, such as 00, 01, 10, 11;
# `probabilities` has shape ($2^D$,).
#
# <details><summary>Hint: how do I list them?</summary>
#
# `itertools.product([0, 1], repeat=D)` counts in binary. `list(np.ndindex(2, 2))` does the
# same for D = 2.
# </details>
#
# <details><summary>Hint: the probability of a mask</summary>
#
# Entries are independent, so their probabilities multiply: a factor $p$ for each entry that
# stays, and $1 - p$ for each that goes.
# </details>


# %% nbgrader={"grade": false, "grade_id": "all_masks", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("dropout")
def all_masks(D, p):
    """Return all masks of D entries, in the order of counting, and their probabilities."""
    ### BEGIN SOLUTION
    masks = np.array(list(np.ndindex(*[2] * D)))
    kept = masks.sum(axis=1)
    # P(m) = p^kept (1 - p)^dropped
    return masks, p**kept * (1 - p) ** (D - kept)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-all_masks", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Four masks of two entries. With p = 1/4 an entry goes three times as often as it stays.
returns = "masks, probabilities"
masks, probabilities = run(all_masks, 2, 0.25, returns=returns)
what = "masks of all_masks for D = 2"
expect(what, masks, [[0, 0], [0, 1], [1, 0], [1, 1]], hint="count in binary from 00")
what = "probabilities of all_masks for D = 2 and p = 0.25"
hint = "p for each entry that stays, 1 - p for each that goes"
expect(what, probabilities, [9 / 16, 3 / 16, 3 / 16, 1 / 16], hint=hint)
masks, probabilities = run(all_masks, 5, 0.25, returns=returns, shape=(32, 5))
expect("the sum of 32 probabilities of all_masks", np.sum(probabilities), 1)
### BEGIN HIDDEN TESTS
from grading import answer_key

key = answer_key("dropout")
cases = [(1, 0.3), (3, 0.6), (6, 0.5), (4, 1.0)]
agree(all_masks, key.all_masks, cases, returns=returns, compare=2)
### END HIDDEN TESTS
passed("all_masks lists every mask with its probability")

# %% [markdown] topics=[15]
# ### Experiment: is the factor p exact?
#
# First the four masks of a unit with two inputs, one by one. Then the same for more inputs,
# with every mask that there is.

# %% tags=["experiment"]
x, w, p = np.array([3.0, 1.0]), np.array([2.0, -4.0]), 0.5
masks, probabilities = all_masks(2, p)
values = (masks * x) @ w
for mask, probability, value in zip(masks, probabilities, values, strict=True):
    print(f"mask {mask}  probability {probability:.2f}  value {value:5.1f}")
four_mask_average = probabilities @ values
all_kept = x @ w
print(
    f"average over the masks {four_mask_average:.1f}, p times all kept {p * all_kept:.1f}"
)

# %% tags=["experiment"]
rng = np.random.default_rng(0)
unit_values = {}
for D in (2, 6, 12):
    w = rng.uniform(0.5, 1.5, D)
    w *= 2 / w.sum()  # so that the unit gives 2 when nothing is dropped
    masks, probabilities = all_masks(D, 0.5)
    unit_values[f"D = {D}: {len(masks)} masks"] = masks @ w
fig = plots.histograms(
    unit_values,
    xlabel="value of the unit, over all masks with p = 0.5",
    bins=25,
    title="A unit that gives 2 when all of its inputs stay",
)
plots.show(
    fig,
    alt="Histograms of a unit's value over all masks, for 2, 6 and 12 inputs. All have the "
    "mean 1. The four values of D = 2 are spread from 0 to 2; for D = 12 they form a bell "
    "around 1 with standard deviation 0.3.",
    takeaway="The average over all masks is exactly p times the value with nothing dropped, "
    "for any number of inputs. One mask alone is a noisy guess at it, and less so where many "
    "inputs share the work.",
)

# %% tags=["experiment"]
x = rng.uniform(0, 1, (1, 1000))
w = rng.uniform(0, 1, 1000)
trained_with = np.mean(
    [vanilla_dropout(x, {"mode": "train", "p": 0.5, "seed": s}) @ w for s in range(200)]
)
unscaled_ratio = float(x[0] @ w / trained_with)
print(f"without the factor p, test time gives {unscaled_ratio:.2f} times as much")
outcome(
    "dropout-unscaled",
    "b",
    "In training half of the inputs are there, at test time all of them. The factor p "
    "brings the sum back to what the next layer knows.",
)

# %% tags=["experiment"]
digits = 4096 * np.log10(2)
print(f"A layer of 4096 units has 2^4096 = 10^{digits:.0f} masks.")

# %% [markdown]
# Nobody lists so many masks: the atoms of the universe are fewer than $10^{83}$. Each mask
# is one thinned net, and all of them share their weights. Training with dropout takes one
# step for one of them at a time. Test time stands for the average of them all.

# %% [markdown]
# **Question: the expectation (2 points).** A unit computes $a = \sum_j w_j m_j x_j$ for $D$
# inputs. Show that its expectation over the masks is $p \sum_j w_j x_j$. Did you need that
# the entries of the mask are independent of each other?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-expectation", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# The expectation of a sum is the sum of the expectations, and $w_j x_j$ is a constant:
# $E[a] = \sum_j w_j x_j E[m_j]$ with $E[m_j] = 1 \cdot p + 0 \cdot (1 - p) = p$. (1 point)
#
# No. Only the variance needs independence. If all inputs were dropped together, the
# expectation would be the same. (1 point)

# %% [markdown]
# ## 2. Inverted dropout
#
# Vanilla dropout makes you change the net at test time, in every place where it drops. It
# is handier to put the factor where the chance is. Divide by $p$ in training:
#
# $$\text{training:}\quad y = \frac{m \odot x}{p} \qquad\qquad \text{test:}\quad y = x$$
#
# The expectation in training is now $x$ itself, and test mode does nothing at all. This is
# the form that libraries use, and yours does from here on.

# %% [markdown] topics=[15]
# ### Exercise: `dropout_forward` (5 points)
#
# Inverted dropout, for an `x` of any shape. `dropout_param` is as above. Without a seed,
# every call in training draws a new mask. Return `(out, cache)`; the cache is yours.
#
# <details><summary>Hint: the seed</summary>
#
# `np.random.default_rng(seed)` makes a generator. With `None` in place of a seed it is a new
# one every time, so `dropout_param.get("seed")` serves both cases.
# </details>
#
# <details><summary>Hint: what belongs into the cache?</summary>
#
# Whatever the backward pass will want to know. It must go through the very mask that was
# drawn here, and it must also work after test mode.
# </details>


# %% nbgrader={"grade": false, "grade_id": "dropout_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def dropout_forward(x, dropout_param):
    """Return (out, cache); p is the probability of keeping an entry."""
    mode, p = dropout_param["mode"], dropout_param["p"]
    ### BEGIN SOLUTION
    if mode == "test":
        return x, None
    if mode != "train":
        raise ValueError(f'mode must be "train" or "test", not {mode!r}')
    rng = np.random.default_rng(dropout_param.get("seed"))
    # Divided by p already here, so that test time needs no scaling.
    mask = ((rng.random(x.shape) < p) / p).astype(x.dtype)
    return x * mask, mask
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-dropout_forward-train", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# 10,000 entries: a share of about 0.3 stays and is divided by 0.3.
x, param = np.full((100, 100), 2.0), {"mode": "train", "p": 0.3, "seed": 0}
out, _ = run(dropout_forward, x, param, returns="out, cache")
what = "out of dropout_forward in training"
hint = "the expectation of out should be x"
random_mask(what, out, x, keep=0.3, factor=1 / 0.3, hint=hint)
# An input with more axes, as from a convolution.
x = np.full((100, 2, 5, 10), -3.0)
out, _ = run(dropout_forward, x, param, returns="out, cache")
what = "out of dropout_forward for four axes"
random_mask(what, out, x, keep=0.3, factor=1 / 0.3, hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("dropout_forward-train")
for p in (0.7, 0.4):
    x = rng.normal(3, 5, (150, 120))
    param = {"mode": "train", "p": p, "seed": int(rng.integers(1000))}
    out, _ = run(dropout_forward, x, param, returns="out, cache")
    what = f"out of dropout_forward with p = {p}"
    random_mask(what, out, x, keep=p, factor=1 / p, hint=hint)
param = {"mode": "train", "p": 1.0, "seed": 0}
out, _ = run(dropout_forward, x, param, returns="out, cache")
expect("out of dropout_forward with p = 1", out, x, hint="all entries stay")
# Independent entries: the number that stays is not fixed (chance: below 1e-12).
excess = []
for columns in range(20, 40):
    x, param = np.ones((20, columns)), {"mode": "train", "p": 0.5, "seed": columns}
    out, _ = run(dropout_forward, x, param, returns="out, cache")
    excess.append(np.count_nonzero(out) - 10 * columns)
what = "out of dropout_forward: how many entries stay, less p times all, in 20 calls"
hint = "each entry has a probability; their number is not fixed"
differs(what, excess, excess[:1] * 20, hint=hint)
### END HIDDEN TESTS
passed("dropout_forward drops and scales in training")

# %% nbgrader={"grade": true, "grade_id": "test-dropout_forward-seed", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# A seed repeats its mask; another seed, or none, gives another mask.
x, outs = np.ones((50, 40)), []
for seed in [{"seed": 3}, {"seed": 3}, {"seed": 4}, {}, {}]:
    param = {"mode": "train", "p": 0.5} | seed
    args = (dropout_forward, x, param)
    outs.append(run(*args, returns="out, cache", shape=x.shape)[0])
what = "out of dropout_forward, called twice with seed 3: how much it differs"
expect(what, np.abs(outs[0] - outs[1]).max(), 0, hint='use dropout_param.get("seed")')
what = "out of dropout_forward with seeds 3 and 4"
differs(what, outs[0], outs[2], hint="the seed that you were given")
what = "out of dropout_forward, called twice without a seed"
differs(what, outs[3], outs[4], hint="a new mask for every call")
### BEGIN HIDDEN TESTS
for first, second in [((60, 30), 10), ((7, 8, 9), 11)]:
    param = {"mode": "train", "p": 0.3, "seed": second}
    one, _ = run(dropout_forward, np.ones(first), param, returns="out, cache")
    run(dropout_forward, np.ones((3, 3)), {"mode": "train", "p": 0.5}, returns="out, _")
    two, _ = run(dropout_forward, np.ones(first), param, returns="out, cache")
    what = "out of dropout_forward with the same seed again: how much it differs"
    expect(what, np.abs(np.subtract(one, two)).max(), 0)
### END HIDDEN TESTS
passed("dropout_forward obeys its seed")

# %% nbgrader={"grade": true, "grade_id": "test-dropout_forward-test", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Test mode does nothing.
x, param = np.array([[2.0, 4.0], [6.0, 8.0]]), {"mode": "test", "p": 0.25}
out, _ = run(dropout_forward, x, param, returns="out, cache")
what = "out of dropout_forward in test mode"
expect(what, out, x, hint="training has made up for p already")
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("dropout_forward-test")
for shape, p in [((40, 30), 0.8), ((2, 3, 4), 0.3)]:
    x, param = rng.normal(2, 3, shape), {"mode": "test", "p": p, "seed": 5}
    out, _ = run(dropout_forward, x, param, returns="out, cache")
    expect(f"out of dropout_forward in test mode with p = {p}", out, x)
### END HIDDEN TESTS
passed("dropout_forward does nothing in test mode")

# %%
predict(
    "dropout-noise",
    "Inverted dropout leaves the expectation of a unit alone, but adds variance. By which "
    "factor does this variance grow when p falls from 0.5 to 0.1?",
    {
        "a": "1.8, as the share that is dropped: 0.9 against 0.5.",
        "b": "5, as the share that is kept.",
        "c": "9.",
    },
    answer="",
)

# %% [markdown] topics=[15]
# ### Exercise: `dropout_moments` (3 points)
#
# Inputs $x$ of shape (N, D) pass through inverted dropout and then through weights $w$ of
# shape (D, M). Return `(mean, variance)` of the result over all masks, both of shape
# (N, M), without drawing or listing any mask.
#
# Start with one entry: $m_j / p$ is $1/p$ with probability $p$ and else 0. What is its
# variance? Then use that the entries are independent.
#
# <details><summary>Hint: the variance of one entry</summary>
#
# $\mathrm{Var}(z) = E[z^2] - E[z]^2$. For $z = m_j / p$ the expectation is 1, and $z^2$ is
# $1/p^2$ with probability $p$.
# </details>
#
# <details><summary>Hint: the variance of the sum</summary>
#
# For independent $z_j$, $\mathrm{Var}(\sum_j c_j z_j) = \sum_j c_j^2\, \mathrm{Var}(z_j)$. Here
# $c_j = x_j w_j$, and the sum over $j$ is a matrix product.
# </details>


# %% nbgrader={"grade": false, "grade_id": "dropout_moments", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("dropout")
def dropout_moments(x, w, p):
    """Return mean and variance of (inverted dropout of x) @ w over all masks."""
    ### BEGIN SOLUTION
    # Var(m / p) = 1/p - 1
    return x @ w, (1 - p) / p * (x**2 @ w**2)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-dropout_moments", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# One example with two inputs, two units; p = 1/4.
x, w = np.array([[1.0, 2.0]]), np.array([[3.0, 1.0], [1.0, -2.0]])
mean, variance = run(dropout_moments, x, w, 0.25, returns="mean, variance")
hint = "inverted dropout leaves the expectation alone"
expect("mean of dropout_moments", mean, [[3 + 2, 1 - 4]], hint=hint)
hint = "the variance of one entry of m / p, times the sum of (x w)^2"
expect("variance of dropout_moments", variance, [[3 * 13, 3 * 17]], hint=hint)
_, variance = run(dropout_moments, x, w, 1.0, returns="mean, variance")
expect("variance of dropout_moments with p = 1", variance, [[0, 0]], hint="no chance")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("dropout"), hidden_rng("dropout_moments")
cases = [
    (rng.normal(2, 1, (N, D)), rng.normal(size=(D, M)), p)
    for N, D, M, p in [(3, 4, 2, 0.8), (1, 7, 5, 0.1), (6, 2, 1, 0.5)]
]
agree(dropout_moments, key.dropout_moments, cases, returns="mean, variance", compare=2)
### END HIDDEN TESTS
passed("dropout_moments are exact")

# %% [markdown] topics=[15]
# ### Experiment: how much noise does a mask add?
#
# One example with 100 inputs, one unit, 4000 masks for each $p$. The line is your formula,
# the other is what your own masks give.

# %% tags=["experiment"]
rng = np.random.default_rng(1)
x, w = rng.normal(size=(1, 100)), rng.normal(size=(100, 1))
signal = float((x**2 @ w**2).item())
keeps = np.array([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95])
measured, formula = [], []
for p in keeps:
    many = np.repeat(x, 4000, axis=0)
    dropped, _ = dropout_forward(many, {"mode": "train", "p": p, "seed": 0})
    measured.append(np.var(dropped @ w) / signal)
    formula.append(dropout_moments(x, w, p)[1].item() / signal)
measured, formula = np.array(measured), np.array(formula)
print("variance at p = 0.1 over variance at p = 0.5:", formula[1] / formula[5])
fig = plots.curves(
    {"your formula": (keeps, formula), "4000 masks": (keeps, measured)},
    xlabel="p, the probability of keeping",
    ylabel="variance / sum of (x w)^2",
    title="Variance that inverted dropout adds to a unit",
    logy=True,
    marks={0.5: "1 at p = 1/2"},
)
plots.show(
    fig,
    alt="Log plot of the added variance over p. It falls from 19 at p = 0.05 through 9 at "
    "0.1 and 1 at 0.5 to 0.05 at 0.95. Formula and measurement lie on each other.",
    takeaway="The variance is (1 - p) / p: mild down to one half, and then it explodes. "
    "Few who train with dropout go below p = 0.5.",
)

# %% tags=["experiment"]
outcome(
    "dropout-noise",
    "c",
    "(1 - p) / p is 1 at p = 0.5 and 9 at p = 0.1. What is kept is divided by p, and the "
    "variance takes the square of that.",
)

# %% [markdown]
# ### Explore: how many masks make an average?
#
# 400 units behind your `dropout_forward`. **How many masks does it take at p = 0.5 until an
# output differs from its input by less than 0.2, as a root mean square? And at p = 0.2?**

# %% tags=["experiment"]
from cs231n_utils.widgets import DropoutExplorer

DropoutExplorer("p=0.5 masks=1")

# %% [markdown]
# What to look for: the dots close in on the dashed line, where the mean is the input. Four
# times as many masks halve the distance, and at p = 0.2 not even 200 are enough.

# %%
predict(
    "dropout-relu",
    "A unit with ReLU gets -0.5 when nothing is dropped, so that test mode gives 0. "
    "What is the average of its outputs over all masks?",
    {
        "a": "0, as the masks do not change the expectation.",
        "b": "Below 0.",
        "c": "Above 0.",
    },
    answer="",
)

# %% [markdown] topics=[15]
# ### Experiment: and behind a ReLU?
#
# The expectation is exact for a sum. A network is not a sum: behind it stands a ReLU, and
# the next layer. Take a unit with twelve inputs and list all of its 4096 masks. Its bias
# moves the sum across the kink.

# %% tags=["experiment"]
rng = np.random.default_rng(2)
x, w = rng.normal(size=12), rng.normal(size=12)
masks, probabilities = all_masks(12, 0.5)
noisy = (masks * x / 0.5) @ w
sums = np.linspace(-4, 4, 33)  # what arrives when nothing is dropped
biases = sums - x @ w
test_mode = np.maximum(sums, 0)
mask_average = np.array([probabilities @ np.maximum(noisy + b, 0) for b in biases])
fig = plots.curves(
    {
        "average over all 4096 masks": (sums, mask_average),
        "test mode": (sums, test_mode),
    },
    xlabel="sum that arrives at the unit in test mode",
    ylabel="output of the ReLU",
    title="A ReLU behind inverted dropout, p = 0.5",
    marks={0.0: "the kink"},
)
plots.show(
    fig,
    alt="Output of a ReLU over the sum that arrives. Test mode is 0 up to the kink and then "
    "the diagonal. The average over all masks lies above it near the kink, most at 0, and "
    "joins it far from the kink on both sides.",
    takeaway="Behind a ReLU test mode is not the average over the masks, only near it. The "
    "gap is widest at the kink, where noise can push up but not down.",
)

# %% tags=["experiment"]
at_minus_half = float(np.interp(-0.5, sums, mask_average))
print(f"average over all masks where the sum is -0.5: {at_minus_half:.3f}")
outcome(
    "dropout-relu",
    "c",
    "Some masks make the sum positive and count; the others give 0 and cannot make up for "
    "it. Test mode is exact for a sum, and a good guess for a net.",
)

# %% [markdown]
# **Question: two notations (2 points).** A colleague gives you weights that were trained
# with vanilla dropout at $p = 0.8$, on the units that go into an affine layer $(w, b)$. Your
# library has inverted dropout, whose test mode does nothing. How do you change $w$ and $b$
# so that your test mode gives what theirs gives, and why is it enough?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-notations", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# Multiply $w$ by 0.8 and leave $b$ as it is. (1 point)
#
# Their test mode feeds $0.8\,x$ into the layer: $(0.8\,x) w + b = x (0.8\,w) + b$. The
# factor can stand at the weights as well as at the input; the bias was never dropped.
# (1 point)

# %% [markdown]
# ## 3. Backwards
#
# With the mask drawn, the layer is a product with constants. An entry that was dropped did
# not reach the loss, so no gradient comes back to it. One that stayed was multiplied, and
# so is its gradient.
#
# The mask has to be **the same** in both passes. That is what the cache is for.

# %%
predict(
    "dropout-gradient",
    "p is 0.5 and dout is 1 everywhere. What is dx, averaged over many masks?",
    {"a": "0.5", "b": "1", "c": "2"},
    answer="",
)

# %% [markdown] topics=[15]
# ### Exercise: `dropout_backward` (3 points)
#
# Given `dout` and your own cache, return `dx`. It must work after both modes: after test
# mode `dx` is `dout`.


# %% nbgrader={"grade": false, "grade_id": "dropout_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def dropout_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    return dout if cache is None else dout * cache
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-dropout_backward-train", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# dout is 1 everywhere: dx shows the factor of each entry in your own forward pass.
x, dout = np.full((40, 50), 2.0), np.ones((40, 50))
param = {"mode": "train", "p": 0.25, "seed": 0}
out, cache = run(dropout_forward, x, param, returns="out, cache", shape=x.shape)
dx = run(dropout_backward, dout, cache, returns="dx")
kept, factor = np.asarray(out) != 0, np.max(out) / 2
same_mask(
    "dx of dropout_backward for dout = 1",
    dx,
    kept,
    factor,
    forward="dropout_forward",
    hint="the mask of the forward pass, with its factor",
)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("dropout_backward-train")
for shape, p in [((30, 20), 0.7), ((5, 2, 6, 7), 0.4)]:
    x, dout = rng.uniform(1, 2, shape), rng.normal(size=shape)
    # Without a seed: only the cache knows the mask.
    param = {"mode": "train", "p": p}
    out, cache = run(dropout_forward, x, param, returns="out, cache", shape=shape)
    run(dropout_forward, x, param, returns="out, cache", shape=shape)
    dx = run(dropout_backward, dout, cache, returns="dx", shape=shape)
    right = np.allclose(dx, dout * np.asarray(out) / x, rtol=1e-8, atol=1e-8)
    # Yes or no, as numbers would be others each time.
    what = f"dx of dropout_backward with p = {p}, judged right (1) or wrong (0),"
    hint = "dout, the mask of this very forward pass, and its factor"
    expect(what, float(right), 1, hint=hint)
### END HIDDEN TESTS
passed("dropout_backward goes through the mask of the forward pass")

# %% nbgrader={"grade": true, "grade_id": "test-dropout_backward-test", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# After test mode the gradient passes as your forward pass let the values pass.
x, dout = np.full((2, 2), 2.0), np.array([[1.0, 2.0], [3.0, 4.0]])
param = {"mode": "test", "p": 0.25}
out, cache = run(dropout_forward, x, param, returns="out, cache", shape=x.shape)
dx = run(dropout_backward, dout, cache, returns="dx")
what = "dx of dropout_backward after test mode"
expect(what, dx, dout * np.asarray(out) / x, hint="test mode changes nothing")
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("dropout_backward-test")
x, dout = rng.uniform(1, 2, (3, 4, 5)), rng.normal(size=(3, 4, 5))
param = {"mode": "test", "p": 0.7, "seed": 1}
out, cache = run(dropout_forward, x, param, returns="out, cache", shape=x.shape)
dx = run(dropout_backward, dout, cache, returns="dx")
expect("dx of dropout_backward after test mode", dx, dout * np.asarray(out) / x)
### END HIDDEN TESTS
passed("dropout_backward after test mode")

# %% tags=["experiment"]
x = np.ones((500, 400))
_, cache = dropout_forward(x, {"mode": "train", "p": 0.5, "seed": 2})
dx = dropout_backward(np.ones_like(x), cache)
print(f"mean of dx over 200,000 masks: {dx.mean():.3f}, values {np.unique(dx)}")
outcome(
    "dropout-gradient",
    "b",
    "Half of the entries are 0 and half are 2. Inverted dropout keeps the gradient's "
    "expectation as it keeps that of the values.",
)

# %% tags=["experiment"]
# The gradient check of a whole net works because a seed repeats the masks.
rng = np.random.default_rng(3)
X, y = rng.normal(size=(5, 12)), np.array([0, 1, 2, 1, 0])
checked = {}
for name, masks in {
    "same masks": {"seed": 7},
    "new masks": {"rng": np.random.default_rng(7)},
}.items():
    net = FullyConnectedNet(
        [10, 10],
        input_dim=12,
        num_classes=3,
        dropout_keep_ratio=0.5,
        weight_scale=0.5,
        dtype=np.float64,
        **masks,
    )
    loss, grads = net.loss(X, y)
    place = np.unravel_index(np.abs(grads["W1"]).argmax(), (12, 10))
    analytic, W, h = grads["W1"][place], net.params["W1"], 1e-6
    W[place] += h
    checked[name] = ((net.loss(X, y)[0] - loss) / h, analytic)
    W[place] -= h
    print("{}: numerical {:.4f}, analytic {:.4f}".format(name, *checked[name]))

# %% [markdown]
# **Question: checking gradients (1 point).** With a seed the net draws the same masks at every
# call, and the two numbers agree. With new masks they are far apart, although your backward
# pass is right in both cases. What goes wrong?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-gradcheck", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# With new masks the two losses of the numerical gradient belong to two different functions,
# and their difference, divided by a tiny step, is huge. A seed holds the function fixed while
# one weight moves. (1 point)

# %% [markdown]
# ## 4. In a network
#
# `FullyConnectedNet` calls your dropout behind every hidden ReLU. The training set is small,
# 2000 images, and the net has room to learn all of them by heart. All runs have the same
# data, the same initial weights and the same number of steps; only $p$ differs.


# %% tags=["experiment"]
def shrink(images):
    """Return images of 16 x 16 pixels as rows, in float32."""
    return images.reshape(-1, 3, 16, 2, 16, 2).mean(axis=(3, 5)).reshape(-1, 768)


full = get_data("toybox", num_train=2000, num_val=2000)
scale = 1 / shrink(full["X_train"]).std()
data = {
    "X_train": scale * shrink(full["X_train"]),
    "y_train": full["y_train"],
    "X_val": scale * shrink(full["X_val"]),
    "y_val": full["y_val"],
}


def train(p):
    """Train a net of two hidden layers that keeps a unit with probability p."""
    net = FullyConnectedNet(
        [100, 100],
        input_dim=768,
        dropout_keep_ratio=p,
        weight_scale=0.05,
        rng=np.random.default_rng(1),
    )
    solver = Solver(
        net,
        data,
        optim_config={"learning_rate": 0.1},
        batch_size=50,
        num_epochs=30,
        verbose=False,
    )
    solver.train()
    return solver


# %%
predict(
    "dropout-gap",
    "Without dropout this net ends far apart: nearly all training images right, but less than "
    "half of the validation images. With p = 0.5 the gap narrows. By which end?",
    {
        "a": "Validation accuracy rises to meet training accuracy.",
        "b": "Training accuracy falls to meet validation accuracy.",
        "c": "Both move, by about as much.",
    },
    answer="",
)

# %% [markdown] topics=[15]
# ### Experiment: does it close the gap?

# %% tags=["experiment"]
solvers = {p: train(p) for p in (1, 0.5)}
fig = plots.training({"all units kept": solvers[1], "p = 0.5": solvers[0.5]})
plots.show(
    fig,
    alt="Loss and accuracy over 30 epochs. Without dropout the training loss falls to 0, "
    "training accuracy reaches 1 and validation accuracy stays near 0.4. With p = 0.5 the "
    "loss stays above 1, training accuracy ends near 0.65 and validation accuracy below 0.4.",
    takeaway="Dropout closes about half of the gap between training and validation, and all "
    "of it from above: training accuracy falls, validation accuracy does not rise.",
)


# %% tags=["experiment"]
def ends(solver):
    """Return accuracy in training and validation, averaged over the last five epochs."""
    return np.mean(solver.train_acc_history[-5:]), np.mean(solver.val_acc_history[-5:])


for p, solver in solvers.items():
    print("p = {}: training {:.2f}, validation {:.2f}".format(p, *ends(solver)))
outcome(
    "dropout-gap",
    "b",
    "A narrow gap is no aim in itself. Dropout keeps the net from learning by heart. Whether "
    "it then learns more of what carries over is another matter: here it does not.",
)

# %% [markdown] topics=[15]
# ### Experiment: p as a strength
#
# The lower $p$, the stronger the dropout. Five nets, from keeping all units to keeping three
# in ten. Beside the accuracy look at the loss in validation: it also counts how sure
# the net is when it is wrong.

# %% tags=["experiment"]
strengths = np.array([0.3, 0.5, 0.7, 0.9, 1.0])
solvers |= {p: train(p) for p in (0.3, 0.7, 0.9)}
train_acc, val_acc = np.array([ends(solvers[p]) for p in strengths]).T
val_loss = np.array(
    [
        softmax_loss(solvers[p].model.loss(data["X_val"]), data["y_val"])[0]
        for p in strengths
    ]
)
fig, (left, right) = plots.figure(2)
plots.curves(
    {"training": (strengths, train_acc), "validation": (strengths, val_acc)},
    xlabel="p, the probability of keeping",
    ylabel="accuracy",
    title="Accuracy, last five epochs",
    ax=left,
)
plots.curves(
    {"validation": (strengths, val_loss)},
    xlabel="p, the probability of keeping",
    ylabel="loss",
    title="Loss in validation",
    marks={strengths[val_loss.argmin()]: "lowest"},
    ax=right,
)
plots.show(
    fig,
    alt="Left: training accuracy rises from 0.35 at p = 0.3 to 1 at p = 1; validation "
    "accuracy rises from below 0.3 to 0.4 at p = 0.7 and is level from there. Right: the "
    "validation loss is 1.6 at p = 0.5, a little higher at 0.3 and 0.7, and 3 at p = 1.",
    takeaway="Too strong, and the net underfits: both accuracies fall. From p = 0.7 up "
    "validation accuracy hardly moves, but the loss does: dropout keeps the net from being "
    "sure of what it gets wrong.",
)

# %% [markdown]
# **Question: reading the figure (2 points).** (a) At $p = 0.3$ training accuracy is hardly
# above validation accuracy. Is this net well regularised? What would you change? (b) Without
# dropout the validation loss is nearly twice as large at the same accuracy. How can that be?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-gap", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# (a) No: it underfits. Both accuracies are low, and a small gap between two low numbers is
# worth nothing. Raise $p$, or take a wider net and train it for longer, since only three
# units in ten work at a time. (1 point)
#
# (b) Accuracy counts which class has the largest score, the loss also counts by how much. A
# net that knows its training set by heart has large scores everywhere. It is as often wrong,
# but with probabilities near 1 for the wrong class, and each of these costs a large
# $-\log p$. (1 point)

# %% [markdown]
# ## 5. Ask the masks
#
# Test mode stands for the average over all thinned nets, and behind a ReLU it is not exact.
# You can also take the average at its word: keep dropout on at test time, draw some masks,
# and average what the thinned nets say. This is a Monte-Carlo estimate. It gives more than
# test mode can: you also see how far the thinned nets disagree.

# %% [markdown] topics=[15]
# ### Exercise: `mc_dropout` (4 points)
#
# `forward(X)` returns scores of shape (N, C), with a new mask at every call. Call it
# `samples` times with the whole `X`. Turn the scores of each call into probabilities by the
# softmax of each row:
#
# $$q_{ic} = \frac{e^{s_{ic}}}{\sum_k e^{s_{ik}}}$$
#
# Return `(mean, spread)`, both of shape (N, C): the mean and the standard deviation of these
# probabilities over the calls. The standard deviation divides by `samples`.
#
# <details><summary>Hint: large scores</summary>
#
# `np.exp(1000)` overflows. Subtract the largest score of each row first: the probabilities
# stay the same.
# </details>


# %% nbgrader={"grade": false, "grade_id": "mc_dropout", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("dropout")
def mc_dropout(forward, X, samples):
    """Return mean and standard deviation of the class probabilities over random masks."""
    ### BEGIN SOLUTION
    scores = np.stack([forward(X) for _ in range(samples)])
    exps = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = exps / exps.sum(axis=2, keepdims=True)
    return q.mean(axis=0), q.std(axis=0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-mc_dropout", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# Two calls, two images, two classes: probabilities 1/4 and 3/4, 1/2 and 1/2, then others.
scores, calls = np.log([[[1, 3], [1, 1]], [[3, 1], [1, 3]], [[1, 7], [7, 1]]]), []


def forward(X):
    calls.append(np.array(X))
    return scores[(len(calls) - 1) % 3].copy()


X = np.ones((2, 3))
mean, spread = run(mc_dropout, forward, X, 2, returns="mean, spread")
what = "number of calls that mc_dropout makes for 2 samples"
expect(what, len(calls), 2, hint="each sample is one call, with all of X")
expect("the X that mc_dropout gives to forward", calls[-1], X, hint="all of X")
hint = "a softmax for each call and row, then the mean over the calls"
expect("mean of mc_dropout", mean, [[1 / 2, 1 / 2], [3 / 8, 5 / 8]], hint=hint)
hint = "the standard deviation of the probabilities over the calls"
expect("spread of mc_dropout", spread, [[1 / 4, 1 / 4], [1 / 8, 1 / 8]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("dropout"), hidden_rng("mc_dropout")
for size, hint in [(1, ""), (1000, "subtract the largest score of each row first")]:
    scores, calls = size * rng.normal(size=(3, 2, 4)), []
    right = key.mc_dropout(forward, X, 3)
    calls.clear()
    got = run(mc_dropout, forward, X, 3, returns="mean, spread")
    for name, one, other in zip(("mean", "spread"), got, right, strict=True):
        expect(f"{name} of mc_dropout for scores near {size}", one, other, hint=hint)
### END HIDDEN TESTS
passed("mc_dropout averages over calls")

# %%
predict(
    "dropout-mc",
    "For the net that was trained with p = 0.5: which is more often right on the validation "
    "images, test mode or the average over 64 masks?",
    {
        "a": "Test mode, clearly: the masks only add noise.",
        "b": "The average, clearly: it is an ensemble of 64 nets.",
        "c": "They are about equal.",
    },
    answer="",
)

# %% [markdown] topics=[15]
# ### Experiment: how many masks make a test mode?

# %% tags=["experiment"]
net = solvers[0.5].model
mask_rng = np.random.default_rng(4)


def noisy_scores(X):
    """Return scores of the net with dropout left on, under masks drawn now."""
    a = X
    for i in (1, 2):
        a, _ = affine_forward(a, net.params[f"W{i}"], net.params[f"b{i}"])
        a, _ = relu_forward(a)
        seed = int(mask_rng.integers(2**31))
        a, _ = dropout_forward(a, {"mode": "train", "p": 0.5, "seed": seed})
    return affine_forward(a, net.params["W3"], net.params["b3"])[0]


def accuracy(scores):
    return np.mean(scores.argmax(axis=1) == data["y_val"])


counts = np.array([1, 2, 4, 8, 16, 32, 64])
mc_accuracy = []
for count in counts:
    q_mean, q_spread = mc_dropout(noisy_scores, data["X_val"], int(count))
    mc_accuracy.append(accuracy(q_mean))
mc_accuracy = np.array(mc_accuracy)
test_accuracy = accuracy(net.loss(data["X_val"]))
fig = plots.curves(
    {
        "average over masks": (counts, mc_accuracy),
        "test mode": (counts, np.full(len(counts), test_accuracy)),
    },
    xlabel="masks in the average",
    ylabel="validation accuracy",
    title="Dropout left on at test time, p = 0.5",
    logx=True,
)
plots.show(
    fig,
    alt="Validation accuracy over the number of masks. One mask is right on about 0.32 of "
    "the images. The average rises to 0.38 at 8 masks and stays there, close below the level "
    "of test mode, 0.39.",
    takeaway="One thinned net is clearly worse than test mode. Averaging brings it up to "
    "the level of test mode and not beyond: test mode gets the average in a single pass.",
)

# %% tags=["experiment"]
every = np.arange(len(data["y_val"]))
said, was_right, val_losses = {}, {}, {}
for name, q in [
    ("test mode", mc_dropout(net.loss, data["X_val"], 1)[0]),
    ("64 masks", q_mean),
]:
    said[name] = q.max(axis=1).mean()
    was_right[name] = np.mean(q.argmax(axis=1) == data["y_val"])
    val_losses[name] = -np.log(q[every, data["y_val"]]).mean()
    print(
        f"{name}: is sure to {said[name]:.2f}, is right on {was_right[name]:.2f}, "
        f"loss {val_losses[name]:.3f}"
    )
outcome(
    "dropout-mc",
    "c",
    "Test mode is a cheap stand-in for the average over all masks, and a good one. What the "
    "average adds is not accuracy but honesty: it is less sure, and its loss is lower.",
)

# %% [markdown] topics=[15]
# ### Experiment: does the spread know what the net does not?
#
# For each validation image take the class that wins over 64 masks, and the spread of its
# probability. Sort the images by it, cut them into five groups of 400, and count errors.
# Then sort again, by the spread divided by the mean.

# %% tags=["experiment"]
winner = q_mean.argmax(axis=1)
wrong = winner != data["y_val"]
plain_spread = q_spread[every, winner]
relative_spread = plain_spread / q_mean[every, winner]
group_error = {
    name: np.array(
        [wrong[group].mean() for group in np.array_split(order.argsort(), 5)]
    )
    for name, order in [
        ("sorted by spread", plain_spread),
        ("sorted by spread / mean", relative_spread),
    ]
}
group_number = np.arange(1, 6)
fig = plots.curves(
    {name: (group_number, errors) for name, errors in group_error.items()}
    | {"all images": (group_number, np.full(5, wrong.mean()))},
    xlabel="group, from the smallest spread to the largest",
    ylabel="share that is wrong",
    title="Where do the thinned nets err?",
)
fig.axes[0].set_xticks(group_number)
plots.show(
    fig,
    alt="Share of wrong predictions in five groups of images. Sorted by spread it does not "
    "rise, and is largest in the first group. Sorted by spread over mean it rises from about "
    "0.5 to about 0.75. The level of all images is 0.62.",
    takeaway="A large spread alone is no warning, since a probability that is small has "
    "little room to vary. Measured against its mean, the spread tells where the net errs.",
)

# %% [markdown]
# **Question: an ensemble (1 point).** Dropout is called an ensemble of thinned nets. The
# lectures' rule of thumb gives independently trained nets about 2 % more accuracy when they
# are averaged. Why does the average over 64 masks not add the same on top of test mode?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-ensemble", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Test mode already stands for the average over all masks, so that sampling some of them can
# only come near it. The thinned nets also share all their weights: they were trained together
# and make the same mistakes, while independent nets make different ones that cancel. (1 point)

# %% [markdown]
# ## 6. DropConnect
#
# Dropout removes a unit, and with it all weights that leave it. DropConnect removes single
# weights:
#
# $$\text{training:}\quad y = x\,\frac{m \odot w}{p} + b \qquad\qquad
#   \text{test:}\quad y = x\,w + b$$
#
# Now $m$ has the shape of $w$. One mask serves the whole batch. The bias always stays.

# %%
predict(
    "dropout-connect",
    "Two units have the same inputs and the same weights. Their outputs get noise from the "
    "mask. Is the noise of one related to that of the other?",
    {
        "a": "Equal in both under dropout, unrelated under DropConnect.",
        "b": "Unrelated under dropout, equal in both under DropConnect.",
        "c": "Equal in both, either way: the weights are the same.",
    },
    answer="",
)

# %% [markdown] topics=[15]
# ### Exercise: `dropconnect_forward` (3 points) and `dropconnect_backward` (3 points)
#
# Write both passes. `dropconnect_param` has the same keys as `dropout_param`. The backward
# pass returns `(dx, dw, db)` and is asked for after training mode only.
#
# <details><summary>Hint: backwards</summary>
#
# Call the matrix that was used in the forward pass $v = m \odot w / p$. The affine layer gives
# the gradients at $x$, at $v$ and at $b$. One gate is left, from $v$ back to $w$.
# </details>


# %% nbgrader={"grade": false, "grade_id": "dropconnect_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def dropconnect_forward(x, w, b, dropconnect_param):
    """Return (out, cache) of an affine layer with some of its weights dropped."""
    mode, p = dropconnect_param["mode"], dropconnect_param["p"]
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    ### BEGIN SOLUTION
    if mode == "test":
        return x @ w + b, None
    mask = (rng.random(w.shape) < p) / p
    used = mask * w
    return x @ used + b, (x, used, mask)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-dropconnect_forward-train", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The rows of the identity show the weights that were used, a row of zeros the bias.
D, rng = 100, np.random.default_rng(5)
x = np.vstack([np.eye(D), np.zeros((1, D)), rng.normal(size=(3, D))])
w, b, param = np.full((D, D), 2.0), np.arange(1.0, D + 1), {"mode": "train", "p": 0.3}
args = (x, w, b, param | {"seed": 0})
out, _ = run(dropconnect_forward, *args, returns="out, cache", shape=(D + 4, D))
out = np.asarray(out)
what = "out of dropconnect_forward for an example of zeros"
expect(what, out[D], b, hint="nothing but the bias, which always stays")
what, used = "the weights that dropconnect_forward used", (out[:D] - b).round(9)
hint = "the expectation of each weight should be w"
random_mask(what, used, w, keep=0.3, factor=1 / 0.3, hint=hint)
what = "out of dropconnect_forward for examples after the first ones"
hint = "one mask on w for all examples of the batch"
expect(what, out[D + 1 :], x[D + 1 :] @ used + b, hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("dropconnect_forward-train")
w, b = rng.uniform(1, 2, (D, 150)), rng.normal(size=150)
outs = []
for seed in (8, 8, 9):
    param = {"mode": "train", "p": 0.6, "seed": seed}
    args = (x, w, b, param)
    out, _ = run(dropconnect_forward, *args, returns="out, cache", shape=(D + 4, 150))
    outs.append(np.asarray(out))
    used = outs[-1][:D] - b
    used = np.where(np.abs(used) < 1e-9, 0, used)
    what = "the weights that dropconnect_forward used with p = 0.6"
    random_mask(what, used, w, keep=0.6, factor=1 / 0.6)
    expect("out of dropconnect_forward", outs[-1][D + 1 :], x[D + 1 :] @ used + b)
what = "out of dropconnect_forward, called twice with a seed: how much it differs"
expect(what, np.abs(outs[0] - outs[1]).max(), 0, hint="the seed repeats the mask")
what = "out of dropconnect_forward with two seeds"
differs(what, outs[0], outs[2], hint="the seed that you were given")
### END HIDDEN TESTS
passed("dropconnect_forward drops weights in training")

# %% nbgrader={"grade": true, "grade_id": "test-dropconnect_forward-test", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Test mode is the affine layer.
x, w = np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [5.0, 6.0]])
b, param = np.array([10.0, 20.0]), {"mode": "test", "p": 0.25}
out, _ = run(dropconnect_forward, x, w, b, param, returns="out, cache")
what = "out of dropconnect_forward in test mode"
expect(what, out, [[23, 36]], hint="nothing is dropped and nothing is scaled")
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("dropconnect_forward-test")
for N, D, M in [(3, 4, 5), (6, 2, 1)]:
    x, w, b = (rng.normal(size=shape) for shape in ((N, D), (D, M), M))
    param = {"mode": "test", "p": 0.6, "seed": 1}
    out, _ = run(dropconnect_forward, x, w, b, param, returns="out, cache")
    expect("out of dropconnect_forward in test mode", out, x @ w + b)
### END HIDDEN TESTS
passed("dropconnect_forward is affine in test mode")


# %% nbgrader={"grade": false, "grade_id": "dropconnect_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def dropconnect_backward(dout, cache):
    """Return (dx, dw, db)."""
    ### BEGIN SOLUTION
    x, used, mask = cache
    return dout @ used.T, (x.T @ dout) * mask, dout.sum(axis=0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-dropconnect_backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# All three against numerical gradients of your own forward pass, with a fixed mask.
rng = np.random.default_rng(6)
inputs = rng.normal(size=(4, 5)), rng.normal(size=(5, 6)), rng.normal(size=6)
pair, names = (dropconnect_forward, dropconnect_backward), ("dx", "dw", "db")
param, shape = {"mode": "train", "p": 0.5, "seed": 0}, (4, 6)
for name, hint in {
    "db": "the bias is broadcast over the batch",
    "dx": "go back through the weights that were used, not through w",
    "dw": "from the weights that were used back to w: the mask and its factor",
}.items():
    gradients(
        *pair, inputs, (param,), names=names, only=(name,), shape=shape, hint=hint
    )
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("dropconnect_backward")
for N, D, M, p in [(7, 4, 3, 0.7), (2, 5, 8, 0.4)]:
    x = np.vstack([np.eye(D), np.zeros((1, D)), rng.normal(size=(N, D))])
    w, b = rng.uniform(1, 2, (D, M)), rng.normal(size=M)
    # Without a seed: only the cache knows the mask.
    args, shape = (x, w, b, {"mode": "train", "p": p}), (len(x), M)
    out, cache = run(*pair[:1], *args, returns="out, cache", shape=shape)
    run(*pair[:1], *args, returns="out, cache")
    used, dout = np.asarray(out)[:D] - np.asarray(out)[D], rng.normal(size=shape)
    got = run(dropconnect_backward, dout, cache, returns="dx, dw, db")
    wanted = dout @ used.T, x.T @ dout * used / w, dout.sum(axis=0)
    for name, one, other in zip(names, got, wanted, strict=True):
        # Yes or no, as numbers would be others each time.
        right = np.shape(one) == other.shape and np.allclose(one, other, 1e-8, 1e-8)
        what = f"{name} of dropconnect_backward with p = {p}, right (1) or wrong (0),"
        hint = "the mask of this very forward pass, and its factor"
        expect(what, float(right), 1, hint=hint)
### END HIDDEN TESTS
passed("dropconnect_backward is the gradient of dropconnect_forward")

# %% [markdown] topics=[15]
# ### Experiment: whose noise is it?
#
# Nine units share 200 inputs. The weights of unit $k$ make an angle with those of the first
# unit, from 0 to 180 degrees. 2000 masks for each method; then the correlation of each
# unit's noise with the first one's.

# %% tags=["experiment"]
rng = np.random.default_rng(7)
first, other = np.linalg.qr(rng.normal(size=(200, 2)))[0].T
angles = np.linspace(0, 180, 9)
radians = np.deg2rad(angles)
w = np.outer(first, np.cos(radians)) + np.outer(other, np.sin(radians))
x = np.ones((1, 200))
param = {"mode": "train", "p": 0.5}
masked, _ = dropout_forward(np.repeat(x, 2000, axis=0), param | {"seed": 0})
# Unit 0 stands twice, so that its twin has weights of its own.
twins = np.column_stack([w[:, :1], w])
dropped_units, _ = affine_forward(masked, twins, np.zeros(10))
dropped_weights = np.vstack(
    [
        dropconnect_forward(x, twins, np.zeros(10), param | {"seed": seed})[0]
        for seed in range(2000)
    ]
)
correlation = {
    name: np.corrcoef(values.T)[0, 1:]
    for name, values in [("dropout", dropped_units), ("DropConnect", dropped_weights)]
}
noise = {
    name: values.std(axis=0).mean()
    for name, values in [("dropout", dropped_units), ("DropConnect", dropped_weights)]
}
print({name: round(float(std), 2) for name, std in noise.items()})
fig = plots.curves(
    {name: (angles, values) for name, values in correlation.items()},
    xlabel="angle between the weights of two units, in degrees",
    ylabel="correlation of their noise",
    title="Noise of two units with the same inputs, p = 0.5",
    marks={90.0: "weights at right angles"},
)
plots.show(
    fig,
    alt="Correlation of the noise of two units over the angle between their weights. Under "
    "dropout it falls from 1 at 0 degrees through 0 at 90 to -1 at 180, like a cosine. Under "
    "DropConnect it is 0 at every angle.",
    takeaway="For one unit both add the same amount of noise. But under dropout units with "
    "like weights are disturbed alike; under DropConnect each has noise of its own.",
)

# %% tags=["experiment"]
outcome(
    "dropout-connect",
    "a",
    "Under dropout both units lose the same inputs. Under DropConnect each loses weights of "
    "its own, drawn independently.",
)

# %% [markdown]
# **Question: counting (1 point).** An affine layer has 100 inputs, 50 outputs and a batch of
# 20 examples. How many random numbers do you draw for dropout on its inputs, how many for
# DropConnect as you wrote it, and how many if every example had its own mask of weights?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-counting", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Dropout: 20 x 100 = 2000. DropConnect with one mask a batch: 100 x 50 = 5000. With one mask
# an example: 20 x 5000 = 100,000, and the layer is then no longer one matrix product for the
# batch. (1 point)

# %% [markdown]
# ## What your library can do now
#
# `FullyConnectedNet(..., dropout_keep_ratio=0.5)` trains with your dropout, here and in all
# later notebooks, alone or behind your batch norm. `dropconnect_forward` and
# `dropconnect_backward` stand beside it.
#
# **For next time.** Close the notebook and answer from memory; then look.
#
# <details><summary>1. Why does inverted dropout divide by p in training?</summary>So that the
# expectation of its output is x, and test mode has nothing to do.</details>
#
# <details><summary>2. How does the variance that dropout adds depend on p?</summary>As
# (1 - p) / p: 1 at one half, 9 at one tenth.</details>
#
# <details><summary>3. When is test mode exactly the average over all masks, and when only
# about?</summary>Exactly for a sum of the dropped units; only about behind a
# nonlinearity.</details>
