# ---
# jupyter:
#   cs231n:
#     minutes: 150
#     released: true
#     title: Activation functions
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
# # Activation functions
#
# Two affine layers in a row are one affine layer. What makes a network more than that is
# the function between them. Many have been proposed, each against a fault of the one
# before. In this notebook you write them, and put the faults and the promises to the test.
#
# **What you build.** Sigmoid and tanh; leaky ReLU with a slope that is learnt; ELU, SELU
# and CELU in one function, and the constants of SELU; softplus; SiLU, GELU and
# hard-swish in one function; maxout; the gated linear units. Each forwards and backwards.
#
# **Time.** About two and a half hours. **Points.** 33 for code, 8 for written answers.
#
# **From the lectures.** Saturation, outputs that are not centred, the cost of exp, dead
# ReLUs and their remedies, self-normalising nets, gates, "ReLU trains six times faster".
#
# **How it works.** Replace each `raise NotImplementedError` by your code and run the
# cell. The check below it tells you at once what is right. When you hand in, further
# checks run that you do not see here; they test the same contract on other inputs.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import time

import numpy as np
from scipy.special import ndtr

from cs231n_utils import carry_over, exercise, fill, get_data, outcome, plots, predict
from cs231n_utils.checks import (
    agree,
    alike,
    expect,
    gradients,
    passed,
    refuses,
    run,
    slopes,
)
from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.layers import affine_backward, affine_forward
from cs231n_utils.layers.by_name import ACTIVATIONS
from cs231n_utils.solver import Solver

carry_over("activations")

# %% [markdown]
# ## 1. Squashing functions
#
# The oldest activation is a smooth switch, the sigmoid. Its rescaled twin tanh is centred:
#
# $$\sigma(x) = \frac{1}{1 + e^{-x}} = \frac{e^x}{1 + e^x} \qquad
#   \tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}} = 2\,\sigma(2x) - 1$$
#
# Both have a slope that you can compute from the output alone, which makes the backward
# pass cheap. Find it on paper before you write it.

# %%
predict(
    "activations-depth",
    "Ten layers of 100 sigmoids. The weights are of the usual size, so that no unit is "
    "anywhere near 0 or 1. How large is the gradient at layer 1, compared with layer 10?",
    {
        "a": "About as large.",
        "b": "About a tenth.",
        "c": "Less than a ten-thousandth.",
    },
    answer="",
)

# %% [markdown] topics=[4]
# ### Exercise: `sigmoid_forward` (2 points) and `sigmoid_backward` (2 points)
#
# On paper the two formulas for $\sigma$ are the same. In floating point one of them breaks:
# `np.exp(1000)` is infinite. Your function must be right for any `x`, of any shape, and
# must never return nan. The backward pass gets `dout`, the gradient at the output, and
# returns the gradient at the input.
#
# <details><summary>Hint: which formula?</summary>
#
# $1/\infty$ is 0, but $\infty/\infty$ is nan. If you want no warning either, form
# $e^{-|x|}$, which is never above 1, and choose the formula by the sign of x with
# `np.where`.
# </details>
#
# <details><summary>Hint: backwards</summary>
#
# With $s = \sigma(x)$: differentiate $1/(1 + e^{-x})$ and write what you get in terms of
# $s$ only. Cache $s$. Then multiply by `dout`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "sigmoid_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def sigmoid_forward(x):
    """Return (1 / (1 + exp(-x)), cache)."""
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(x))
    # 1 / (1 + exp(-x)) for x >= 0, exp(x) / (1 + exp(x)) for x < 0
    out = np.where(x >= 0, 1, e) / (1 + e)
    return out, out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-sigmoid_forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# exp(ln 3) = 3, so the outputs are 1/4, 1/2 and 3/4. Then numbers of any size.
x = np.array([[-np.log(3), 0.0], [np.log(3), np.log(9)]])
out, _ = run(sigmoid_forward, x, returns="out, cache")
expect(
    "out of sigmoid_forward", out, [[0.25, 0.5], [0.75, 0.9]], hint="1 / (1 + exp(-x))"
)
large, _ = run(sigmoid_forward, 1000 * x, returns="out, cache")
what = "out of sigmoid_forward for numbers around 1000"
expect(what, large, [[0, 0.5], [1, 1]], hint="0 on the far left, 1 on the far right")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("sigmoid_forward")
shapes = [(3, 20, (4, 5)), (0, 1000, (30, 2)), (0, 1, (2, 3, 4)), (-5, 1, (6,))]
cases = [(rng.normal(mean, std, shape),) for mean, std, shape in shapes]
agree(sigmoid_forward, key.sigmoid_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("sigmoid_forward is right for numbers of any size")


# %% nbgrader={"grade": false, "grade_id": "sigmoid_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def sigmoid_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    # s' = s (1 - s)
    return dout * cache * (1 - cache)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-sigmoid_backward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# dx against the slope of your own forward pass, measured with a tiny step.
x = np.array([[-2.0, 0.0, 1.0], [3.0, -0.5, 8.0]])
dout = np.array([[1.0, 2.0, -3.0], [5.0, 4.0, 7.0]])
_, cache = run(sigmoid_forward, x, returns="out, cache", shape=x.shape)
dx = run(sigmoid_backward, dout, cache, returns="dx")
expect(
    "dx of sigmoid_backward",
    dx,
    dout * slopes(sigmoid_forward, x),
    hint="dout times the slope, which is 1/4 at 0 and falls to 0 on both sides",
    tolerance=1e-6,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("sigmoid_backward")
alike(sigmoid_forward, key.sigmoid_forward, (x,))
for shape in [(4, 5), (2, 3, 4), (7,)]:
    x = (rng.normal(0, 3, shape),)
    gradients(sigmoid_forward, sigmoid_backward, x, names=("dx",))
far = np.array([[-800.0, 800.0]])
out, cache = run(sigmoid_forward, far, returns="out, cache")
if np.isfinite(out).all():  # else it has cost its points already
    dx = run(sigmoid_backward, np.ones_like(far), cache, returns="dx")
    what, hint = "dx of sigmoid_backward for -800 and 800", "an overflow"
    expect(what, dx, [[0, 0]], hint=hint)
### END HIDDEN TESTS
passed("sigmoid_backward is the gradient of sigmoid_forward")

# %% [markdown] topics=[5]
# ### Exercise: `tanh_forward` (1 point) and `tanh_backward` (1 point)
#
# You may use numpy's own `np.tanh`, or your sigmoid. Again the slope follows from the
# output alone.


# %% nbgrader={"grade": false, "grade_id": "tanh_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def tanh_forward(x):
    """Return (tanh(x), cache)."""
    ### BEGIN SOLUTION
    out = np.tanh(x)
    return out, out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-tanh_forward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# exp(2 ln 2) = 4, so the output at ln 2 is (4 - 1) / (4 + 1). Then numbers of any size.
x = np.array([[-np.log(2), 0.0], [np.log(2), np.log(3)]])
out, _ = run(tanh_forward, x, returns="out, cache")
hint = "odd: -f(x) = f(-x), and between -1 and 1"
expect("out of tanh_forward", out, [[-0.6, 0], [0.6, 0.8]], hint=hint)
large, _ = run(tanh_forward, 1000 * x, returns="out, cache")
what = "out of tanh_forward for numbers around 1000"
expect(what, large, [[-1, 0], [1, 1]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("tanh_forward")
shapes = [(1, 2, (4, 5)), (0, 1000, (30, 2)), (0, 0.1, (2, 3, 4))]
cases = [(rng.normal(mean, std, shape),) for mean, std, shape in shapes]
agree(tanh_forward, key.tanh_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("tanh_forward is right for numbers of any size")


# %% nbgrader={"grade": false, "grade_id": "tanh_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def tanh_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    # t' = 1 - t^2
    return dout * (1 - cache**2)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-tanh_backward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# dx against the slope of your own forward pass, measured with a tiny step.
x = np.array([[-2.0, 0.0, 1.0], [3.0, -0.5, 8.0]])
dout = np.array([[1.0, 2.0, -3.0], [5.0, 4.0, 7.0]])
_, cache = run(tanh_forward, x, returns="out, cache", shape=x.shape)
dx = run(tanh_backward, dout, cache, returns="dx")
expect(
    "dx of tanh_backward",
    dx,
    dout * slopes(tanh_forward, x),
    hint="dout times the slope, which is 1 at 0 and falls to 0 on both sides",
    tolerance=1e-6,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("tanh_backward")
alike(tanh_forward, key.tanh_forward, (x,))
for shape in [(4, 5), (2, 3, 4), (7,)]:
    x = (rng.normal(0, 2, shape),)
    gradients(tanh_forward, tanh_backward, x, names=("dx",))
### END HIDDEN TESTS
passed("tanh_backward is the gradient of tanh_forward")

# %% [markdown] topics=[4]
# ### Experiment: does saturation make gradients vanish?
#
# A unit is **saturated** where its slope is less than a hundredth of its slope at 0: next
# to nothing passes. Send random inputs through ten layers of width 100, a random gradient
# back, and count. The gain is the size of the weights in units of $1/\sqrt{100}$.


# %% tags=["experiment"]
def through_depth(name, gain, layers=10, width=100):
    """Return the share of saturated units and the size of the gradient, by layer."""
    forward, backward = ACTIVATIONS[name]
    rng = np.random.default_rng(5)
    h, visited = rng.normal(size=(200, width)), []
    for _ in range(layers):
        w = gain / np.sqrt(width) * rng.normal(size=(width, width))
        a, affine = affine_forward(h, w, np.zeros(width))
        h, cache = forward(a)
        visited.append((affine, cache))
    middle = backward(np.ones(1), forward(np.zeros(1))[1])
    d, saturated, size = rng.normal(size=h.shape), [], []
    for affine, cache in reversed(visited):
        saturated.append((backward(np.ones_like(d), cache) < 0.01 * middle).mean())
        d, _, _ = affine_backward(backward(d, cache), affine)
        size.append(d.std())
    return np.array(saturated[::-1]), np.array(size[::-1])


depth = np.arange(1, 11)
cases = [("sigmoid", 1), ("sigmoid", 10), ("tanh", 1), ("tanh", 10)]
passage = {f"{name}, gain {gain}": through_depth(name, gain) for name, gain in cases}
fig, (left, right) = plots.figure(2)
plots.curves(
    {name: (depth, share) for name, (share, _) in passage.items()},
    xlabel="layer",
    ylabel="share of saturated units",
    ax=left,
)
plots.curves(
    {name: (depth, size / size[-1]) for name, (_, size) in passage.items()},
    xlabel="layer",
    ylabel="gradient, layer 10 = 1",
    logy=True,
    ax=right,
)
plots.show(
    fig,
    alt="Left: share of saturated units by layer. 0 for gain 1, about 0.4 for the sigmoid "
    "and 0.75 for tanh at gain 10. Right: size of the gradient by layer. The sigmoid at "
    "gain 1 falls by more than five orders of magnitude from layer 10 to layer 1; tanh at "
    "gain 1 by less than one; tanh at gain 10 grows by three.",
    takeaway="Not one sigmoid of gain 1 is saturated, and yet the gradient vanishes: each "
    "layer multiplies it by a slope of at most 1/4. Large weights saturate many units, and "
    "multiply what passes the others.",
)

# %% tags=["experiment"]
_, size = passage["sigmoid, gain 1"]
print(f"gradient at layer 1 / gradient at layer 10: {size[0] / size[-1]:.1e}")
outcome(
    "activations-depth",
    "c",
    "The slope of the sigmoid is nowhere above 1/4, so ten layers leave at most 4^-9 of a "
    "gradient, unless large weights make up for it.",
)

# %% [markdown]
# ### Explore: which inputs are lost?
#
# The widget runs your functions on 4000 random inputs; dark bars stand where the slope is
# below 0.05. **From which standard deviation of its inputs on does tanh lose half of them,
# and from which the sigmoid?** Tab goes from input to input; the arrow keys move a slider.

# %% tags=["experiment"]
from cs231n_utils.widgets import ActivationExplorer

ActivationExplorer("function=tanh spread=1")

# %% [markdown]
# What to look for: the share that is saturated, in the picture and in the line below it. Come
# back when you have written the others: ELU and SiLU lose less than half at any spread.

# %% [markdown]
# **Question: two ways to lose a gradient (1 point).** In the figure the sigmoid with gain 1
# loses its gradient without saturation. What is different for a single unit that is
# saturated, and why does no learning rate mend that?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-saturation", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# The small slope of a layer shrinks all gradients by about the same factor, which larger
# weights, or a larger step for the early layers, can make up for. A saturated unit passes
# nothing while its neighbours pass something: its own weights stand still at any learning
# rate at which the neighbours' weights are stable. (1 point)

# %% [markdown] topics=[4]
# ### Experiment: what is wrong with outputs that are all positive?
#
# The outputs of a sigmoid are all positive. The next unit computes $x \cdot w$, and the
# gradient at its weights is $\partial L / \partial w = d\, x$ with one number $d$. So in
# each step all weights of a unit grow together or shrink together. Here the best weights are
# $(1, -1)$: one weight must grow and the other one shrink. The inputs are 40 random pairs,
# through your sigmoid or your tanh, brought to the same size.


# %% tags=["experiment"]
def descend(forward, steps=40, rate=0.3):
    """Return the path of SGD, one example a step, and the function that it minimises."""
    rng = np.random.default_rng(0)
    x, _ = forward(2 * rng.normal(size=(40, 2)))
    x /= np.sqrt((x**2).mean())
    best, path = np.array([1.0, -1.0]), [np.array([-1.0, 1.0])]
    for i in rng.integers(40, size=steps):
        # L = (x w - x best)^2 / 2
        path.append(path[-1] - rate * x[i] @ (path[-1] - best) * x[i])
    return np.array(path), lambda w: ((w - best) @ x.T) ** 2 @ np.full(40, 1 / 80)


fig, axes = plots.figure(2, height=4.3)
grid = np.stack(np.meshgrid(np.linspace(-1.6, 1.6, 60), np.linspace(-1.6, 1.6, 60)), -1)
paths = {}
for ax, (name, forward) in zip(
    axes,
    [
        ("sigmoid: all inputs positive", sigmoid_forward),
        ("tanh: centred", tanh_forward),
    ],
    strict=True,
):
    path, loss = descend(forward)
    paths[name] = path
    ax.contour(*grid.transpose(2, 0, 1), np.sqrt(loss(grid)), 12, colors="#bbbbbb")
    ax.plot(*path.T, color=plots.COLOURS[0], marker="o", markersize=3, linewidth=1.2)
    ax.plot(1, -1, color=plots.COLOURS[1], marker="*", markersize=15)
    ax.set(title=name, xlabel="weight 1", ylabel="weight 2", aspect="equal")
plots.show(
    fig,
    alt="Two paths over the contours of a loss of two weights, from the upper left to a "
    "star at the lower right. With positive inputs the path goes up right and down left in "
    "turn, along a diagonal, and creeps sideways. With centred inputs it goes straight "
    "across.",
    takeaway="With positive inputs each step moves both weights in the same direction. The "
    "way across is a zig-zag, and longer.",
)

# %% tags=["experiment"]
for name, path in paths.items():
    step = np.diff(path, axis=0)
    together = (step.prod(axis=1) >= 0).mean()
    left_over = np.linalg.norm(path[20] - [1, -1])
    print(f"{name}: both weights move the same way in {together:.0%} of the steps;")
    print(f"  after 20 steps the distance to the best weights is {left_over:.3f}")

# %% [markdown]
# **Question: batches (1 point).** With batches of many examples the zig-zag is milder than
# with single ones. Why can the gradient of a batch have weights of both signs, although all
# inputs are positive?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-zigzag", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# The gradient of a batch is the sum of $d_i x_i$ over its examples. Each term has one sign
# for all weights, but the $d_i$ have different signs, and the sum of an all-positive and an
# all-negative vector can have both. (1 point)

# %% [markdown] topics=[4]
# ### Experiment: what does exp cost?

# %%
predict(
    "activations-exp",
    "An affine layer of 3072 inputs and 1000 units, then your sigmoid. How long does the "
    "sigmoid take, compared with the affine layer?",
    {"a": "Longer: exp is expensive.", "b": "About as long.", "c": "Less than half."},
    answer="",
)


# %% tags=["experiment"]
def nanoseconds(call):
    """Return the time of a call for each number that comes out, the best of five."""
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        out, _ = call()
        seconds.append(time.perf_counter() - start)
    return 1e9 * min(seconds) / out.size


rng = np.random.default_rng(2)
h = rng.normal(size=(200, 3072)).astype(np.float32)
w = rng.normal(size=(3072, 1000)).astype(np.float32)
a, _ = affine_forward(h, w, np.zeros(1000, np.float32))
a /= a.std()
cost = {
    "ReLU": nanoseconds(lambda: ACTIVATIONS["relu"][0](a)),
    "tanh": nanoseconds(lambda: tanh_forward(a)),
    "sigmoid": nanoseconds(lambda: sigmoid_forward(a)),
    "affine layer": nanoseconds(lambda: affine_forward(h, w, np.zeros(1000, "f"))),
}
fig, (ax,) = plots.figure(height=2.6)
ax.barh(list(cost), list(cost.values()), color=[*[plots.COLOURS[0]] * 3, "#999999"])
ax.bar_label(ax.containers[0], fmt="%.1f", padding=3)
ax.set(xlabel="nanoseconds for each output", title="3072 inputs, 1000 units, float32")
plots.show(
    fig,
    alt="Bars: nanoseconds for each output of ReLU, tanh and sigmoid, and of the affine "
    "layer before them, which is by far the longest.",
    takeaway="Your sigmoid takes longer than a ReLU. Beside the 3072 multiplications that "
    "made its input, neither counts for much.",
)

# %% tags=["experiment"]
share = cost["sigmoid"] / cost["affine layer"]
print(f"Here your sigmoid takes {share:.0%} of the time of the affine layer.")
outcome(
    "activations-exp",
    "c",
    "Each output of the layer is a sum of 3072 products, and then a single exp. The cost "
    "of exp counts where there is little else to do.",
)

# %% [markdown] topics=[5]
# ## 2. Rectifiers
#
# ReLU, $\max(0, x)$, which you wrote in the notebook before, has slope 1 wherever it is
# positive, however large x is. Where it is negative it has slope 0. A unit that is negative
# for every example gets no gradient, so its weights do not change. It is **dead**.
#
# The remedy is a slope $a$ on the negative side:
#
# $$f(x) = \begin{cases} x & x > 0 \\ a\,x & x \le 0 \end{cases}$$
#
# With $a = 0.01$, fixed, this is leaky ReLU. When $a$ is learnt like a weight, it is PReLU.
#
# ### Exercise: `prelu_forward` (1 point) and `prelu_backward` (3 points)
#
# One pair of functions for both. `x` has shape (N, D); `a` has shape (D,), a slope for each
# feature, or (1,), one for all of them. It may become any number in training: negative, or
# above 1. The backward pass returns `(dx, da)`, `da` in the shape of `a`.
#
# <details><summary>Hint: may I write max(x, a x)?</summary>
#
# Try it by hand with $a = 2$ and $x = 1$.
# </details>
#
# <details><summary>Hint: da</summary>
#
# $\partial f / \partial a$ is $x$ where $x \le 0$, and 0 elsewhere. What the forward pass
# broadcasts, the backward pass sums: over the batch and, when `a` has shape (1,), over the
# features too.
# </details>


# %% nbgrader={"grade": false, "grade_id": "prelu_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def prelu_forward(x, a):
    """Return (x where it is positive and a x elsewhere, cache)."""
    ### BEGIN SOLUTION
    return np.where(x > 0, x, a * x), (x, a)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-prelu_forward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Three features with slopes 0.5, 2 and -1; then one slope for all of them.
x, a = np.array([[-2.0, -4.0, -6.0], [2.0, 4.0, 6.0]]), np.array([0.5, 2.0, -1.0])
out, _ = run(prelu_forward, x, a, returns="out, cache")
expect(
    "out of prelu_forward with a slope for each feature",
    out,
    [[-1, -8, 6], [2, 4, 6]],
    hint="x where it is positive, a x where it is not, whatever a is",
)
out, _ = run(prelu_forward, x, np.array([0.01]), returns="out, cache")
what = "out of prelu_forward with one slope, 0.01"
expect(what, out, [[-0.02, -0.04, -0.06], [2, 4, 6]], hint="a has shape (1,)")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("prelu_forward")
cases = [
    (rng.normal(size=(N, D)), rng.normal(size=A))
    for N, D, A in [(5, 4, 4), (6, 3, 1), (4, 4, 4), (1, 7, 7)]
]
agree(prelu_forward, key.prelu_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("prelu_forward")


# %% nbgrader={"grade": false, "grade_id": "prelu_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def prelu_backward(dout, cache):
    """Return (dx, da)."""
    ### BEGIN SOLUTION
    x, a = cache
    dx = np.where(x > 0, dout, a * dout)
    # d out / d a = x where x <= 0
    da = np.where(x > 0, 0, dout * x).sum(axis=0)
    return dx, da if a.shape == da.shape else da.sum(keepdims=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-prelu_backward-dx", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# dx against the slope of your own forward pass, measured with a tiny step.
x, a = np.array([[-2.0, -4.0, -6.0], [2.0, 4.0, 6.0]]), np.array([0.5, 2.0, -1.0])
dout = np.array([[1.0, 2.0, -3.0], [5.0, 4.0, 7.0]])
_, cache = run(prelu_forward, x, a, returns="out, cache", shape=x.shape)
dx, _ = run(prelu_backward, dout, cache, returns="dx, da")
expect(
    "dx of prelu_backward",
    dx,
    dout * slopes(prelu_forward, x, a),
    hint="dout where x is positive, and dout times the slope a where it is not",
    tolerance=1e-6,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("prelu_backward-dx")
alike(prelu_forward, key.prelu_forward, (x, a))
for N, D, A in [(5, 4, 4), (6, 3, 1), (4, 4, 4)]:
    case, names = (rng.normal(size=(N, D)), rng.normal(size=A)), ("dx", "da")
    gradients(prelu_forward, prelu_backward, case, names=names, only=("dx",))
### END HIDDEN TESTS
passed("dx of prelu_backward")

# %% nbgrader={"grade": true, "grade_id": "test-prelu_backward-da", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# da against your own forward pass: what out gains when a grows by 0.1.
x = np.array([[-2.0, -4.0, 6.0], [-1.0, 4.0, -6.0]])
dout = np.array([[1.0, 2.0, 5.0], [3.0, 4.0, 7.0]])
for kind, a in [
    ("a slope for each feature", np.array([0.5, 0.1, 0.2])),
    ("one slope for all", np.array([0.5])),
]:
    case = (x, a)
    out, cache = run(prelu_forward, *case, returns="out, cache", shape=x.shape)
    more, _ = run(prelu_forward, x, a + 0.1, returns="out, cache", shape=x.shape)
    gained = (dout * (more - out) / 0.1).sum(axis=0)
    expected = gained if len(a) > 1 else [gained.sum()]
    _, da = run(prelu_backward, dout, cache, returns="dx, da")
    hint = "a sum over everything that the forward pass used this slope for"
    expect(f"da of prelu_backward with {kind}", da, expected, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("prelu_backward-da")
alike(prelu_forward, key.prelu_forward, case)
for N, D, A in [(5, 4, 4), (6, 3, 1), (4, 4, 4)]:
    case, names = (rng.normal(size=(N, D)), rng.normal(size=A)), ("dx", "da")
    gradients(prelu_forward, prelu_backward, case, names=names, only=("da",))
### END HIDDEN TESTS
passed("da of prelu_backward")

# %% [markdown] topics=[7]
# ### Experiment: who is dead at birth?
#
# A unit with two inputs is a line in the plane: on one side it is positive, on the other
# side it is not. It is dead when the whole cloud of data lies on the wrong side. Draw
# random units with bias 0, and move the cloud away from the origin.


# %% tags=["experiment"]
rng = np.random.default_rng(0)
cloud, units = rng.normal(size=(300, 2)), rng.normal(size=(2, 4000))
distances = np.linspace(0, 10, 21)


def dead_share(bias):
    """Return the share of units that are positive nowhere, by distance of the cloud."""
    return np.array(
        [((cloud + [r, 0]) @ units + bias <= 0).all(axis=0).mean() for r in distances]
    )


born_dead = {"bias 0": dead_share(0), "bias 0.01": dead_share(0.01)}
fig, (left, right) = plots.figure(2)
shifted = cloud + [6, 0]
left.plot(*shifted.T, ".", color="#999999", markersize=3)
for angle, name, place in [(110, "active", 0), (40, "active", 0), (175, "dead", 1)]:
    normal = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
    along = np.array([-normal[1], normal[0]])
    left.plot(
        *np.outer([-9, 9], along).T,
        color=plots.COLOURS[place],
        linestyle=plots.LINE_STYLES[place],
    )
    arrow = {"arrowstyle": "->", "color": plots.COLOURS[place]}
    left.annotate("", 3 * normal, (0, 0), arrowprops=arrow)
    left.annotate(name, 3.6 * normal, ha="center", color=plots.COLOURS[place])
left.set(xlim=(-5, 9), ylim=(-5, 5), aspect="equal", xlabel="input 1", ylabel="input 2")
left.set_title("arrows: where a unit is positive")
plots.curves(
    {name: (distances, share) for name, share in born_dead.items()},
    xlabel="distance of the cloud, in its stds",
    ylabel="share of dead units",
    ax=right,
)
plots.show(
    fig,
    alt="Left: a cloud of points to the right of the origin, and three lines through the "
    "origin. Two units are positive on a side with points and active; one is positive on "
    "the empty side only and dead. Right: the share of dead units is 0 up to a distance "
    "of 3, and above 0.4 at 10. Biases of 0 and of 0.01 give the same curve.",
    takeaway="Units are born dead when the data lies far from the origin. A bias of 0.01 "
    "is no remedy for that. To centre the data is one.",
)

# %% [markdown] topics=[7]
# ### Experiment: who dies in training?

# %%
predict(
    "activations-bias",
    "You train ReLU nets at a rate so high that a good part of their units dies. Now you "
    "start them with biases of 0.01 in place of 0. How many units die?",
    {"a": "Next to none.", "b": "About half as many.", "c": "About as many."},
    answer="",
)


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


def train(net, *, lr, epochs, seed=0):
    """Train a net with batches of 50, and return its solver."""
    solver = Solver(
        net,
        data,
        optim_config={"learning_rate": lr},
        batch_size=50,
        num_epochs=epochs,
        verbose=False,
        num_train_samples=500,
        seed=seed,
    )
    with np.errstate(all="ignore"):  # some of these runs are meant to break down
        solver.train()
    return solver


def without_gradient(net):
    """Return the share of units in layer 2 whose slope is 0 for all training images."""
    forward, backward = ACTIVATIONS[net.activation]
    h = data["X_train"]
    for i in (1, 2):
        a, _ = affine_forward(h, net.params[f"W{i}"], net.params[f"b{i}"])
        h, cache = forward(a)
    return (backward(np.ones_like(a), cache) == 0).all(axis=0).mean()


rates = np.array([0.1, 0.4, 0.7, 0.8, 0.9])
cases = {
    "ReLU, bias 0": ("relu", 0),
    "ReLU, bias 0.01": ("relu", 0.01),
    "leaky ReLU": ("leaky_relu", 0),
}
died, accuracy = {name: [] for name in cases}, {}
for name, (activation, bias) in cases.items():
    for lr in rates:
        shares, accuracies = [], []
        for seed in (0, 1):
            net = FullyConnectedNet(
                [100, 100], 768, weight_scale=0.2, activation=activation, seed=seed
            )
            net.params["b1"] += np.float32(bias)
            net.params["b2"] += np.float32(bias)
            accuracies.append(train(net, lr=lr, epochs=1).train_acc_history[-1])
            shares.append(without_gradient(net))
        died[name].append(np.mean(shares))
    accuracy[name] = np.mean(accuracies)
    print(f"{name}: training accuracy at a rate of {lr:g} is {accuracy[name]:.2f}")
fig = plots.curves(
    {name: (rates, share) for name, share in died.items()},
    xlabel="learning rate",
    ylabel="share of units without gradient",
    title="Layer 2 of 100 units, after one epoch of SGD",
)
plots.show(
    fig,
    alt="Share of units of the second layer that have no gradient for any training image, "
    "over the learning rate. ReLU: 0 up to 0.5, then a steep rise, with biases of 0.01 as "
    "with biases of 0. Leaky ReLU: 0 everywhere.",
    takeaway="A rate that is too high kills ReLUs. A start with biases of 0.01 does not "
    "save them. A slope on the negative side does: its units keep a gradient.",
)

# %% tags=["experiment"]
plain, biased = died["ReLU, bias 0"], died["ReLU, bias 0.01"]
print(
    f"dead at a rate of {rates[-1]:g}: {plain[-1]:.0%}, with biases of 0.01 {biased[-1]:.0%}"
)
outcome(
    "activations-bias",
    "c",
    "What kills is one large step that throws the weights and the bias far to the negative "
    "side. Whether it set out from 0 or from 0.01 makes no difference.",
)

# %% [markdown]
# **Question: dead or asleep (2 points).** (a) Show from the backward pass of an affine layer
# that a ReLU of the first layer that is negative for all training images keeps its weights
# and bias for ever under plain SGD. (b) A unit of the second layer that is negative for
# all images may come back to life. How?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-dead", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# (a) The gradient at the unit's input is `dout` times 0 for every image. Its column of `dw`
# is $x^T d$ and its entry of `db` the sum of $d$, with $d = 0$: both are zero, so no step
# changes them; and its inputs, the images, do not change either. (1 point)
#
# (b) Its own weights stand still, but the units of the first layer go on learning, so its
# inputs change and may make it positive again for some image. (1 point)

# %% [markdown] topics=[5]
# ### Experiment: which slopes does training choose?
#
# `FullyConnectedNet(activation="prelu")` has a slope for each hidden unit among its
# parameters, `a1`, `a2`, …. All start at 0.25, and SGD moves them with your `da`.


# %% tags=["experiment"]
net = FullyConnectedNet([50] * 4, 768, weight_scale=0.2, activation="prelu", seed=0)
train(net, lr=0.3, epochs=6)
learnt = {f"layer {i}": net.params[f"a{i}"] for i in range(1, 5)}
fig = plots.histograms(learnt, xlabel="slope on the negative side", bins=20)
plots.show(
    fig,
    alt="Histograms of the learnt slopes of four layers of 50 units. All of them spread "
    "around a value near 0.2, between -0.1 and 0.5.",
    takeaway="Units of one layer end with different slopes. On average they stay far from "
    "the 0 of ReLU and the 0.01 of leaky ReLU.",
)

# %% [markdown]
# ## 3. Exponential rectifiers
#
# Leaky ReLU has no limit on the negative side. ELU has one, so that noise far down there
# does not matter, and its outputs are nearly centred. Two relatives go further: CELU
# has no kink whatever $\alpha$ is, and SELU is scaled so that deep nets keep their numbers
# in order by themselves. All three are one function with other settings:
#
# $$f(x) = \begin{cases} \lambda\, x & x > 0 \\
#   \lambda\, \alpha\, (e^{x / c} - 1) & x \le 0 \end{cases}$$
#
# | | `"alpha"` $\alpha$ | `"scale"` $\lambda$ | `"width"` $c$ |
# |---|---|---|---|
# | ELU | any, often 1 | 1 | 1 |
# | SELU | 1.6733 | 1.0507 | 1 |
# | CELU | any | 1 | the same as $\alpha$ |

# %% [markdown] topics=[5, 6]
# ### Exercise: `elu_forward` (2 points) and `elu_backward` (2 points)
#
# The settings come in the dict `elu_param`; each of them is 1 where it is missing. `x` may
# be large: `exp` of a large number is infinite, and infinity times 0 is nan.
#
# <details><summary>Hint: nan for large x</summary>
#
# Only numbers that are not positive need `exp`. `np.exp(np.minimum(x, 0) / width)` never
# overflows.
# </details>
#
# <details><summary>Hint: where does the width go in the backward pass?</summary>
#
# Chain rule: the inner derivative of $e^{x/c}$ is $1/c$.
# </details>


# %% nbgrader={"grade": false, "grade_id": "elu_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def elu_forward(x, elu_param):
    """Return (ELU, SELU or CELU of x, cache)."""
    alpha = elu_param.get("alpha", 1.0)
    scale = elu_param.get("scale", 1.0)
    width = elu_param.get("width", 1.0)
    ### BEGIN SOLUTION
    e = np.exp(np.minimum(x, 0) / width)
    out = scale * np.where(x > 0, x, alpha * (e - 1))
    slope = scale * np.where(x > 0, 1, alpha / width * e)
    return out, slope
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-elu_forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# exp(-ln 2) = 1/2. First the defaults, then all three settings.
x = np.array([[-np.log(2), 0.0, 3.0], [-np.log(4), 5.0, 1000.0]])
out, _ = run(elu_forward, x, {}, returns="out, cache")
hint = "x where it is positive, exp(x) - 1 elsewhere"
expect("out of elu_forward, defaults", out, [[-0.5, 0, 3], [-0.75, 5, 1000]], hint=hint)
x, param = np.array([[-2 * np.log(2), 0.5]]), {"alpha": 4.0, "scale": 3.0, "width": 2.0}
out, _ = run(elu_forward, x, param, returns="out, cache")
expect(
    "out of elu_forward with alpha 4, scale 3, width 2",
    out,
    [[3 * 4 * (0.5 - 1), 3 * 0.5]],
    hint="scale on both sides; alpha and width on the negative side only",
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("elu_forward")
cases = [
    (rng.normal(0, std, shape), dict(zip(names, rng.uniform(0.3, 3, 3), strict=False)))
    for std, shape, names in [
        (1, (4, 5), ("alpha",)),
        (2, (2, 3, 4), ("scale", "alpha")),
        (1, (6, 2), ("width", "alpha", "scale")),
        (1000, (20, 2), ("width",)),
    ]
]
agree(elu_forward, key.elu_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("elu_forward is ELU, SELU and CELU")


# %% nbgrader={"grade": false, "grade_id": "elu_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def elu_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    return dout * cache
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-elu_backward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# dx against the slope of your own forward pass, measured with a tiny step.
x = np.array([[-2.0, 0.3, 1.0], [-0.3, -0.5, 8.0]])
dout = np.array([[1.0, 2.0, -3.0], [5.0, 4.0, 7.0]])
param = {"alpha": 3.0, "scale": 1.5, "width": 2.0}
_, cache = run(elu_forward, x, param, returns="out, cache", shape=x.shape)
dx = run(elu_backward, dout, cache, returns="dx")
expect(
    "dx of elu_backward",
    dx,
    dout * slopes(elu_forward, x, param),
    hint="differentiate each side; all three settings count",
    tolerance=1e-6,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("elu_backward")
alike(elu_forward, key.elu_forward, (x, {}))
for shape, names in [((4, 5), ()), ((2, 3, 4), ("alpha", "scale", "width"))]:
    case, param = (rng.normal(size=shape),), {n: rng.uniform(0.3, 3) for n in names}
    gradients(elu_forward, elu_backward, case, (param,), names=("dx",))
### END HIDDEN TESTS
passed("elu_backward is the gradient of elu_forward")

# %% [markdown] topics=[6]
# ### Exercise: `selu_constants` (2 points)
#
# Where do 1.0507 and 1.6733 come from? They are the only numbers with which an input of
# mean 0 and standard deviation 1, normally distributed, gives an output of mean 0 and
# standard deviation 1 again. Compute them, and not for 1 only: for every standard
# deviation $s$ in an array `std`, find $\lambda$ and $\alpha$ so that inputs from
# $N(0, s^2)$ give outputs of mean 0 and standard deviation $s$. You need half the moments:
#
# $$E[x;\, x > 0] = \frac{s}{\sqrt{2\pi}} \qquad E[x^2;\, x > 0] = \frac{s^2}{2} \qquad
#   E[e^{kx};\, x < 0] = e^{k^2 s^2 / 2}\, \Phi(-k s)$$
#
# where $E[\ldots;\, x > 0]$ counts only positive x, and $\Phi$, the share of a standard
# normal distribution below a number, is `ndtr` (it is imported from scipy above).
#
# <details><summary>Hint: in which order?</summary>
#
# The scale does not change where the mean is 0. So the condition on the mean gives alpha
# alone. With it the condition on the variance, which is $E[f^2]$ since the mean is 0, gives
# lambda.
# </details>
#
# <details><summary>Hint: the square</summary>
#
# $(e^x - 1)^2 = e^{2x} - 2 e^x + 1$, and $E[1;\, x < 0] = 1/2$.
# </details>


# %% nbgrader={"grade": false, "grade_id": "selu_constants", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("activations")
def selu_constants(std):
    """Return (scale, alpha), arrays of the shape of std, that keep mean 0 and std."""

    ### BEGIN SOLUTION
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    # E[x; x > 0] + alpha E[e^x - 1; x < 0] = 0
    alpha = std / np.sqrt(2 * np.pi) / (0.5 - moment(1))
    # scale^2 (E[x^2; x > 0] + alpha^2 E[(e^x - 1)^2; x < 0]) = std^2
    square = std**2 / 2 + alpha**2 * (moment(2) - 2 * moment(1) + 0.5)
    return std / np.sqrt(square), alpha
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-selu_constants", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# For std 1 the constants of SELU; for std 2 the mean and the std ask for others.
std = np.array([1.0, 2.0])
scale, alpha = run(selu_constants, std, returns="scale, alpha")
expect(
    "alpha of selu_constants for std 1 and 2",
    alpha,
    [1.6732632, 2.4040053],
    hint="E[x; x > 0] + alpha E[exp(x) - 1; x < 0] must be 0",
    tolerance=1e-6,
)
expect(
    "scale of selu_constants for std 1 and 2",
    scale,
    [1.0507010, 1.0702323],
    hint="with that alpha, the mean of f squared must be std squared",
    tolerance=1e-6,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("selu_constants")
std = np.sort(rng.uniform(0.5, 2.5, 4))
for got, right, name in zip(
    run(selu_constants, std, returns="scale, alpha"),
    key.selu_constants(std),
    ("scale", "alpha"),
    strict=True,
):
    what = f"{name} of selu_constants for four stds"
    expect(what, got, right, hint="stds other than 1 and 2", tolerance=1e-6)
### END HIDDEN TESTS
passed("selu_constants keep mean and standard deviation")

# %%
predict(
    "activations-selu",
    "Inputs of standard deviation 3 go through 50 layers of SELU, with weights from "
    "N(0, 1 / fan_in). What is the standard deviation of the outputs of layer 50?",
    {"a": "About 3.", "b": "About 1.", "c": "Nearly 0."},
    answer="",
)

# %% [markdown] topics=[6]
# ### Experiment: who keeps order in 50 layers?
#
# No normalisation, just layers of width 150, weights of standard deviation
# $1/\sqrt{150}$, and an activation. The inputs have standard deviation 3.


# %% tags=["experiment"]
def sizes(name, layers=50, width=150):
    """Return the standard deviation of the activations of each layer."""
    rng = np.random.default_rng(1)
    h, stds = 3 * rng.normal(size=(200, width)), []
    for _ in range(layers):
        w = rng.normal(size=(width, width)) / np.sqrt(width)
        h, _ = ACTIVATIONS[name][0](affine_forward(h, w, np.zeros(width))[0])
        stds.append(h.std())
    return np.array(stds)


layer = np.arange(1, 51)
order = {name: sizes(name) for name in ("relu", "tanh", "elu", "selu")}
fig = plots.curves(
    {name: (layer, stds) for name, stds in order.items()},
    xlabel="layer",
    ylabel="std of the activations",
    title="Inputs of std 3, weights from N(0, 1 / 150)",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot of the standard deviation of activations over 50 layers. ReLU falls along "
    "a straight line to 1e-7. Tanh and ELU fall ever more slowly, to below 0.1. SELU comes "
    "down from 2 to 1 within ten layers and stays there.",
    takeaway="SELU pulls the standard deviation to 1 from wherever it starts. The others "
    "shrink, ReLU by the same factor in each layer.",
)

# %% tags=["experiment"]
print(f"std of layer 50 with SELU: {order['selu'][-1]:.2f}")
outcome(
    "activations-selu",
    "b",
    "1 is a fixed point that attracts: too large a variance meets the flat negative side, "
    "too small a one the slope there, which is above 1.",
)

# %% [markdown]
# **Question: a promise with small print (1 point).** Your constants rest on assumptions
# about the input of each activation. Name two, and for each something that breaks it.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-selu", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Two of: the inputs are normally distributed (few inputs to a unit, or dependent ones,
# break it); their mean is 0 (biases, or uncentred data); their standard deviation is 1,
# which needs weights of variance 1 / fan_in (training changes the weights; dropout changes
# the variance). (1 point for two)

# %% [markdown] topics=[6]
# ## 4. Smooth rectifiers
#
# A kink can be rounded in two ways. Softplus is the integral of a sigmoid, and lies above
# ReLU everywhere:
#
# $$f(x) = \tfrac1\beta \log(1 + e^{\beta x})$$
#
# ### Exercise: `softplus_forward` (2 points) and `softplus_backward` (1 point)
#
# For large $\beta x$ the formula overflows, although its value is then simply $x$. Rewrite
# it so that it is right for numbers of any size.
#
# <details><summary>Hint: how?</summary>
#
# Take $e^z$ out of the logarithm when $z > 0$:
# $\log(1 + e^z) = z + \log(1 + e^{-z})$. One formula with $\max(z, 0)$ and $|z|$ covers both
# signs.
# </details>
#
# <details><summary>Hint: may I call my own sigmoid?</summary>
#
# Yes, here and in the next exercise. A mistake in it then costs you points again. By numpy's
# own tanh you get the same: $\sigma(z) = (1 + \tanh(z/2)) / 2$, safe for any z.
# </details>


# %% nbgrader={"grade": false, "grade_id": "softplus_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def softplus_forward(x, beta=1.0):
    """Return (log(1 + exp(beta x)) / beta, cache)."""
    ### BEGIN SOLUTION
    z = beta * x
    # log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|))
    return (np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))) / beta, z
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-softplus_forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# 1 + exp(z) is 2, 4 and 4/3 for z = 0, ln 3 and -ln 3. Then beta 2, and large numbers.
z = np.array([[0.0, np.log(3), -np.log(3)]])
out, _ = run(softplus_forward, z, returns="out, cache")
expect("out of softplus_forward", out, np.log([[2, 4, 4 / 3]]), hint="log(1 + exp(x))")
out, _ = run(softplus_forward, z / 2, 2.0, returns="out, cache")
what, hint = "out of softplus_forward with beta 2", "beta times x, then divide by beta"
expect(what, out, np.log([[2, 4, 4 / 3]]) / 2, hint=hint)
large, _ = run(softplus_forward, np.array([[-3000.0, 3000.0]]), returns="out, cache")
what = "out of softplus_forward for -3000 and 3000"
expect(what, large, [[0, 3000]], hint="0 on the far left, x on the far right")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("softplus_forward")
cases = [
    (rng.normal(0, std, shape), float(beta))
    for std, shape, beta in [(2, (4, 5), 1), (1, (2, 3, 4), 3), (1e3, (20, 2), 0.5)]
]
agree(softplus_forward, key.softplus_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("softplus_forward is right for numbers of any size")


# %% nbgrader={"grade": false, "grade_id": "softplus_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def softplus_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    # f'(x) = sigmoid(z) = (1 + tanh(z / 2)) / 2
    return dout * (1 + np.tanh(cache / 2)) / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-softplus_backward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# dx against the slope of your own forward pass, measured with a tiny step.
x = np.array([[-2.0, 0.4, 1.0], [0.3, -0.5, 8.0]])
dout = np.array([[1.0, 2.0, -3.0], [5.0, 4.0, 7.0]])
_, cache = run(softplus_forward, x, 3.0, returns="out, cache", shape=x.shape)
dx = run(softplus_backward, dout, cache, returns="dx")
expect(
    "dx of softplus_backward with beta 3",
    dx,
    dout * slopes(softplus_forward, x, 3.0),
    hint="dout times the slope, which goes from 0 over 1/2 to 1",
    tolerance=1e-6,
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("softplus_backward")
alike(softplus_forward, key.softplus_forward, (x,))
for shape, beta in [((4, 5), 1.0), ((2, 3, 4), 2.0), ((7,), 0.4)]:
    case = (rng.normal(0, 2, shape),)
    gradients(softplus_forward, softplus_backward, case, (beta,), names=("dx",))
far = np.array([[-800.0, 800.0]])
out, cache = run(softplus_forward, far, returns="out, cache")
if np.isfinite(out).all():  # else it has cost its points already
    dx = run(softplus_backward, np.ones_like(far), cache, returns="dx")
    what, hint = "dx of softplus_backward for -800 and 800", "an overflow"
    expect(what, dx, [[0, 1]], hint=hint)
### END HIDDEN TESTS
passed("softplus_backward is the gradient of softplus_forward")

# %% [markdown] topics=[6]
# ### Exercise: `self_gated_forward` (3 points) and `self_gated_backward` (2 points)
#
# ReLU lets x through or not: it is x times a step. A smooth step makes a smooth rectifier:
#
# $$f(x) = x\, g(\beta x)$$
#
# | `kind` | gate $g(z)$ | names |
# |---|---|---|
# | `"swish"` | $\sigma(z)$ | Swish; SiLU when $\beta = 1$ |
# | `"gelu"` | $\Phi(z)$, the share of a standard normal distribution below z | GELU |
# | `"hard_swish"` | $z/6 + 1/2$, cut off at 0 and at 1 | hard-swish |
#
# For GELU think of a gate that opens at random: open when a standard normal number is below
# z, closed otherwise. $f$ is the mean of what passes.
#
# Any other `kind` raises a `ValueError`. For the gate of GELU use `ndtr(z)`, which is
# imported above; its slope is the normal density $e^{-z^2/2} / \sqrt{2\pi}$.
#
# <details><summary>Hint: backwards</summary>
#
# Product rule and chain rule: $f'(x) = g(z) + z\, g'(z)$ with $z = \beta x$. You may compute
# $f'$ in the forward pass already, where the kind is known, and cache it.
# </details>


# %% nbgrader={"grade": false, "grade_id": "self_gated_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def self_gated_forward(x, kind, beta=1.0):
    """Return (x g(beta x), cache)."""
    ### BEGIN SOLUTION
    z = beta * x
    if kind == "swish":
        g = (1 + np.tanh(z / 2)) / 2
        dg = g * (1 - g)
    elif kind == "gelu":
        g, dg = ndtr(z), np.exp(-(z**2) / 2) / float(np.sqrt(2 * np.pi))
    elif kind == "hard_swish":
        g, dg = np.clip(z / 6 + 0.5, 0, 1), np.where(np.abs(z) < 3, 1 / 6, 0)
    else:
        raise ValueError(f"unknown kind {kind!r}")
    # f = x g(z), f' = g(z) + z g'(z)
    return x * g, g + z * dg
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-self_gated_forward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The sigmoid of ln 3 is 3/4; 0.8640314 of a normal distribution lies below ln 3.
x = np.array([[-np.log(3), np.log(3), 9.0]])
for kind, gate in [
    ("swish", [0.25, 0.75, 1 / (1 + np.exp(-9))]),
    ("gelu", [1 - 0.8640313924, 0.8640313924, 1]),
    ("hard_swish", [0.5 - np.log(3) / 6, 0.5 + np.log(3) / 6, 1]),
]:
    out, _ = run(self_gated_forward, x, kind, returns="out, cache")
    what, hint = f'out of self_gated_forward, "{kind}"', "x times the gate of x"
    expect(what, out, x * gate, hint=hint, tolerance=1e-6)
    out, _ = run(self_gated_forward, x / 2, kind, 2.0, returns="out, cache")
    what, hint = f"{what}, beta 2", "beta goes into the gate only"
    expect(what, out, x / 2 * gate, hint=hint, tolerance=1e-6)
refuses(self_gated_forward, x, "swoosh", error=ValueError)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("self_gated_forward")
cases = [
    (rng.normal(0, std, shape), kind, float(beta))
    for kind in ["swish", "gelu", "hard_swish"]
    for std, shape, beta in [(2, (4, 5), 1), (1, (2, 3, 4), 3), (1e3, (20, 2), 0.5)]
]
agree(self_gated_forward, key.self_gated_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("self_gated_forward is Swish, GELU and hard-swish")


# %% nbgrader={"grade": false, "grade_id": "self_gated_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def self_gated_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    return dout * cache
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-self_gated_backward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# dx against the slope of your own forward pass, measured with a tiny step.
x = np.array([[-2.0, 0.0, 1.0], [0.3, -0.5, 80.0]])
dout = np.array([[1.0, 2.0, -3.0], [5.0, 4.0, 7.0]])
for kind in ("swish", "gelu", "hard_swish"):
    case = (x, kind, 1.2)
    _, cache = run(self_gated_forward, *case, returns="out, cache", shape=x.shape)
    dx = run(self_gated_backward, dout, cache, returns="dx")
    expect(
        f'dx of self_gated_backward, "{kind}", beta 1.2',
        dx,
        dout * slopes(self_gated_forward, *case),
        hint="x stands twice in x g(beta x): two terms",
        tolerance=1e-6,
    )
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("self_gated_backward")
for kind in ("swish", "gelu", "hard_swish"):
    alike(self_gated_forward, key.self_gated_forward, (x, kind))
    for shape, beta in [((4, 5), 1.0), ((2, 3, 4), 2.0)]:
        case, args = (rng.normal(0, 2, shape),), (kind, beta)
        gradients(self_gated_forward, self_gated_backward, case, args, names=("dx",))
### END HIDDEN TESTS
passed("self_gated_backward is the gradient of self_gated_forward")

# %% [markdown] topics=[6]
# ### Experiment: the whole family
#
# All activations so far, drawn with your forward passes, and their slopes, drawn with your
# backward passes.


# %% tags=["experiment"]
x = np.linspace(-4, 4, 321)
slope_of = {}
fig, axes = plots.figure(4, 3, height=7.2)
for ax, (name, (forward, backward)) in zip(axes, ACTIVATIONS.items(), strict=False):
    out, cache = forward(x[:, None])
    slope_of[name] = backward(np.ones_like(out), cache)[:, 0]
    ax.plot(x, out[:, 0], color=plots.COLOURS[0], label="value")
    ax.plot(x, slope_of[name], color=plots.COLOURS[1], linestyle="--", label="slope")
    ax.set(title=name, ylim=(-2, 4))
axes[-1].set_axis_off()
axes[-1].legend(*axes[0].get_legend_handles_labels(), loc="center", fontsize=11)
plots.show(
    fig,
    alt="Eleven panels, each with an activation and its slope between -4 and 4. Slopes of "
    "ReLU, leaky ReLU and SELU jump at 0. Slopes of SiLU, GELU and hard-swish are negative "
    "left of about -1 and exceed 1 on the right before they come back to 1. The slope of "
    "the sigmoid is never above a quarter.",
    takeaway="SiLU, GELU and hard-swish are not monotonic: they fall, reach a minimum and "
    "rise. No other function here does that.",
)

# %%
predict(
    "activations-gelu",
    "GELU is often replaced by a Swish with beta 1.702. How large is the largest difference "
    "between the two functions?",
    {"a": "About 0.2.", "b": "About 0.02.", "c": "About 0.0002."},
    answer="",
)

# %% tags=["experiment"]
x = np.linspace(-8, 8, 1601)
gelu, _ = self_gated_forward(x, "gelu")
gap = {}
for name, kind, beta in [
    ("SiLU", "swish", 1),
    ("Swish with beta 1.702", "swish", 1.702),
    ("hard-swish", "hard_swish", 1),
]:
    gap[name] = np.abs(self_gated_forward(x, kind, beta)[0] - gelu).max()
    print(f"largest difference between GELU and {name}: {gap[name]:.4f}")
outcome(
    "activations-gelu",
    "b",
    "Both gates go from 0 to 1 with the same slope at 0, nearly, and differ little on the "
    "way: the constant was chosen for that.",
)

# %% [markdown]
# **Question: a slope that is negative (1 point).** Left of its minimum Swish falls: its slope
# there is negative. A ReLU whose inputs are all negative does not move. Why does a Swish unit
# in that place move?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-smooth", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Its slope there is small, but not 0: the gradient at its weights is not zero, so they
# change at each step. Only far out on the left the slope vanishes, and even there never
# exactly. (1 point)

# %% [markdown]
# ## 5. Units with two sets of weights
#
# All activations so far look at one number. The last two kinds look at several affine
# functions of the input. Maxout takes the largest of K:
#
# $$y_m = \max_k\, (x\, w_k + b_k)_m$$

# %% [markdown] topics=[5]
# ### Exercise: `maxout_forward` (1 point) and `maxout_backward` (3 points)
#
# `x` has shape (N, D), `w` (K, D, M), `b` (K, M). You know from the notebook before what a
# max gate does to a gradient. Return `(dx, dw, db)`.
#
# <details><summary>Hint: all K at once</summary>
#
# `x @ w` has shape (K, N, M): numpy multiplies with each of the K matrices. The biases are
# then `b[:, None, :]`.
# </details>
#
# <details><summary>Hint: backwards</summary>
#
# Make an array of shape (K, N, M) that is `dout` where piece k won, and 0 elsewhere. From
# there on it is K affine layers, whose `dx` add up.
# </details>


# %% nbgrader={"grade": false, "grade_id": "maxout_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def maxout_forward(x, w, b):
    """Return (the largest of K affine functions, cache)."""
    ### BEGIN SOLUTION
    pieces = x @ w + b[:, None, :]
    winner = pieces.argmax(axis=0)
    return pieces.max(axis=0), (x, w, winner)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-maxout_forward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Two units of three pieces: [1, 2], [2, 3] and [3, 1], then the biases.
x = np.array([[1.0, 2.0]])
w = np.array([[[1.0, 0], [0, 1]], [[0, 1], [1, 1]], [[1, 1], [1, 0]]])
b = np.array([[0.5, -3.0], [0.0, -6.0], [-0.5, -2.5]])
out, _ = run(maxout_forward, x, w, b, returns="out, cache")
expect(
    "out of maxout_forward",
    out,
    [[max(1.5, 2, 2.5), max(-1, -3, -1.5)]],
    hint="for each unit, the largest of its pieces, biases included",
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("maxout_forward")
cases = [
    tuple(rng.normal(size=shape) for shape in ((N, D), (K, D, M), (K, M)))
    for N, D, K, M in [(5, 4, 2, 3), (3, 3, 3, 3), (1, 2, 5, 4), (4, 2, 1, 2)]
]
agree(maxout_forward, key.maxout_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("maxout_forward takes the largest piece")


# %% nbgrader={"grade": false, "grade_id": "maxout_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def maxout_backward(dout, cache):
    """Return (dx, dw, db)."""
    ### BEGIN SOLUTION
    x, w, winner = cache
    won = np.arange(len(w))[:, None, None] == winner
    # the gradient goes to the piece that won: (K, N, M)
    d = won * dout
    dx = (d @ w.transpose(0, 2, 1)).sum(axis=0)
    return dx, x.T @ d, d.sum(axis=1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-maxout_backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# All three against numerical gradients of your own forward pass.
rng = np.random.default_rng(4)
x, w, b = rng.normal(size=(5, 4)), rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 2))
gradients(
    maxout_forward,
    maxout_backward,
    (x, w, b),
    names=("dx", "dw", "db"),
    shape=(5, 2),
    hint="only the piece that won gets a gradient, the whole of it",
    special={
        "there is one example": (x[:1], w, b),
        "there is one piece": (x, w[:1], b[:1]),
        "all pieces have the same weights": (x, np.stack([w[0]] * 3), b),
    },
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("maxout_backward")
alike(maxout_forward, key.maxout_forward, (x, w, b))
for N, D, K, M in [(6, 3, 2, 4), (3, 3, 3, 3), (4, 5, 1, 2)]:
    case = tuple(rng.normal(size=shape) for shape in ((N, D), (K, D, M), (K, M)))
    names = ("dx", "dw", "db")
    gradients(maxout_forward, maxout_backward, case, names=names)
### END HIDDEN TESTS
passed("maxout_backward is the gradient of maxout_forward")

# %% [markdown] topics=[5]
# ### Experiment: what can one maxout unit be?
#
# With the pieces x and 0 it is ReLU, with x and 0.01 x leaky ReLU, with x and -x the
# absolute value. With more pieces it comes near any function that curves upwards only. Take
# the tangents of $x^2$ at K places, and look how near.

# %%
predict(
    "activations-maxout",
    "One maxout unit stands in for $x^2$ between -1 and 1. You double the number of its "
    "pieces. By how much does its largest error shrink?",
    {"a": "By 2.", "b": "By 4.", "c": "By 8."},
    answer="",
)


# %% tags=["experiment"]
def tangents(pieces):
    """Return (w, b) of a maxout unit made of tangents of x squared."""
    # In the middle of K intervals of the same length: 2 p x - p^2
    p = (2 * np.arange(pieces) + 1) / pieces - 1
    return 2 * p.reshape(-1, 1, 1), -(p**2).reshape(-1, 1)


x = np.linspace(-1, 1, 801)
drawn = {"x squared": (x, x**2)}
error = {}
for pieces in (2, 4, 8, 16):
    out, _ = maxout_forward(x[:, None], *tangents(pieces))
    error[pieces] = np.abs(out[:, 0] - x**2).max()
    print(f"{pieces} pieces: largest error {error[pieces]:.5f}")
    if pieces <= 4:
        drawn[f"{pieces} pieces"] = (x, out[:, 0])
fig = plots.curves(drawn, xlabel="x", ylabel="output", title="One maxout unit")
plots.show(
    fig,
    alt="A parabola between -1 and 1, and below it two polygons that touch it: one of two "
    "straight pieces, one of four, which is much nearer.",
    takeaway="One maxout unit is a convex polygon. Its weights decide which.",
)

# %% tags=["experiment"]
outcome(
    "activations-maxout",
    "b",
    "The distance from a tangent grows with the square of the distance from where it "
    "touches, and twice the pieces halve that distance.",
)

# %% [markdown] topics=[6]
# ### Exercise: `glu_forward` (2 points) and `glu_backward` (3 points)
#
# A gated linear unit multiplies two affine functions, one of which has passed an activation:
#
# $$y = h(x W + b) \odot (x V + c)$$
#
# With $h$ the sigmoid it is GLU, with ReLU ReGLU, with GELU GEGLU, with SiLU SwiGLU. So the
# activation is an argument: `gate` is a pair of functions, forwards and backwards, such as
# `(sigmoid_forward, sigmoid_backward)`. Build on them, and on `affine_forward` and
# `affine_backward`. Return `(dx, dw, dv, db, dc)`, in this order.
#
# <details><summary>Hint: forwards</summary>
#
# `forward, backward = gate`. Keep in your cache what each of the three layers returned as
# its own cache, both factors, and `backward`.
# </details>
#
# <details><summary>Hint: backwards</summary>
#
# A product gate switches: each factor's gradient is `dout` times the other factor. `x` goes
# into both branches, so its two gradients add.
# </details>


# %% nbgrader={"grade": false, "grade_id": "glu_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def glu_forward(x, w, v, b, c, gate):
    """Return (gate(x w + b) * (x v + c), cache)."""
    ### BEGIN SOLUTION
    forward, backward = gate
    a, cache_w = affine_forward(x, w, b)
    h, cache_h = forward(a)
    u, cache_v = affine_forward(x, v, c)
    return h * u, (h, u, cache_w, cache_h, cache_v, backward)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-glu_forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# By hand, with the square as gate: x w + b = [3, 1] and x v + c = [5, -2].
def square(z):
    return z**2, z


x, b, c = np.array([[1.0, 2.0]]), np.array([2.0, -1.0]), np.array([1.0, 0.0])
w, v = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.0, -2.0], [2.0, 0.0]])
gate = (square, lambda dout, z: dout * 2 * z)
out, _ = run(glu_forward, x, w, v, b, c, gate, returns="out, cache")
expect(
    "out of glu_forward with the square as gate",
    out,
    [[3**2 * 5, 1**2 * -2]],
    hint="the gate acts on x w + b, and multiplies x v + c",
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("glu_forward")
gates = [gate, (key.tanh_forward, key.tanh_backward)]
for N, D, M in [(5, 4, 3), (3, 3, 3), (1, 2, 6)]:
    sizes = ((N, D), (D, M), (D, M), M, M)
    cases = [(*(rng.normal(size=s) for s in sizes), gate) for gate in gates]
    agree(glu_forward, key.glu_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("glu_forward multiplies a gate with a value")


# %% nbgrader={"grade": false, "grade_id": "glu_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def glu_backward(dout, cache):
    """Return (dx, dw, dv, db, dc)."""
    ### BEGIN SOLUTION
    h, u, cache_w, cache_h, cache_v, backward = cache
    # each factor gets dout times the other one
    da = backward(dout * u, cache_h)
    dx_w, dw, db = affine_backward(da, cache_w)
    dx_v, dv, dc = affine_backward(dout * h, cache_v)
    # x goes into both branches
    return dx_w + dx_v, dw, dv, db, dc
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-glu_backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# All five against numerical gradients of your own forward pass, the square as gate.
rng = np.random.default_rng(6)
gate = (lambda z: (z**2, z), lambda dout, z: dout * 2 * z)
x, w, v, b, c = (rng.normal(size=s) for s in ((3, 4), (4, 2), (4, 2), 2, 2))
gradients(
    glu_forward,
    glu_backward,
    (x, w, v, b, c),
    (gate,),
    names=("dx", "dw", "dv", "db", "dc"),
    shape=(3, 2),
    hint="each factor gets dout times the other one; x gets gradients from both",
    special={
        "there is no gate branch to x": (x, 0 * w, v, b, c),
        "there is no value branch to x": (x, w, 0 * v, b, c),
        "the value is 1": (x, w, 0 * v, b, 0 * c + 1),
    },
)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("activations"), hidden_rng("glu_backward")
alike(glu_forward, key.glu_forward, (x, w, v, b, c, gate))
for N, D, M in [(3, 3, 3), (4, 2, 3)]:
    case = tuple(rng.normal(size=s) for s in ((N, D), (D, M), (D, M), M, M))
    pair, names = (key.tanh_forward, key.tanh_backward), ("dx", "dw", "dv", "db", "dc")
    gradients(glu_forward, glu_backward, case, (pair,), names=names)
### END HIDDEN TESTS
passed("glu_backward is the gradient of glu_forward")

# %% [markdown] topics=[6]
# ### Experiment: what can a gate do that a rectifier cannot?
#
# Multiply. The task is $y = x_1 x_2$ for 200 points. A layer of 12 gated units has 84 weights
# in all with its output layer, one of 24 ReLUs 96. All take the same plain gradient steps.


# %% tags=["experiment"]
rng = np.random.default_rng(0)
points = rng.uniform(-2, 2, (200, 2))
product = points[:, :1] * points[:, 1:]


def fit(name, gate, hidden, *, steps=600, rate=0.05):
    """Return the mean squared error of each step."""
    rng = np.random.default_rng(1)
    w, v = rng.normal(size=(2, 2, hidden)) / np.sqrt(2)
    layer = [w, v, np.zeros(hidden), np.zeros(hidden)]
    top, errors = rng.normal(size=(hidden, 1)) / np.sqrt(hidden), []
    for _ in range(steps):
        if name == "ReLU":
            a, affine = affine_forward(points, layer[0], layer[2])
            h, cache = gate[0](a)
        else:
            h, cache = glu_forward(points, *layer, gate)
        off = h @ top - product
        errors.append((off**2).mean())
        d = 2 * off / len(points)
        if name == "ReLU":
            _, dw, db = affine_backward(gate[1](d @ top.T, cache), affine)
            moves = [dw, 0, db, 0]
        else:
            _, *moves = glu_backward(d @ top.T, cache)
        layer = [p - rate * move for p, move in zip(layer, moves, strict=True)]
        top = top - rate * h.T @ d
    return np.array(errors)


gates = {
    "ReLU": "relu",
    "GLU": "sigmoid",
    "ReGLU": "relu",
    "GEGLU": "gelu",
    "SwiGLU": "silu",
}
fits = {
    name: fit(name, ACTIVATIONS[gate], 24 if name == "ReLU" else 12)
    for name, gate in gates.items()
}
fig = plots.curves(
    fits,
    xlabel="step",
    ylabel="mean squared error",
    title="Learning to multiply two numbers",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot of the error over 600 steps. ReLU ends above 0.05. The four gated layers "
    "end ten and more times lower, SwiGLU lowest.",
    takeaway="Every gated layer learns the product many times better than as many weights "
    "with ReLU: a product is what it is made of.",
)

# %% [markdown]
# **Question: three relatives (1 point).** What does a gated linear unit become when its gate
# function is the identity, and $c = 0$, $V = W$, $b = 0$? And when are SiLU and a GLU
# the same function?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-gates", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# The square of an affine function, $(x W)^2$. A GLU with $V = W$ and $c = b$ is
# $\sigma(z) \odot z$ with $z = x W + b$: that is SiLU behind an affine layer. (1 point)

# %% [markdown] topics=[8]
# ## 6. Does ReLU train six times faster than tanh?
#
# So a well-known paper says of its net, in 2012, and lectures repeat it. Put it to the test:
# four hidden layers, our images, plain SGD. To be fair, each activation starts from weights
# that suit it, and gets the best of three learning rates. Measured is how many epochs it
# takes until the training loss is below 1.6.

# %%
predict(
    "activations-six",
    "How many epochs does tanh need, compared with ReLU?",
    {"a": "About 6 times as many.", "b": "About 2 times as many.", "c": "No more."},
    answer="",
)


# %% tags=["experiment"]
def loss_by_epoch(activation, weight_scale, lr, seed, epochs=6):
    """Return the mean training loss of each epoch."""
    net = FullyConnectedNet(
        [50] * 4, 768, weight_scale=weight_scale, activation=activation, seed=seed
    )
    solver = train(net, lr=lr, epochs=epochs, seed=seed)
    return np.array(
        [part.mean() for part in np.array_split(solver.loss_history, epochs)]
    )


def epochs_until(losses, level):
    """Return after how many epochs the loss passes a level, inf if it does not."""
    below = np.flatnonzero(losses < level)
    return int(below[0]) + 1 if len(below) else np.inf


# The suitable scale of the weights of 50 inputs: the notebook `init_statistics` derives it.
starts = {
    "relu": np.sqrt(2 / 50),
    "tanh": np.sqrt(1 / 50),
    "sigmoid": 4 * np.sqrt(1 / 50),
}
race, needed, best_rate = {}, {}, {}
for activation, weight_scale in starts.items():
    first = {
        lr: loss_by_epoch(activation, weight_scale, lr, seed=1)
        for lr in (0.2, 0.5, 1.0)
    }
    lr = best_rate[activation] = min(first, key=lambda rate: first[rate][-1])
    runs = [first[lr], loss_by_epoch(activation, weight_scale, lr, seed=2)]
    race[activation] = (np.mean(runs, axis=0), np.std(runs, axis=0))
    needed[activation] = [epochs_until(losses, 1.6) for losses in runs]
    print(
        f"{activation}: rate {lr}, epochs until 1.6 in two runs: {needed[activation]}"
    )
fig = plots.curves(
    {name: (np.arange(1, 7), *curve) for name, curve in race.items()},
    xlabel="epoch",
    ylabel="training loss",
    title="Each at its best rate; mean and spread of two runs",
)
plots.show(
    fig,
    alt="Training loss over six epochs. Tanh and ReLU fall together, tanh a little lower. "
    "The sigmoid stays far above both and does not reach 1.6.",
    takeaway="With weights that suit it and a rate of its own, tanh is no slower than ReLU "
    "on this task. The sigmoid is far behind both.",
)

# %% tags=["experiment"]
outcome(
    "activations-six",
    "c",
    "The factor of six was measured on one net, on other data, and without what is known "
    "today of initial weights. It is not a property of the two functions.",
)

# %% [markdown]
# **Question: a fair test (1 point).** Name two choices in this experiment that would make ReLU
# look better or worse if they were made otherwise, and say in which direction you expect
# each of them to act.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-faster", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Two of: the same weight scale for both (each scale suits one of them: too small or too large a
# scale is bad for the other); the same learning rate for both (it favours
# the one whose best rate it is); larger weights or unscaled inputs (tanh
# saturates, ReLU does not: better for ReLU); more layers (tanh loses gradient slowly, ReLU with the
# right scale does not: better for ReLU); time in place of epochs (ReLU may be cheaper).
# (1 point for two with a direction)

# %% [markdown]
# ## What your library can do now
#
# `FullyConnectedNet(..., activation="gelu")` trains with your functions; any name in
# `cs231n_utils.layers.by_name.ACTIVATIONS` will do, or `"prelu"`. `maxout_*` and `glu_*`
# are layers of their own.
#
# **For next time.** Close the notebook and answer from memory; then look.
#
# <details><summary>1. Why does a deep net of sigmoids lose its gradient even when no unit is
# saturated?</summary>The slope is at most 1/4, so each layer multiplies the gradient by 1/4
# or less, unless its weights are large.</details>
#
# <details><summary>2. What makes a ReLU die, and what brings it back?</summary>It is negative
# for all examples: the data lies on its wrong side from the start, or a step was too large.
# Nothing brings back a unit of the first layer; later ones may return when their inputs
# change.</details>
#
# <details><summary>3. Which activations are x times a gate of x?</summary>ReLU (a step), SiLU
# and Swish (the sigmoid), GELU (the normal distribution), hard-swish (a ramp).</details>
