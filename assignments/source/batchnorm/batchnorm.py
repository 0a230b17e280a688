# ---
# jupyter:
#   cs231n:
#     minutes: 150
#     released: true
#     title: Batch normalisation
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
# # Batch normalisation
#
# A deep network trains well when the numbers that flow through it are neither too large
# nor too small. You can choose the initial weights with great care to get there. Or you
# can put a layer between the others that makes it so, whatever the weights are. In this
# notebook you write that layer.
#
# **What you build.** Batch norm forwards and backwards, in two ways; its test mode; its
# disappearance into the layer before it; layer norm and group norm. At the end your
# library trains deep nets that it could not train before.
#
# **Time.** About two and a half hours. **Points.** 26 for code, 10 for written answers.
#
# **From the lectures.** Batch norm and its running averages, why it tolerates bad
# initial weights and high learning rates, folding it away at test time, layer norm.
#
# **How it works.** Replace each `raise NotImplementedError` by your code and run the
# cell. The check below it tells you at once what is right. When you hand in, further
# checks run that you do not see here; they test the same contract on other inputs.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import time

import numpy as np

from cs231n_utils import carry_over, exercise, fill, get_data, outcome, plots, predict
from cs231n_utils.checks import (
    agree,
    alike,
    expect,
    gradients,
    passed,
    refuses,
    run,
    stored,
)
from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.layers import affine_forward, relu_forward
from cs231n_utils.solver import Solver

carry_over("batchnorm")

# %% [markdown]
# ## 1. Forwards
#
# Take a minibatch $x$ of $N$ examples with $D$ features. For each feature $j$ compute the
# mean and the variance over the batch, and normalise with them:
#
# $$\mu_j = \frac1N \sum_i x_{ij} \qquad
#   \sigma_j^2 = \frac1N \sum_i (x_{ij} - \mu_j)^2 \qquad
#   \hat x_{ij} = \frac{x_{ij} - \mu_j}{\sqrt{\sigma_j^2 + \epsilon}}$$
#
# The small $\epsilon$ keeps the root away from zero. Now every feature has mean 0 and
# variance 1. That may not be what the next layer needs, so two learnt parameters for each
# feature give the freedom back:
#
# $$y_{ij} = \gamma_j\, \hat x_{ij} + \beta_j$$
#
# The layer stands after an affine layer and before the nonlinearity.

# %% [markdown]
# **Predict.** Answer before you write any code: put the letter between the quotes and run
# the cell. The right answer comes later, from your own code.

# %%
predict(
    "batchnorm-scale",
    "You multiply the weights of the affine layer before batch norm by 100. "
    "What happens to the output of batch norm, in training?",
    {
        "a": "It becomes 100 times larger.",
        "b": "It stays the same, but for the effect of epsilon.",
        "c": "It becomes 100 times smaller.",
    },
    answer="",
)

# %% [markdown] topics=[12]
# ### Exercise: `batchnorm_forward` (7 points)
#
# At test time there may be no batch: you may get one single image, and its class must not
# depend on the images that happen to come with it. So while training you keep running
# averages of the mean and the variance, and at test time you normalise with those:
#
# $$r \leftarrow m\, r + (1 - m)\, s$$
#
# where $r$ is the running average, $s$ the mean or variance of this batch, and $m$ the
# momentum, 0.9 by default.
#
# | in `bn_param` | meaning |
# |---|---|
# | `"mode"` | `"train"` or `"test"`; anything else raises a `ValueError` |
# | `"eps"` | $\epsilon$, default `1e-5` |
# | `"momentum"` | $m$, default `0.9` |
# | `"running_mean"`, `"running_var"` | arrays of shape (D,), zeros at the very first call; training writes the new averages back into `bn_param`, test mode leaves them alone |
#
# Return `(out, cache)`. The cache is yours: put in whatever your backward pass will want.
# The variance is the one above, divided by $N$.
#
# <details><summary>Hint: where do I start?</summary>
#
# `x.mean(axis=0)` is the mean of each feature, of shape (D,). numpy broadcasts it over the
# rows in `x - mu`. Write the training branch first and run the first check.
# </details>
#
# <details><summary>Hint: my running averages are lost</summary>
#
# Only what you store in the dict `bn_param` survives the call:
# `bn_param["running_mean"] = ...`. For the first call, `bn_param.get(key, default)` helps.
# </details>


# %% nbgrader={"grade": false, "grade_id": "batchnorm_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def batchnorm_forward(x, gamma, beta, bn_param):
    """Normalise each feature of x; return (out, cache)."""
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    ### BEGIN SOLUTION
    D = x.shape[1]
    running_mean = bn_param.get("running_mean", np.zeros(D, x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, x.dtype))
    if mode == "test":
        x_hat = (x - running_mean) / np.sqrt(running_var + eps)
        return gamma * x_hat + beta, None
    if mode != "train":
        raise ValueError(f'mode must be "train" or "test", not {mode!r}')
    mu = x.mean(axis=0)
    centred = x - mu
    var = (centred**2).mean(axis=0)
    std = np.sqrt(var + eps)
    x_hat = centred / std
    bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mu
    bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    return gamma * x_hat + beta, (x_hat, centred, std, gamma)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-batchnorm_forward-train", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Two features by hand: their means are 2 and 20, their variances 1 and 100.
x = np.array([[1.0, 10.0], [3.0, 30.0]])
ones, zeros, param = np.ones(2), np.zeros(2), {"mode": "train", "eps": 3.0}
out, _ = run(batchnorm_forward, x, ones, zeros, param, returns="out, cache")
expect(
    "out of batchnorm_forward with eps = 3",
    out,
    [[-0.5, -10 / np.sqrt(103)], [0.5, 10 / np.sqrt(103)]],
    hint="subtract the mean, divide by the square root of (variance + eps)",
)
gamma, beta = np.array([2.0, 3.0]), np.array([7.0, 8.0])
scaled, _ = run(batchnorm_forward, x, gamma, beta, param, returns="out, cache")
what = "out of batchnorm_forward with gamma and beta"
expect(what, scaled, gamma * out + beta, hint="gamma, then beta")
refuses(batchnorm_forward, x, ones, zeros, {"mode": "trian"}, error=ValueError)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("batchnorm_forward-train")
cases = [
    (
        rng.normal(a, b, (N, D)),
        rng.normal(size=D),
        rng.normal(size=D),
        {"mode": "train"},
    )
    for a, b, N, D in [(0, 1, 7, 3), (5, 0.1, 3, 8), (0, 1e-3, 20, 4), (1e5, 1, 50, 2)]
]
far = cases.pop()
cases.append((*cases[0][:3], {"mode": "train", "eps": 0.5, "momentum": 0.1}))
agree(batchnorm_forward, key.batchnorm_forward, cases, returns="out, cache")
agree(
    batchnorm_forward,
    key.batchnorm_forward,
    [far],
    returns="out, cache",
    hint="inputs with a large mean: subtract it before you square",
)
### END HIDDEN TESTS
passed("batchnorm_forward normalises, scales and shifts in training")

# %% nbgrader={"grade": true, "grade_id": "test-batchnorm_forward-running", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Means 2 and 20, variances 1 and 100. Each call takes the averages, zeros at first, a
# tenth of the way there.
x = np.array([[1.0, 10.0], [3.0, 30.0]])
param = {"mode": "train", "eps": 3.0}
for calls, mean, var in [("one call", 0.2, 0.1), ("two calls", 0.38, 0.19)]:
    run(batchnorm_forward, x, np.ones(2), np.zeros(2), param, returns="out, cache")
    expect(
        f'"running_mean" after {calls} of batchnorm_forward',
        stored(param, "running_mean"),
        [mean, 10 * mean],
        hint="written back into bn_param in training; the next call starts from it",
    )
    expect(
        f'"running_var" after {calls} of batchnorm_forward',
        stored(param, "running_var"),
        [var, 100 * var],
        hint="the plain variance, without eps or a root",
    )
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("batchnorm_forward-running")
for momentum in (0.9, 0.3):
    start = {"mode": "train", "momentum": momentum, "eps": 0.1}
    mine, theirs, fixed = start.copy(), start.copy(), start | {"momentum": 0.9}
    for _ in range(3):
        x = rng.normal(2, 3, (5, 4))
        run(batchnorm_forward, x, np.ones(4), np.zeros(4), mine, returns="out, cache")
        for param in (theirs, fixed):
            key.batchnorm_forward(x, np.ones(4), np.zeros(4), param)
    for name in ("running_mean", "running_var"):
        expect(
            f'"{name}" after three calls of batchnorm_forward, momentum {momentum}',
            stored(mine, name),
            theirs[name],
            mistakes={"momentum is not read from bn_param.": fixed[name]},
        )
### END HIDDEN TESTS
passed("batchnorm_forward keeps its running averages")

# %% nbgrader={"grade": true, "grade_id": "test-batchnorm_forward-test", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Test mode: the averages are known, nothing is written, and one example is enough.
averages = {"running_mean": [2.0, 20.0], "running_var": [1.0, 6.0]}
param = {name: np.array(value) for name, value in averages.items()}
param |= {"mode": "test", "eps": 3.0}
x = np.array([[6.0, 26.0], [0.0, 20.0]])
out, _ = run(batchnorm_forward, x, np.ones(2), np.zeros(2), param, returns="out, cache")
what = "out of batchnorm_forward in test mode"
hint = "normalise with running_mean and running_var, and with eps"
expect(what, out, [[2, 2], [-1, 0]], hint=hint)
for name, before in averages.items():
    what = f'"{name}" after batchnorm_forward in test mode'
    expect(what, stored(param, name), before, hint="test mode leaves them as they are")
gamma, beta = np.array([2.0, 3.0]), np.array([7.0, 8.0])
row, _ = run(batchnorm_forward, x[:1], gamma, beta, param, returns="out, cache")
what = "out of batchnorm_forward in test mode, for one example"
expect(what, row, [[2 * 2 + 7, 3 * 2 + 8]], hint="gamma, then beta; a batch of one")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("batchnorm_forward-test")
for N, D in [(1, 6), (9, 3)]:
    state = {"running_mean": rng.normal(size=D), "running_var": rng.uniform(0, 1e-3, D)}
    case = (rng.normal(size=(N, D)), rng.normal(size=D), rng.normal(size=D))
    agree(
        batchnorm_forward,
        key.batchnorm_forward,
        [
            (*case, {"mode": "test", **state}),
            (*case, {"mode": "test", "eps": 1, **state}),
        ],
        returns="out, cache",
        updates=("running_mean", "running_var"),
    )
### END HIDDEN TESTS
passed("batchnorm_forward uses its running averages in test mode")

# %% [markdown]
# ### Experiment: what does it do to a layer?
#
# One affine layer with random weights, 2000 images, and your function behind it. The
# images are shrunk to 16 x 16 pixels, so that the experiments of this notebook run fast,
# and scaled so that the first layer sees numbers of the size that the later ones see.


# %% tags=["experiment"]
def shrink(images):
    """Return images of 16 x 16 pixels as rows, in float32."""
    return images.reshape(-1, 3, 16, 2, 16, 2).mean(axis=(3, 5)).reshape(-1, 768)


full = get_data("toybox", num_train=2000, num_val=500)
scale = np.sqrt(50 / 768) / shrink(full["X_train"]).std()
data = {
    "X_train": scale * shrink(full["X_train"]),
    "y_train": full["y_train"],
    "X_val": scale * shrink(full["X_val"]),
    "y_val": full["y_val"],
}
rng = np.random.default_rng(231)
a, _ = affine_forward(
    data["X_train"], 0.2 * rng.normal(size=(768, 3)), np.array([-5.0, 0, 5])
)
b, _ = batchnorm_forward(a, np.ones(3), np.zeros(3), {"mode": "train"})
c, _ = batchnorm_forward(
    a, np.array([0.5, 1, 2]), np.array([-3.0, 0, 3]), {"mode": "train"}
)
fig = plots.histograms(
    {"affine output": a, "normalised": b, "gamma and beta": c},
    xlabel="values of three features, 2000 images",
)
plots.show(
    fig,
    alt="Histograms of three features together. Affine output: three wide humps around "
    "-5, 0 and 5. Normalised: one hump around 0 with standard deviation 1. With gamma and "
    "beta: humps of widths 0.5, 1 and 2 around -3, 0 and 3.",
    takeaway="Batch norm brings every feature to mean 0 and variance 1; gamma and beta "
    "then put each where the network wants it.",
)

# %% tags=["experiment"]
large, _ = batchnorm_forward(100 * a, np.ones(3), np.zeros(3), {"mode": "train"})
print(
    f"largest change when the input is 100 times larger: {np.abs(large - b).max():.1e}"
)
outcome(
    "batchnorm-scale",
    "b",
    "The mean and the standard deviation grow by 100 too, and cancel. The scale of the "
    "weights before batch norm has no effect on what comes after it.",
)

# %% [markdown] topics=[12]
# ### Exercise: `identity_parameters` (2 points)
#
# Could training decide that the layer is better off without normalisation? Only if some
# $\gamma$ and $\beta$ undo it. Find them: return `(gamma, beta)` with which
# `batchnorm_forward(x, gamma, beta, {"mode": "train", "eps": eps})` gives back `x` itself.


# %% nbgrader={"grade": false, "grade_id": "identity_parameters", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("batchnorm")
def identity_parameters(x, eps=1e-5):
    """Return (gamma, beta), each of shape (D,), that make batch norm the identity on x."""
    ### BEGIN SOLUTION
    return np.sqrt(x.var(axis=0) + eps), x.mean(axis=0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-identity_parameters", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two features by hand: means 2 and 4, variances 1 and 4; eps is 3.
x = np.array([[1.0, 2.0], [3.0, 6.0]])
gamma, beta = run(identity_parameters, x, 3.0, returns="gamma, beta")
hint = "what did batch norm divide by?"
expect("gamma of identity_parameters", gamma, [2, np.sqrt(7)], hint=hint)
hint = "what did batch norm subtract?"
expect("beta of identity_parameters", beta, [2, 4], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("identity_parameters")
cases = [(rng.normal(a, b, (6, 4)),) for a, b in [(0, 1), (9, 1e-3)]]
cases.append((rng.normal(size=(5, 3)), 0.7))
agree(
    identity_parameters,
    key.identity_parameters,
    cases,
    returns="gamma, beta",
    compare=2,
)
### END HIDDEN TESTS
passed("identity_parameters undo batch norm")

# %% [markdown]
# **Question: in company (1 point).** In training mode the same image goes through the layer
# twice, each time in another batch. Does it come out the same? Say what is bad about that,
# and what may be good.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-company", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# It comes out differently, because mean and variance belong to the batch. Bad: an answer
# must not depend on who else asks, so test mode needs averages of its own. Good: the noise
# regularises a little, as no unit can rely on exact values. (1 point)

# %% [markdown]
# ## 2. Backwards, node by node
#
# The forward pass is a chain of simple gates. Name every node:
#
# $$\mu = \tfrac1N \sum_i x_i \;\to\; c = x - \mu \;\to\; v = \tfrac1N \sum_i c_i^2 \;\to\;
#   s = \sqrt{v + \epsilon} \;\to\; \hat x = c / s \;\to\; y = \gamma \hat x + \beta$$
#
# Walk it from the right to the left. At each gate multiply what arrives by the gate's own
# derivative. Three rules are enough:
#
# * Where the forward pass **broadcasts** a row over the batch, the backward pass **sums**
#   over the batch. $\beta$ is added to every row, so `dbeta` is the sum of `dout` over rows.
# * Where the forward pass **sums** over the batch, the backward pass **broadcasts**.
# * Where a node is used **twice**, its gradients **add**. Here $c$ is used twice: in
#   $\hat x = c/s$ and in $v$.

# %%
predict(
    "batchnorm-sum",
    "You have the gradient dx of batch norm, of shape (N, D). "
    "What is its sum over the batch?",
    {
        "a": "The sum of dout over the batch.",
        "b": "Zero for each feature.",
        "c": "It depends on gamma.",
    },
    answer="",
)

# %% [markdown] topics=[12]
# ### Exercise: `batchnorm_backward` (5 points)
#
# Given `dout` of shape (N, D) and your own cache from training mode, return
# `(dx, dgamma, dbeta)`.
#
# <details><summary>Hint: the order of the nodes</summary>
#
# `dbeta` and `dgamma`, then the gradient at $\hat x$; from it the first part of $dc$ and
# all of $ds$; then $dv$; the second part of $dc$; $d\mu$; and `dx`, again in two parts.
# </details>
#
# <details><summary>Hint: the gate c / s</summary>
#
# The row $s$ is broadcast, so its gradient is a sum over the batch:
# $ds = \sum_i d\hat x_i \cdot (-c_i / s^2)$.
# </details>


# %% nbgrader={"grade": false, "grade_id": "batchnorm_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def batchnorm_backward(dout, cache):
    """Return (dx, dgamma, dbeta), going back through the graph node by node."""
    ### BEGIN SOLUTION
    x_hat, centred, std, gamma = cache
    N = len(dout)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    dstd = -(dx_hat * centred).sum(axis=0) / std**2
    dvar = dstd / (2 * std)
    dcentred = dx_hat / std + dvar * 2 * centred / N
    dmu = -dcentred.sum(axis=0)
    return dcentred + dmu / N, dgamma, dbeta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-batchnorm_backward-parameters", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# dgamma and dbeta by hand, with the x_hat of your own forward pass.
x, dout = np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([[1.0, 2.0], [5.0, 3.0]])
gamma, beta, param = np.array([2.0, 3.0]), np.array([7.0, 8.0]), {"mode": "train"}
plain = (x, np.ones(2), np.zeros(2), param.copy())
((a, b), (c, d)), _ = run(batchnorm_forward, *plain, returns="out, cache", shape=(2, 2))
_, cache = run(batchnorm_forward, x, gamma, beta, param, returns="out, cache")
_, dgamma, dbeta = run(batchnorm_backward, dout, cache, returns="dx, dgamma, dbeta")
what = "dbeta of batchnorm_backward"
expect(what, dbeta, [1 + 5, 2 + 3], hint="beta is broadcast over the batch")
expect(
    "dgamma of batchnorm_backward",
    dgamma,
    [1 * a + 5 * c, 2 * b + 3 * d],
    hint="gamma multiplies x_hat, and is broadcast over the batch",
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("batchnorm_backward-parameters")
batch = np.random.default_rng(0).normal(10, 5, (10, 2))
alike(batchnorm_forward, key.batchnorm_forward, (batch, gamma, beta, param))
case = [rng.normal(size=(12, 5)), rng.normal(size=5), rng.normal(size=5)]
gradients(
    batchnorm_forward,
    batchnorm_backward,
    case,
    ({"mode": "train"},),
    names=("dx", "dgamma", "dbeta"),
    only=("dgamma", "dbeta"),
)
### END HIDDEN TESTS
passed("dgamma and dbeta")

# %% nbgrader={"grade": true, "grade_id": "test-batchnorm_backward-dx", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# dx against numerical gradients of your own forward pass.
rng = np.random.default_rng(0)
x, gamma, beta = 5 * rng.normal(size=(10, 4)), rng.normal(size=4), rng.normal(size=4)
gradients(
    batchnorm_forward,
    batchnorm_backward,
    (x, gamma, beta),
    ({"mode": "train", "eps": 1e-8},),
    names=("dx", "dgamma", "dbeta"),
    only=("dx",),
    shape=x.shape,
    axis=0,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("batchnorm_backward-dx")
alike(
    batchnorm_forward, key.batchnorm_forward, (x + 10, gamma, beta, {"mode": "train"})
)
for N, D, eps in [(10, 3, 1e-8), (12, 1, 1e-8), (16, 16, 0.5)]:
    case = (rng.normal(3, 2, (N, D)), rng.normal(size=D), rng.normal(size=D))
    param = {"mode": "train", "eps": eps}
    gradients(
        batchnorm_forward,
        batchnorm_backward,
        case,
        (param,),
        names=("dx", "dgamma", "dbeta"),
        only=("dx",),
        hint="right where eps is small; here it is 0.5" if eps == 0.5 else "",
    )
### END HIDDEN TESTS
passed("batchnorm_backward is the gradient of batchnorm_forward")

# %% tags=["experiment"]
dout = rng.normal(size=x.shape)
_, cache = batchnorm_forward(x, gamma, beta, {"mode": "train"})
dx, _, _ = batchnorm_backward(dout, cache)
print("sum of dx over the batch, for each feature:", np.abs(dx.sum(axis=0)).round(12))
outcome(
    "batchnorm-sum",
    "b",
    "Adding a constant to a feature does not change the output, so the gradient has no "
    "part along it. The bias of the affine layer before batch norm is such a constant.",
)

# %% [markdown]
# **Question: a bias that does nothing (2 points).** The affine layer before batch norm has
# a bias $b$. What is the gradient of the loss with respect to $b$, and why? Which
# parameter of batch norm takes over its work? What follows for a network in which every
# hidden layer is normalised?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-bias", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# The gradient is zero: adding $b_j$ to feature $j$ of every example shifts the mean by the
# same amount, and the shift is subtracted again. (1 point)
#
# $\beta$ takes over: it shifts after the normalisation. The biases of normalised layers can
# be left out; they cost memory and learn nothing. (1 point)

# %% [markdown]
# ## 3. Backwards, on paper
#
# The graph gave you eight small steps. Insert them into each other, and nearly everything
# cancels. Work on one feature, so that $x$, $\hat x$ and $g = \partial L / \partial \hat x$
# are vectors of length $N$:
#
# 1. Write $\partial \hat x_k / \partial x_i$, with $\mu$ and $s$ as functions of $x$. Use
#    $\partial \mu / \partial x_i = 1/N$ and show that $\partial s / \partial x_i = \hat x_i / N$.
# 2. Insert: $\partial \hat x_k / \partial x_i =
#    \frac1s\left(\delta_{ki} - \frac1N - \frac{\hat x_k \hat x_i}{N}\right)$.
# 3. Sum over $k$ with the weights $g_k$. What is left are two means over the batch.

# %%
predict(
    "batchnorm-direction",
    "gamma is 1, and dout happens to be x_hat: the loss falls fastest when all values of a "
    "feature move towards their mean in proportion. What is dx?",
    {
        "a": "x_hat divided by s.",
        "b": "x less its mean.",
        "c": "Nearly zero.",
    },
    answer="",
)

# %% [markdown]
# **Question: the derivation (3 points).** Write down your derivation for steps 1 to 3.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-derivation", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# **Step 1.** $s = \sqrt{v + \epsilon}$ with $v = \frac1N \sum_k (x_k - \mu)^2$, so
# $\partial s / \partial x_i = \frac{1}{2s} \cdot \frac2N \sum_k (x_k - \mu)(\delta_{ki} - \frac1N)
# = \frac{1}{sN}(x_i - \mu) = \hat x_i / N$, since $\sum_k (x_k - \mu) = 0$. (1 point)
#
# **Step 2.** $\hat x_k = (x_k - \mu)/s$, by the quotient rule
# $\partial \hat x_k/\partial x_i = \frac{\delta_{ki} - 1/N}{s} - \frac{x_k - \mu}{s^2}
# \cdot \frac{\hat x_i}{N}$, which is the formula given. (1 point)
#
# **Step 3.** $\partial L / \partial x_i = \sum_k g_k\, \partial \hat x_k / \partial x_i =
# \frac1s\left(g_i - \overline{g} - \hat x_i\, \overline{g \hat x}\right)$, where the bars are
# means over the batch. (1 point)

# %% [markdown] topics=[12]
# ### Exercise: `batchnorm_backward_alt` (3 points)
#
# Write your result as code. It fits on one or two lines, takes the same cache and must
# agree with `batchnorm_backward`.


# %% nbgrader={"grade": false, "grade_id": "batchnorm_backward_alt", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def batchnorm_backward_alt(dout, cache):
    """Return (dx, dgamma, dbeta) by the simplified formula."""
    ### BEGIN SOLUTION
    x_hat, _, std, gamma = cache
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = gamma / std * (dout - dbeta / len(dout) - x_hat * dgamma / len(dout))
    return dx, dgamma, dbeta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-batchnorm_backward_alt", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# All three against numerical gradients of your own forward pass.
rng = np.random.default_rng(1)
x, gamma, beta = 5 * rng.normal(size=(12, 3)), rng.normal(size=3), rng.normal(size=3)
gradients(
    batchnorm_forward,
    batchnorm_backward_alt,
    (x, gamma, beta),
    ({"mode": "train", "eps": 1e-8},),
    names=("dx", "dgamma", "dbeta"),
    shape=x.shape,
    axis=0,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("batchnorm_backward_alt")
alike(
    batchnorm_forward, key.batchnorm_forward, (x + 10, gamma, beta, {"mode": "train"})
)
for N, D, eps in [(10, 3, 1e-8), (12, 1, 1e-8), (16, 16, 0.5)]:
    case = (rng.normal(3, 2, (N, D)), rng.normal(size=D), rng.normal(size=D))
    param = {"mode": "train", "eps": eps}
    gradients(
        batchnorm_forward,
        batchnorm_backward_alt,
        case,
        (param,),
        names=("dx", "dgamma", "dbeta"),
        hint="right where eps is small; here it is 0.5" if eps == 0.5 else "",
    )
### END HIDDEN TESTS
passed("batchnorm_backward_alt is the gradient of batchnorm_forward")

# %% tags=["experiment"]
x = rng.normal(size=(500, 1000))
_, cache = batchnorm_forward(x, np.ones(1000), np.zeros(1000), {"mode": "train"})
seconds = {}
for backward in (batchnorm_backward, batchnorm_backward_alt):
    start = time.perf_counter()
    for _ in range(5):
        backward(x, cache)
    seconds[backward] = time.perf_counter() - start
ratio = seconds[batchnorm_backward] / seconds[batchnorm_backward_alt]
print(f"Here your simplified pass is {ratio:.1f} times as fast as the staged one.")

# %% tags=["experiment"]
x_hat, cache = batchnorm_forward(x, np.ones(1000), np.zeros(1000), {"mode": "train"})
along, _, _ = batchnorm_backward_alt(x_hat, cache)
print(f"largest entry of dx when dout is x_hat: {np.abs(along).max():.1e}")
outcome(
    "batchnorm-direction",
    "c",
    "Moving all values in proportion only scales the feature, and batch norm undoes it, but "
    "for epsilon. Shifts and scales of its input are the two things that it cannot see.",
)

# %% [markdown]
# ## 4. At test time it vanishes
#
# In test mode $\mu$ and $\sigma$ are constants. Then batch norm is affine, and so is the
# layer before it. Two affine maps in a row are one affine map. So the trained network can
# do without the layer altogether:
#
# $$\gamma\, \frac{(x w + b) - r_\mu}{\sqrt{r_\sigma + \epsilon}} + \beta
#   \;=\; x\, w' + b'$$

# %%
predict(
    "batchnorm-fold",
    "You fold a trained batch norm into its affine layer and put new images through both "
    "versions in test mode. How do the outputs compare?",
    {
        "a": "They are the same, up to rounding.",
        "b": "They differ a little, as the running averages are estimates.",
        "c": "They are the same for training images only.",
    },
    answer="",
)

# %% [markdown] topics=[13]
# ### Exercise: `fold_batchnorm` (2 points)
#
# Return `(w_folded, b_folded)`. `w` has shape (D, M); one column belongs to one feature of
# batch norm. Leave `w` and `b` themselves as they are.


# %% nbgrader={"grade": false, "grade_id": "fold_batchnorm", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def fold_batchnorm(w, b, gamma, beta, bn_param):
    """Return (w, b) of the affine layer that does the work of both."""
    eps = bn_param.get("eps", 1e-5)
    ### BEGIN SOLUTION
    scale = gamma / np.sqrt(bn_param["running_var"] + eps)
    return w * scale, (b - bn_param["running_mean"]) * scale + beta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-fold_batchnorm", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Numbers that come out even: the columns of w are scaled by 1.5 and 2.
w, b = np.array([[2.0, 4.0], [6.0, 8.0]]), np.array([1.0, 1.0])
gamma, beta = np.array([3.0, 6.0]), np.array([5.0, 7.0])
param = {"running_mean": np.array([2.0, 4.0]), "running_var": np.array([3.0, 8.0])}
param["eps"] = 1.0
w_folded, b_folded = run(fold_batchnorm, w, b, gamma, beta, param, returns="w, b")
hint = "a scale for each feature of batch norm, which is a column of w"
expect("w_folded of fold_batchnorm", w_folded, [[3, 8], [9, 16]], hint=hint)
hint = "the bias passes through batch norm like any other value"
expect("b_folded of fold_batchnorm", b_folded, [3.5, 1], hint=hint)
mine = {"w": w.copy(), "b": b.copy()}
fold_batchnorm(mine["w"], mine["b"], gamma, beta, param)
for name, before in {"w": w, "b": b}.items():
    hint = f"{name} itself has changed; leave it as it is"
    expect(f"{name} after fold_batchnorm", mine[name], before, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("fold_batchnorm")
cases = []
for D, M, eps in [(3, 5, None), (6, 2, 0.3), (4, 4, None)]:
    param = {"running_mean": rng.normal(size=M), "running_var": rng.uniform(0, 1e-3, M)}
    vectors = [rng.normal(size=M) for _ in range(3)]
    cases.append(
        (rng.normal(size=(D, M)), *vectors, param | ({"eps": eps} if eps else {}))
    )
agree(fold_batchnorm, key.fold_batchnorm, cases, returns="w, b", compare=2)
### END HIDDEN TESTS
passed("fold_batchnorm makes one layer of two")

# %% tags=["experiment"]
# A layer whose running averages come from 40 batches, and its folded twin.
rng = np.random.default_rng(3)
w, b = 0.2 * rng.normal(size=(768, 100)), rng.normal(size=100)
gamma, beta = rng.normal(size=100), rng.normal(size=100)
state = {"mode": "train"}
for batch in np.split(data["X_train"], 40):
    batchnorm_forward(affine_forward(batch, w, b)[0], gamma, beta, state)
state["mode"] = "test"
images = data["X_val"]
two_layers, _ = batchnorm_forward(affine_forward(images, w, b)[0], gamma, beta, state)
one_layer, _ = affine_forward(images, *fold_batchnorm(w, b, gamma, beta, state))
print(
    f"largest difference in 50,000 outputs: {np.abs(two_layers - one_layer).max():.1e}"
)
outcome(
    "batchnorm-fold",
    "a",
    "However good the averages are, in test mode they are constants, and both versions use "
    "the same ones.",
)

# %% [markdown]
# **Question: not yet (1 point).** Why can the layer not be folded while the net is trained?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-fold", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# In training, mean and variance are functions of the batch. The layer is not affine in its
# input then: doubling all of a batch changes nothing. And each step of training would need
# another fold. (1 point)

# %% [markdown]
# ## 5. What is it good for?
#
# Now your layer goes into real networks. `FullyConnectedNet` calls the functions that you
# wrote, and `Solver` trains it. Three experiments follow, one for each claim of the
# lecture. Each is a fair pair: same data, same seeds, same number of steps; only the
# normalisation differs.


# %% tags=["experiment"]
def train(normalization, *, weight_scale=0.2, lr=0.2, batch_size=50, epochs=5):
    """Train a net of eight hidden layers on 2000 images, and return its solver."""
    net = FullyConnectedNet(
        [50] * 8,
        input_dim=768,
        weight_scale=weight_scale,
        normalization=normalization,
        seed=1,
    )
    solver = Solver(
        net,
        data,
        optim_config={"learning_rate": lr},
        batch_size=batch_size,
        num_epochs=epochs,
        verbose=False,
    )
    with np.errstate(all="ignore"):  # some of these runs are meant to explode
        solver.train()
    return solver


# %% [markdown] topics=[14]
# ### 5.1 Batch norm against bad initial weights

# %%
predict(
    "batchnorm-init",
    "Ten ReLU layers, weights drawn from 0.01 N(0, 1). With batch norm behind every affine "
    "layer, how large are the activations of layer 10?",
    {
        "a": "As large as those of layer 1.",
        "b": "Much smaller than those of layer 1, but not zero.",
        "c": "Zero, to all digits shown.",
    },
    answer="",
)


# %% tags=["experiment"]
def depth_profile(weight_scale, normalise, layers=10, width=100):
    """Return the standard deviation of the activations of each layer."""
    rng = np.random.default_rng(5)
    h, stds = rng.normal(size=(500, width)), []
    for _ in range(layers):
        h, _ = affine_forward(h, weight_scale * rng.normal(size=(width, width)), 0)
        if normalise:
            h, _ = batchnorm_forward(
                h, np.ones(width), np.zeros(width), {"mode": "train"}
            )
        h, _ = relu_forward(h)
        stds.append(h.std())
    return np.array(stds)


depth = np.arange(1, 11)
profiles = {
    f"{scale}{' with batch norm' if normalise else ''}": depth_profile(scale, normalise)
    for scale in (0.01, 0.14, 1.0)
    for normalise in (False, True)
}
fig = plots.curves(
    {name: (depth, stds) for name, stds in profiles.items()},
    xlabel="layer",
    ylabel="std of the activations",
    title="Weights of three sizes, without and with batch norm",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot of activation size over ten layers. Without batch norm, scale 0.01 falls "
    "by ten orders of magnitude, scale 1 rises by eight, scale 0.14 is level. With batch "
    "norm all three are the same level line.",
    takeaway="Without batch norm only the right scale, sqrt(2 / 100) = 0.14, survives ten "
    "layers. With it, every scale gives the same activations.",
)

# %% tags=["experiment"]
outcome(
    "batchnorm-init",
    "a",
    "Each layer is brought back to variance 1 before the ReLU, so errors of scale cannot "
    "multiply from layer to layer.",
)

# %% tags=["experiment"]
scales = np.logspace(-3, 0.5, 8)
init_accuracy = {
    name: np.array([train(norm, weight_scale=s).train_acc_history[-1] for s in scales])
    for name, norm in [("plain", None), ("batch norm", "batchnorm")]
}
fig = plots.curves(
    {name: (scales, accuracy) for name, accuracy in init_accuracy.items()},
    xlabel="weight scale at the start",
    ylabel="training accuracy",
    title="Eight hidden layers, five epochs of SGD",
    logx=True,
    marks={0.2: "sqrt(2 / 50)"},
)
plots.show(
    fig,
    alt="Training accuracy after five epochs over the scale of the initial weights, from "
    "0.001 to 3. Plain: at chance everywhere but at 0.1. Batch norm: above 0.25 from 0.001 "
    "to 1, best near 0.2.",
    takeaway="The plain net learns only when its weights start at about the right scale. "
    "With batch norm it learns from every scale over three orders of magnitude.",
)

# %% [markdown]
# **Question: scale (1 point).** For large initial weights even the net with batch norm gets
# worse, although the scale cancels in the forward pass. Think of the backward
# pass: if the weights are $k$ times larger, how large is their gradient, and what does that
# do to a step of fixed learning rate?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-scale", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# The output does not depend on the scale of $w$, so the gradient with respect to $w$ is $k$
# times smaller, while $w$ itself is $k$ times larger: a step changes the weights by a
# relative amount that is $k^2$ times smaller. The net behaves as if its learning rate were
# $k^2$ times lower. (1 point)

# %% [markdown] topics=[14]
# ### 5.2 Batch norm against high learning rates

# %%
predict(
    "batchnorm-rate",
    "Both nets start from good weights. By about which factor can batch norm raise the "
    "learning rate before training breaks down?",
    {"a": "None at all.", "b": "About 1.5.", "c": "5 or more."},
    answer="",
)

# %% tags=["experiment"]
rates = np.logspace(-2, 1, 7)
rate_accuracy = {
    name: np.array([train(norm, lr=lr).train_acc_history[-1] for lr in rates])
    for name, norm in [("plain", None), ("batch norm", "batchnorm")]
}
working = {name: rates[acc > 0.2].max() for name, acc in rate_accuracy.items()}
for name, rate in working.items():
    print(f"{name}: still learns at a rate of {rate:.2g}")
fig = plots.curves(
    {name: (rates, accuracy) for name, accuracy in rate_accuracy.items()},
    xlabel="learning rate",
    ylabel="training accuracy",
    title="Weights that start at the right scale, five epochs of SGD",
    logx=True,
    marks={working["plain"]: "the plain net's last"},
)
plots.show(
    fig,
    alt="Training accuracy after five epochs over the learning rate, from 0.01 to 10. The "
    "plain net rises to 0.3 and falls to chance at a rate of 1. With batch norm it rises "
    "to 0.45 and still learns at 3.",
    takeaway="Batch norm moves the edge of divergence to rates several times higher, and "
    "learns more in the same number of steps.",
)

# %% tags=["experiment"]
outcome(
    "batchnorm-rate",
    "c",
    "A step that is too large makes the weights grow, and larger weights make the next "
    "steps relatively smaller. Batch norm puts a brake on its own explosion.",
)

# %% [markdown] topics=[14]
# ### 5.3 Batch norm against small batches
#
# The batch's mean is an estimate from $N$ examples. Its error shrinks like $1/\sqrt N$. In
# training, an example's output therefore depends on its neighbours, and the smaller the
# batch, the more it does.

# %%
predict(
    "batchnorm-batch",
    "How does a net with batch norm fare with batches of 2 images, compared with 8?",
    {
        "a": "Better: more steps in an epoch.",
        "b": "The same: it normalises either way.",
        "c": "Worse: mean and variance of 2 images are mostly noise.",
    },
    answer="",
)

# %% tags=["experiment"]
rng = np.random.default_rng(7)
sizes = np.array([2, 4, 8, 16, 32, 64, 128])
a, _ = affine_forward(data["X_train"], 0.2 * rng.normal(size=(768, 100)), 0)
true_mean, true_std = a.mean(axis=0), a.std(axis=0)
mean_error = np.array(
    [
        np.std(
            [
                (a[rng.choice(2000, n)].mean(axis=0) - true_mean) / true_std
                for _ in range(200)
            ]
        )
        for n in sizes
    ]
)
fig = plots.curves(
    {"measured": (sizes, mean_error), "1 / sqrt(N)": (sizes, 1 / np.sqrt(sizes))},
    xlabel="batch size N",
    ylabel="error of the batch mean, in stds",
    title="How well does a batch know its mean?",
    logx=True,
    logy=True,
)
plots.show(
    fig,
    alt="Log-log plot: the error of the batch mean falls along the line 1 over root N, "
    "from 0.7 at 2 examples to below 0.1 at 128.",
    takeaway="A batch of 4 knows its mean to half a standard deviation only. That noise "
    "goes into every training step.",
)

# %% [markdown]
# ### Explore: one example and its neighbours
#
# Your batch norm sees the same example in 200 batches; all other entries change. **How large
# must a batch be so that the example's output varies by less than a quarter? Does it help
# to make the inputs less spread out?**

# %% tags=["experiment"]
from cs231n_utils.widgets import BatchNormExplorer

BatchNormExplorer("batch=4")

# %% [markdown]
# What to look for: the width of the right histogram. Of all the inputs only the batch size,
# gamma and the mode change it.

# %% [markdown]
# ## 6. Layer norm
#
# Layer norm asks the same question of the other axis. It normalises each **example** over
# its features, so it needs no batch, no running averages and no test mode:
#
# $$\mu_i = \frac1D \sum_j x_{ij} \qquad
#   \sigma_i^2 = \frac1D \sum_j (x_{ij} - \mu_i)^2 \qquad
#   y_{ij} = \gamma_j \frac{x_{ij} - \mu_i}{\sqrt{\sigma_i^2 + \epsilon}} + \beta_j$$
#
# Note that $\gamma$ and $\beta$ still belong to the features.

# %%
predict(
    "layernorm-shift",
    "You add 5 to the third feature of every example. Whose output stays as it was?",
    {
        "a": "That of batch norm.",
        "b": "That of layer norm.",
        "c": "That of both.",
    },
    answer="",
)

# %% [markdown] topics=[14]
# ### Exercise: `layernorm_forward` (3 points) and `layernorm_backward` (3 points)
#
# <details><summary>Hint: keep the axis</summary>
#
# `x.mean(axis=1)` has shape (N,), which does not broadcast against (N, D).
# `keepdims=True` keeps it as (N, 1).
# </details>
#
# <details><summary>Hint: backwards</summary>
#
# Your formula from part 3 holds for each row, with means over the features. But gamma now
# differs along the axis of the means: multiply `dout` by it **before** you take them.
# </details>


# %% nbgrader={"grade": false, "grade_id": "layernorm_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def layernorm_forward(x, gamma, beta, ln_param):
    """Normalise each example of x over its features; return (out, cache)."""
    eps = ln_param.get("eps", 1e-5)
    ### BEGIN SOLUTION
    centred = x - x.mean(axis=1, keepdims=True)
    std = np.sqrt((centred**2).mean(axis=1, keepdims=True) + eps)
    x_hat = centred / std
    return gamma * x_hat + beta, (x_hat, std, gamma)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-layernorm_forward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Two examples by hand: their means are 2 and 20, their variances 1 and 100.
x, param = np.array([[1.0, 3.0], [10.0, 30.0]]), {"eps": 3.0}
ones, zeros = np.ones(2), np.zeros(2)
out, _ = run(layernorm_forward, x, ones, zeros, param, returns="out, cache")
expect(
    "out of layernorm_forward with eps = 3",
    out,
    [[-0.5, 0.5], [-10 / np.sqrt(103), 10 / np.sqrt(103)]],
    hint="mean and variance of each row",
)
gamma, beta = np.array([2.0, 3.0]), np.array([7.0, 8.0])
scaled, _ = run(layernorm_forward, x, gamma, beta, param, returns="out, cache")
what = "out of layernorm_forward with gamma and beta"
hint = "gamma, then beta; one of each for a feature"
expect(what, scaled, gamma * out + beta, hint=hint)
row, _ = run(layernorm_forward, x[:1], ones, zeros, param, returns="out, cache")
expect("out of layernorm_forward for the first example alone", row, [[-0.5, 0.5]])
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("layernorm_forward")
cases = [
    (rng.normal(a, b, (N, D)), rng.normal(size=D), rng.normal(size=D), {})
    for a, b, N, D in [(0, 1, 7, 3), (5, 0.1, 3, 8), (0, 1e-3, 1, 20), (1e5, 1, 2, 50)]
]
far = cases.pop()
cases.append((*cases[0][:3], {"eps": 0.5, "mode": "train"}))
agree(layernorm_forward, key.layernorm_forward, cases, returns="out, cache")
agree(
    layernorm_forward,
    key.layernorm_forward,
    [far],
    returns="out, cache",
    hint="inputs with a large mean: subtract it before you square",
)
### END HIDDEN TESTS
passed("layernorm_forward normalises each example")


# %% nbgrader={"grade": false, "grade_id": "layernorm_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def layernorm_backward(dout, cache):
    """Return (dx, dgamma, dbeta)."""
    ### BEGIN SOLUTION
    x_hat, std, gamma = cache
    g = dout * gamma
    mean_g = g.mean(axis=1, keepdims=True)
    mean_gx = (g * x_hat).mean(axis=1, keepdims=True)
    dx = (g - mean_g - x_hat * mean_gx) / std
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-layernorm_backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# All three against numerical gradients of your own forward pass.
rng = np.random.default_rng(2)
x, gamma, beta = 5 * rng.normal(size=(4, 10)), rng.normal(size=10), rng.normal(size=10)
gradients(
    layernorm_forward,
    layernorm_backward,
    (x, gamma, beta),
    ({"eps": 1e-8},),
    names=("dx", "dgamma", "dbeta"),
    shape=x.shape,
    axis=1,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("layernorm_backward")
alike(layernorm_forward, key.layernorm_forward, (x + 10, gamma, beta, {}))
for N, D, eps in [(3, 10, 1e-8), (1, 12, 1e-8), (11, 11, 0.5)]:
    case = (rng.normal(3, 2, (N, D)), rng.normal(size=D), rng.normal(size=D))
    gradients(
        layernorm_forward,
        layernorm_backward,
        case,
        ({"eps": eps},),
        names=("dx", "dgamma", "dbeta"),
        hint="right where eps is small; here it is 0.5" if eps == 0.5 else "",
    )
### END HIDDEN TESTS
passed("layernorm_backward is the gradient of layernorm_forward")

# %% tags=["experiment"]
x = np.random.default_rng(5).normal(size=(8, 10))
shifted = x + 5 * (np.arange(10) == 2)
ones, zeros = np.ones(10), np.zeros(10)
for name, forward, param in [
    ("batch norm", batchnorm_forward, {"mode": "train"}),
    ("layer norm", layernorm_forward, {}),
]:
    change = forward(shifted, ones, zeros, param)[0] - forward(x, ones, zeros, param)[0]
    print(f"largest change of the output of {name}: {np.abs(change).max():.1e}")
outcome(
    "layernorm-shift",
    "a",
    "Batch norm subtracts what a whole feature has in common. Layer norm subtracts what an "
    "example has in common; a shift of one feature moves its mean and all its entries.",
)

# %% [markdown] topics=[14]
# ### Experiment: who needs a batch?

# %% tags=["experiment"]
batch_sizes = [2, 4, 8, 50]
batch_accuracy = {
    name: np.array(
        [train(norm, batch_size=n, lr=0.1, epochs=3).best_val_acc for n in batch_sizes]
    )
    for name, norm in [("batch norm", "batchnorm"), ("layer norm", "layernorm")]
}
fig = plots.curves(
    {name: (batch_sizes, accuracy) for name, accuracy in batch_accuracy.items()},
    xlabel="batch size",
    ylabel="best validation accuracy",
    title="Same learning rate, three epochs",
    logx=True,
)
plots.show(
    fig,
    alt="Best validation accuracy for batch sizes 2, 4, 8 and 50. Batch norm falls off "
    "towards batches of 2; layer norm does not.",
    takeaway="With tiny batches the noise in mean and variance costs batch norm its "
    "accuracy. Layer norm does not look at the batch.",
)

# %% tags=["experiment"]
outcome(
    "batchnorm-batch",
    "c",
    "Training sees noisy statistics, test mode sees the running averages: with tiny "
    "batches these are two different functions.",
)

# %% [markdown] topics=[14]
# ### Exercise: `groupnorm_forward` (1 point)
#
# Between the two lies group norm: split the features of each example into `G` groups of
# neighbours, and normalise each group by its own mean and variance. `G = 1` is layer norm.
# In convolutional nets it takes the place of batch norm when only a few large images fit
# into memory. `gn_param["groups"]` holds `G`; `D` is a multiple of it. Only the forward
# pass is asked for; your cache may be `None`.


# %% nbgrader={"grade": false, "grade_id": "groupnorm_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def groupnorm_forward(x, gamma, beta, gn_param):
    """Normalise each example of x over groups of features; return (out, cache)."""
    eps = gn_param.get("eps", 1e-5)
    ### BEGIN SOLUTION
    groups = x.reshape(len(x), gn_param["groups"], -1)
    centred = groups - groups.mean(axis=2, keepdims=True)
    x_hat = centred / np.sqrt((centred**2).mean(axis=2, keepdims=True) + eps)
    return gamma * x_hat.reshape(x.shape) + beta, None
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-groupnorm_forward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# One example, three groups of two neighbours: means 1, 7 and 40, variances 1, 9, 100.
x, param = np.array([[0.0, 2.0, 4.0, 10.0, 30.0, 50.0]]), {"groups": 3, "eps": 3.0}
out, _ = run(groupnorm_forward, x, np.ones(6), np.zeros(6), param, returns="out, cache")
expect(
    "out of groupnorm_forward with 3 groups and eps = 3",
    out,
    [[-1, 1, -3, 3, -10, 10] / np.sqrt([4, 4, 12, 12, 103, 103])],
    hint="reshape to (N, G, D / G) and normalise over the last axis",
)
# An example comes out the same whatever comes with it.
gamma, beta, two = np.arange(1.0, 7), np.arange(6.0), np.vstack([x, x**2])
scaled, _ = run(
    groupnorm_forward, two, gamma, beta, param, returns="out, cache", shape=(2, 6)
)
what = "out of groupnorm_forward for two examples, with gamma and beta"
hint = "gamma, then beta; an example must not depend on the other examples"
expect(what, scaled[:1], gamma * out + beta, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("batchnorm"), hidden_rng("groupnorm_forward")
cases = [
    (rng.normal(2, 3, (N, D)), rng.normal(size=D), rng.normal(size=D), {"groups": G})
    for N, D, G in [(3, 12, 4), (5, 6, 1), (2, 10, 2)]
]
agree(groupnorm_forward, key.groupnorm_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("groupnorm_forward normalises each group")

# %% [markdown]
# **Question: which one? (2 points)** (a) You train on images so large that only two fit
# into a batch. (b) You normalise the scores of the last layer of a classifier with ten
# classes. For each: would you take batch norm, layer norm or neither? Give the reason.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-choice", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# (a) Layer norm, or group norm: statistics of two examples are mostly noise, and differ
# from what the running averages say at test time. (1 point)
#
# (b) Neither. The scores carry the answer in their differences and in their size. Batch
# norm would make an example's class depend on its neighbours; layer norm would fix the
# size of the scores and with it how sure the classifier can be. (1 point)

# %% [markdown]
# ## What your library can do now
#
# `FullyConnectedNet(..., normalization="batchnorm")` and `"layernorm"` train with your
# functions, here and in all later notebooks. `fold_batchnorm` makes a trained net lighter.
#
# **For next time.** Close the notebook and answer from memory; then look.
#
# <details><summary>1. Over which axis does batch norm take its mean, over which layer
# norm?</summary>Batch norm over the batch, for each feature. Layer norm over the features,
# for each example.</details>
#
# <details><summary>2. Which two things does batch norm remember after training, and what
# for?</summary>The running mean and the running variance: test mode normalises with them,
# so that one example's output does not depend on others.</details>
#
# <details><summary>3. Why is the sum of dx over the batch zero?</summary>A constant added to
# a feature is subtracted again, so the loss does not change along that
# direction.</details>
