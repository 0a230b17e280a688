# ---
# jupyter:
#   cs231n:
#     minutes: 210
#     released: true
#     title: Backpropagation
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
# # Backpropagation
#
# Training means: change every weight a little, so that the loss falls. For that you need
# the derivative of the loss with respect to every weight, and a network may have millions
# of them. Backpropagation gives you all of them at the cost of about one more pass through
# the network. In this notebook you build it, from single gates up to layers.
#
# **What you build.** Gates and graphs that run forwards and backwards; a numerical
# gradient that tells whether a derivative is right; affine and ReLU layers; the softmax
# loss; the overlap of two boxes with its gradient. At the end your library trains a net.
#
# **Time.** About three and a half hours; parts 1 to 3 make a good first evening.
# **Points.** 39 for code, 11 for written answers.
#
# **From the lectures.** Computational graphs and the patterns of their backward flow,
# forward/backward API, Jacobians, softmax with cross-entropy, intersection over union,
# gradient checks, the perceptron.
#
# **How it works.** This is the first notebook of the course. All of them go the same way.
#
# * **Exercise.** Replace `raise NotImplementedError` by your code and run the cell.
#   Leave the `def` line as it is. `@fill` puts your function into the library
#   `cs231n_utils`; from then on networks here and in later notebooks train with it.
# * **Check.** Run the cell below. It says `Passed`, or what differs and where to look.
#   Try as often as you like. When you hand in, further checks run that you do not see
#   here; they test the same contract on other inputs.
# * **Hint.** Closed until you click it. Try for some minutes without.
# * **Predict.** Put the letter of your guess between the quotes. Guesses are recorded and
#   never cost points. You remember what surprised you.
# * **Question.** Write your answer into the cell below it. A person reads it.
#
# To read a contract in full, run a cell with `help(affine_forward)`.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import numpy as np

from cs231n_utils import carry_over, exercise, fill, get_data, outcome, plots, predict
from cs231n_utils.checks import (
    agree,
    entries,
    expect,
    own_gradients,
    passed,
    run,
)
from cs231n_utils.classifiers.fc_net import TwoLayerNet
from cs231n_utils.gradient_check import check_backward
from cs231n_utils.graphs import GATES, Graph, gate_forward
from cs231n_utils.solver import Solver

carry_over("backprop")

# %% [markdown]
# ## 1. Gates and graphs
#
# Break a formula into its single steps, and each step is a **gate**: numbers go in, one
# number comes out. The lecture's first example, $f = (x + y)\,z$, has two:
#
# $$q = x + y \qquad f = q\,z$$
#
# Going **forwards** every gate computes its output. Going **backwards** every gate is told
# $dz$, short for $\partial f / \partial z$: how fast the final value $f$ changes with this
# gate's output $z$. It needs nothing else to pass on what its inputs must know. If
# $z = g(x, y)$, the chain rule says
#
# $$dx = \frac{\partial g}{\partial x}\, dz \qquad dy = \frac{\partial g}{\partial y}\, dz$$
#
# Local derivative times what arrives. A gate does not know which network it is part of.

# %%
predict(
    "backprop-max",
    "A max gate has the inputs 2 and -1, and 2.00 arrives from behind. "
    "What does it send to its inputs?",
    {
        "a": "2.00 to the first, 0 to the second.",
        "b": "1.00 to each.",
        "c": "4.00 to the first, -2.00 to the second.",
    },
    answer="",
)

# %% [markdown] topics=[1]
# ### Exercise: `gate_backward` (5 points)
#
# Write what each gate sends back. `inputs` are the values of the forward pass, `dz` is
# what arrives. Return a list with one number for each input, also where there is only one.
#
# | `gate` | output | `gate` | output |
# |---|---|---|---|
# | `"add"` | $x + y$ | `"neg"` | $-x$ |
# | `"mul"` | $x\,y$ | `"exp"` | $e^x$ |
# | `"max"` | $\max(x, y)$ | `"plus1"` | $x + 1$ |
# | `"sigmoid"` | $\sigma(x) = 1 / (1 + e^{-x})$ | `"inv"` | $1/x$ |
#
# `gate_forward(gate, inputs)` is given: it returns the output.
#
# <details><summary>Hint: max</summary>
#
# A tiny change of the smaller input changes nothing. A tiny change of the larger one
# changes the output as much.
# </details>
#
# <details><summary>Hint: sigmoid</summary>
#
# Differentiate $1/(1 + e^{-x})$, and write the result with $\sigma$ itself: you have its
# value from `gate_forward`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "gate_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def gate_backward(gate, inputs, dz):
    """Return what a gate sends back to each of its inputs."""
    ### BEGIN SOLUTION
    z = gate_forward(gate, inputs)
    if gate == "add":
        return [dz, dz]
    if gate == "mul":
        return [inputs[1] * dz, inputs[0] * dz]
    if gate == "max":
        return [dz, 0.0] if inputs[0] > inputs[1] else [0.0, dz]
    # The derivatives of -x, exp(x), x + 1, 1 / x and sigmoid(x), by their values z
    local = {"neg": -1, "exp": z, "plus1": 1, "inv": -(z**2), "sigmoid": z * (1 - z)}
    return [local[gate] * dz]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-gate_backward-binary", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Gates with two inputs, 3 and -4 or the other way round. From behind arrives dz = 5.
for gate, inputs, expected, hint in [
    ("add", (3.0, -4.0), [5, 5], "both inputs change the sum equally fast"),
    ("mul", (3.0, -4.0), [-20, 15], "how fast does x y change with x?"),
    ("max", (3.0, -4.0), [5, 0], "only the larger input counts"),
    ("max", (-4.0, 3.0), [0, 5], "only the larger input counts"),
]:
    got = run(gate_backward, gate, inputs, 5.0, returns="gradients")
    expect(f"gate_backward of {gate} of {inputs}", got, expected, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("gate_backward-binary")
for gate in ("add", "mul", "max"):
    cases = [(gate, tuple(rng.normal(size=2)), rng.normal()) for _ in range(6)]
    agree(gate_backward, key.gate_backward, cases, returns="gradients")
### END HIDDEN TESTS
passed("add, mul and max send the right gradients back")

# %% nbgrader={"grade": true, "grade_id": "test-gate_backward-unary", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Gates with one input. From behind arrives dz = 2.
for gate, x, expected in [
    ("neg", 5.0, -2),
    ("exp", np.log(3.0), 6),
    ("plus1", 5.0, 2),
    ("inv", 4.0, -1 / 8),
    ("sigmoid", np.log(3.0), 3 / 8),
]:
    got = run(gate_backward, gate, (x,), 2.0, returns="gradients")
    hint = "the derivative of the gate, times dz, in a list"
    expect(f"gate_backward of {gate}", got, [expected], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("gate_backward-unary")
for gate in ("neg", "exp", "plus1", "inv", "sigmoid"):
    cases = [(gate, (rng.normal() + 3,), rng.normal()) for _ in range(4)]
    agree(gate_backward, key.gate_backward, cases, returns="gradients")
### END HIDDEN TESTS
passed("the gates with one input send the right gradients back")

# %% tags=["experiment"]
for gate in ("add", "mul", "max"):
    print(f"{gate} of 2 and -1, 2.00 arrives:", gate_backward(gate, (2.0, -1.0), 2.0))
outcome(
    "backprop-max",
    "a",
    "Add hands the same gradient to both inputs, max routes it to the larger one, mul "
    "multiplies it by the other input. Those three patterns you can read off any graph.",
)

# %% [markdown] topics=[1, 2]
# ### Exercise: `graph_forward` (3 points) and `graph_backward` (5 points)
#
# A **graph** is a list of nodes `(name, gate, inputs)`. Each node stands after the nodes
# that it needs, and the last one is the value of the whole:
#
# ```
# [("q", "add", ("x", "y")), ("f", "mul", ("q", "z"))]
# ```
#
# `graph_forward(nodes, inputs)` gets the values of the inputs, such as
# `{"x": -2.0, "y": 5.0, "z": -4.0}`, and returns a new dict with the value of every input
# and every node.
#
# `graph_backward(nodes, values, back)` returns a dict with $\partial f / \partial n$ for
# every name $n$ in `values`, where $f$ is the last node. Start with
# $\partial f / \partial f = 1$ and walk the nodes from the last to the first.
# `back(gate, inputs, dz)` does the work of one gate. You will hand it your
# `gate_backward`; checks hand it gates of their own, so that one mistake costs once.
#
# **Branches add.** If a value goes into two gates, it changes $f$ on two ways, and the two
# gradients that come back are summed:
#
# $$\frac{\partial f}{\partial x} = \sum_k \frac{\partial f}{\partial y_k}
#   \frac{\partial y_k}{\partial x}$$
#
# <details><summary>Hint: where do the sums begin?</summary>
#
# Give every name in `values` the gradient 0, and the last node 1. Then only ever add.
# What $f$ does not depend on keeps its 0.
# </details>


# %% nbgrader={"grade": false, "grade_id": "graph_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def graph_forward(nodes, inputs):
    """Return the values of all inputs and nodes, by name."""
    ### BEGIN SOLUTION
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[name] = gate_forward(gate, [values[source] for source in sources])
    return values
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-graph_forward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The lecture's (x + y) z, and x^2 + exp(-x), in which x is used twice.
product = [("q", "add", ("x", "y")), ("f", "mul", ("q", "z"))]
start = {"x": -2.0, "y": 5.0, "z": -4.0}
got = run(graph_forward, product, start, returns="values")
what = "the dict of graph_forward for (x + y) z"
found = entries(what, got, ["q", "f", "x", "y", "z"])
hint = "q = x + y, then f = q z; the inputs are in the dict too"
expect(what, found, [3, -12, -2, 5, -4], hint=hint)
chain = [("m", "neg", ("x",)), ("e", "exp", ("m",)), ("s", "mul", ("x", "x"))]
chain += [("f", "add", ("s", "e"))]
got = run(graph_forward, chain, {"x": -np.log(3.0)}, returns="values")
what = "the dict of graph_forward for x^2 + exp(-x)"
found, square = entries(what, got, ["m", "e", "s", "f"]), np.log(3.0) ** 2
expect(what, found, [np.log(3.0), 3, square, square + 3], hint="node after node")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("graph_forward")
nodes = [("p", "mul", ("b", "a")), ("m", "max", ("p", "c")), ("q", "inv", ("b",))]
nodes += [("s", "sigmoid", ("m",)), ("t", "plus1", ("q",)), ("u", "add", ("t", "s"))]
for _ in range(4):
    given = {name: rng.normal() for name in "abcd"}
    right = key.graph_forward(nodes, given)
    got = run(graph_forward, nodes, given.copy(), returns="values")
    what = "the dict of graph_forward for a graph of six gates"
    expect(what, entries(what, got, list(right)), list(right.values()))
### END HIDDEN TESTS
passed("graph_forward computes every node")


# %% nbgrader={"grade": false, "grade_id": "graph_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def graph_backward(nodes, values, back):
    """Return the gradient of the last node with respect to every name in values."""
    ### BEGIN SOLUTION
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        arrived = back(gate, [values[source] for source in sources], gradients[name])
        # Branches add
        for source, gradient in zip(sources, arrived, strict=True):
            gradients[source] += gradient
    return gradients
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-graph_backward-chain", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The lecture's (x + y) z at -2, 5, -4. Two gates are enough here.
def back(gate, inputs, dz):
    return (dz, dz) if gate == "add" else (dz * inputs[1], dz * inputs[0])


product = [("q", "add", ("x", "y")), ("f", "mul", ("q", "z"))]
values = {"x": -2.0, "y": 5.0, "z": -4.0, "q": 3.0, "f": -12.0}
got = run(graph_backward, product, values, back, returns="gradients")
what = "the dict of graph_backward for (x + y) z"
found = entries(what, got, ["f", "q", "z", "x", "y"])
hint = "df/df = 1; then the last node first"
expect(what, found, [1, -4, 3, -4, -4], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("graph_backward-chain")
nodes = [("p", "mul", ("b", "a")), ("m", "max", ("p", "c")), ("n", "neg", ("m",))]
nodes += [("e", "exp", ("n",)), ("s", "add", ("e", "d")), ("t", "sigmoid", ("s",))]
for _ in range(4):
    values = key.graph_forward(nodes, {name: rng.normal() for name in "abcd"})
    right = key.graph_backward(nodes, values, key.gate_backward)
    got = run(graph_backward, nodes, values.copy(), key.gate_backward, returns="d")
    what = "the dict of graph_backward for a chain of six gates"
    expect(what, entries(what, got, list(right)), list(right.values()))
### END HIDDEN TESTS
passed("graph_backward goes back through a chain")


# %% nbgrader={"grade": true, "grade_id": "test-graph_backward-branches", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# f = 2x^2 + x at 3, as d = x + x, s = d x, f = s + x: x is used four times, u not at all.
def back(gate, inputs, dz):
    return (dz, dz) if gate == "add" else (dz * inputs[1], dz * inputs[0])


parabola = [
    ("d", "add", ("x", "x")),
    ("s", "mul", ("d", "x")),
    ("f", "add", ("s", "x")),
]
values = {"x": 3.0, "u": 5.0, "d": 6.0, "s": 18.0, "f": 21.0}
got = run(graph_backward, parabola, values, back, returns="gradients")
what = "df/dd and df/dx of graph_backward for f = 2x^2 + x"
hint = "d sends x 3 and 3 again, s sends 6, f sends 1"
expect(what, entries(what, got, ["d", "x"]), [3, 13], hint=hint)
what = "df/du of graph_backward, where f does not use u"
expect(what, *entries(what, got, ["u"]), 0, hint="a gradient of 0, not none at all")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("graph_backward-branches")
nodes = [("p", "mul", ("a", "b")), ("q", "add", ("p", "a")), ("r", "mul", ("q", "p"))]
nodes += [("w", "exp", ("b",)), ("s", "add", ("r", "q")), ("t", "mul", ("s", "s"))]
for _ in range(4):
    values = key.graph_forward(nodes, {name: rng.normal() for name in "abc"})
    right = key.graph_backward(nodes, values, key.gate_backward)
    got = run(graph_backward, nodes, values.copy(), key.gate_backward, returns="d")
    what = "the dict of graph_backward for a graph with branches"
    expect(what, entries(what, got, list(right)), list(right.values()))
### END HIDDEN TESTS
passed("graph_backward adds where branches meet")

# %% [markdown] topics=[1, 2]
# ### Experiment: the lecture's neuron
#
# The object `Graph` of your library keeps the values between the two passes. That is all
# that it adds: `forward` calls your `graph_forward`, `backward` your `graph_backward` with
# your `gate_backward`. Layers will have the same two passes, and a cache in place of the
# object. Here is a neuron with two inputs and a sigmoid, broken into its smallest gates:
#
# $$f = \frac{1}{1 + e^{-(w_0 x_0 + w_1 x_1 + w_2)}}$$

# %% tags=["experiment"]
neuron = Graph(
    [
        ("w0 x0", "mul", ("w0", "x0")),
        ("w1 x1", "mul", ("w1", "x1")),
        ("sum", "add", ("w0 x0", "w1 x1")),
        ("score", "add", ("sum", "w2")),
        ("minus", "neg", ("score",)),
        ("power", "exp", ("minus",)),
        ("below", "plus1", ("power",)),
        ("f", "inv", ("below",)),
    ]
)
neuron.forward(w0=2.0, x0=-1.0, w1=-3.0, x1=-2.0, w2=-3.0)
neuron.backward()
plots.show(
    neuron.draw(),
    alt="The graph of the neuron. Values forwards: -2 and 6 from the products, 4, 1, then "
    "-1, 0.37, 1.37 and 0.73. Gradients backwards: 1, -0.53, -0.53, -0.20, 0.20, and at the "
    "inputs w0 -0.20, x0 0.39, w1 -0.39, x1 -0.59, w2 0.20.",
    takeaway="Values run to the right, above the lines; gradients run to the left, below "
    "them. The four gates at the end turn 1.00 into 0.20 = 0.73 (1 - 0.73): together they "
    "are one sigmoid gate.",
)

# %% [markdown] topics=[1]
# ### Experiment: why not simply follow every path?
#
# The chain rule can also be read like this: for every path from the input to the output,
# multiply the local derivatives along it, and add the paths up. The answer is the same.

# %%
predict(
    "backprop-paths",
    "Sixteen add gates in a row, and each gets the one before it on both inputs. Backprop "
    "visits 16 gates. How many paths lead from the input to the output?",
    {"a": "32.", "b": "256.", "c": "65,536."},
    answer="",
)


# %% tags=["experiment"]
def tower(height):
    """Return a graph in which every gate adds its only input to itself."""
    names = ["x", *(f"n{i}" for i in range(1, height + 1))]
    return [(names[i], "add", (names[i - 1],) * 2) for i in range(1, height + 1)]


def sum_over_paths(nodes, name):
    """Return df/dx by the chain rule path by path, and the number of paths."""
    gate_of = {node: (gate, sources) for node, gate, sources in nodes}
    if name not in gate_of:
        return 1.0, 1
    found = [sum_over_paths(nodes, source) for source in gate_of[name][1]]
    return sum(slope for slope, _ in found), sum(count for _, count in found)


def visits(nodes):
    """Return df/dx by your backward pass, and how many gates it asks."""
    asked = []

    def back(gate, inputs, dz):
        asked.append(gate)
        return gate_backward(gate, inputs, dz)

    slopes = graph_backward(nodes, graph_forward(nodes, {"x": 1.0}), back)
    return slopes["x"], len(asked)


heights = np.arange(1, 17)
by_paths = [sum_over_paths(tower(n), f"n{n}") for n in heights]
by_backprop = [visits(tower(n)) for n in heights]
paths = np.array([count for _, count in by_paths])
asked = np.array([count for _, count in by_backprop])
fig = plots.curves(
    {"paths": (heights, paths), "gates that backprop visits": (heights, asked)},
    xlabel="gates in a row",
    ylabel="terms to compute",
    title="Two ways to the same derivative",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot over 1 to 16 gates. The number of paths doubles with each gate, up to "
    "65,536. Backprop visits as many gates as there are: 16.",
    takeaway="Both give the same derivative. Backprop adds up what arrives at a node before "
    "it goes on, so it never walks a way twice.",
)

# %% tags=["experiment"]
outcome(
    "backprop-paths",
    "c",
    "Every gate doubles the paths: 2 to the power of 16. Backprop is the chain rule "
    "together with the memory not to compute anything twice.",
)

# %% [markdown]
# **Question: the mul gate switches (1 point).** In $w x$ the gradient of $w$ is $x$ times
# what arrives. You multiply all pixels of your images by 1000 and leave everything else as
# it is. What happens to the gradients of the weights of the first layer, for the same
# arriving gradients, and what must you do with the learning rate?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-switch", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# They become 1000 times larger: the mul gate sends each input the value of the other. The
# learning rate has to come down by as much or more, or the steps are too large. That is
# one reason to scale the data first. (1 point)

# %% [markdown]
# ## 2. Is it right? The numerical gradient
#
# A wrong backward pass does not crash. The net even learns, only worse, and you look for
# the reason in the wrong place for days. So never trust a derivative before you have
# compared it with one that needs no calculus:
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h\,e_i) - f(x - h\,e_i)}{2h}$$
#
# where $e_i$ is 1 at entry $i$ and 0 elsewhere. This takes two evaluations of $f$ for every
# entry: for a net with a million weights, two million forward passes for one gradient.
# You check with it; you do not train with it.

# %%
predict(
    "backprop-step",
    "In float64, with about 16 digits, which step h makes the centred difference most "
    "accurate?",
    {
        "a": "The smallest that is not 0 next to x, near 1e-15.",
        "b": "About 1e-5.",
        "c": "About 1e-1.",
    },
    answer="",
)

# %% [markdown] topics=[2]
# ### Exercise: `numerical_gradient` (4 points)
#
# `f` takes an array and returns a number. Return the numerical gradient of `f` at `x`, an
# array of the shape of `x`, whatever that shape is. Every entry is moved by itself: put it
# back before you move the next one.
#
# <details><summary>Hint: all entries of any array</summary>
#
# `for index in np.ndindex(x.shape):` runs over all index tuples; `x[index]` is one entry.
# </details>


# %% nbgrader={"grade": false, "grade_id": "numerical_gradient", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("backprop")
def numerical_gradient(f, x, h=1e-5):
    """Return the gradient of f at x by centred differences with step h."""
    ### BEGIN SOLUTION
    gradient = np.zeros(x.shape)
    for entry in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[entry] = h
        # (f(x + h e) - f(x - h e)) / 2 h
        gradient[entry] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-numerical_gradient", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# x^3 at 2 with a step of 1: (27 - 1) / 2 = 13, although the derivative is 12.
def cube(x):
    return float((x**3).sum())


got = run(numerical_gradient, cube, np.array([2.0]), 1.0, returns="gradient")
hint = "f one step ahead less f one step behind, over two steps"
expect("numerical_gradient of x^3 at 2 with h = 1", got, [13], hint=hint)


# A parabola in one entry, a product of two others; the fourth does nothing.
def mixed(x):
    return float(x[0, 0] * x[0, 1] + x[1, 0] ** 2)


x = np.array([[1.0, 2.0], [3.0, 4.0]])
got = run(numerical_gradient, mixed, x, 0.5, returns="gradient")
hint = "one entry moves at a time, all others stay where they were"
expect("numerical_gradient of a b + c^2 with h = 0.5", got, [[2, 1], [6, 0]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("numerical_gradient")
for shape in [(5,), (2, 3), (2, 1, 2)]:
    a = rng.normal(size=shape)

    def waves(x, a=a):
        return float(np.sin(x + a).sum() * np.cos(x * a).sum())

    x = rng.normal(size=shape)
    case = (waves, x, 0.3)
    agree(numerical_gradient, key.numerical_gradient, [case], returns="gradient")
    got = run(numerical_gradient, waves, x, returns="gradient")
    right = np.cos(x + a) * np.cos(x * a).sum()
    right -= a * np.sin(x * a) * np.sin(x + a).sum()
    what = "numerical_gradient with the default step"
    expect(what, got, right, tolerance=1e-6, hint="h is 1e-5 if nothing else is said")
### END HIDDEN TESTS
passed("numerical_gradient moves each entry by itself")

# %% [markdown] topics=[2]
# ### Experiment: where the check lies, I. The step
#
# How far is the numerical gradient from the right one? Relative errors entry by entry
# explode wherever a gradient is nearly zero. The norms of the whole arrays are calmer:
#
# $$\text{error} = \frac{\lVert a - n \rVert}{\lVert a \rVert + \lVert n \rVert}$$
#
# with $a$ the analytic and $n$ the numerical gradient. Below $10^{-6}$ the checks of this
# course let a gradient pass. The function here is smooth, and its derivative is known to
# be right: $f = \sum \log(1 + e^{x_i})$, with the sigmoid as its derivative.


# %% tags=["experiment"]
def softplus(x):
    return np.log(1 + np.exp(x)).sum()


def softplus32(x):
    return softplus(x.astype(np.float32))


def one_sided(f, x, h):
    """Return the gradient by differences with a step ahead only."""
    centre, out = f(x), np.zeros_like(x)
    for i, e in enumerate(np.eye(len(x))):
        out[i] = (f(x + h * e) - centre) / h
    return out


def error(analytic, numerical):
    """Return ||a - n|| / (||a|| + ||n||)."""
    both = np.linalg.norm(analytic) + np.linalg.norm(numerical)
    return np.linalg.norm(analytic - numerical) / both


points = np.random.default_rng(231).normal(size=20)
sigmoid = 1 / (1 + np.exp(-points))
steps = np.logspace(-14, 0, 29)
step_error = {
    "ahead only": [error(sigmoid, one_sided(softplus, points, h)) for h in steps],
    "centred": [error(sigmoid, numerical_gradient(softplus, points, h)) for h in steps],
    "centred, float32": [
        error(sigmoid, numerical_gradient(softplus32, points, h)) for h in steps
    ],
}
fig = plots.curves(
    {name: (steps, np.array(errors)) for name, errors in step_error.items()},
    xlabel="step h",
    ylabel="error of a right gradient",
    title="A gradient that is right, checked with every step",
    logx=True,
    logy=True,
    marks={1e-5: "default h"},
)
plots.show(
    fig,
    alt="Log-log plot of three V shapes. Centred differences in float64 are best at a "
    "step of 3e-5, with an error of 2e-11. Differences ahead only are best at 1e-7, with "
    "3e-8. Centred in float32 is best at 0.03, with 2e-5, and useless below 1e-7.",
    takeaway="Too large a step bends the slope, too small a step drowns it in rounding. In "
    "float32 no step gets below 1e-5: a right gradient would fail. Check in float64.",
)

# %% tags=["experiment"]
best_step = {name: steps[np.argmin(errors)] for name, errors in step_error.items()}
for name, step in best_step.items():
    print(f"{name}: best step {step:.0e}, error {min(step_error[name]):.0e}")
outcome(
    "backprop-step",
    "b",
    "The formula errs by about h squared, rounding by about 1e-16 / h. Their sum is "
    "smallest near the cube root of 1e-16, within a factor of ten of 1e-5.",
)

# %% [markdown] topics=[2]
# ### Experiment: where the check lies, II. Kinks
#
# The max gate has a kink. Take $f = \max(x, 0)$. Its derivative is 0 on the left and 1 on
# the right. What does the numerical gradient say when the two probes stand on different
# sides?

# %% tags=["experiment"]
places = np.linspace(-3, 3, 121)
kink_slope = {
    f"measured, h = {h:g}": np.array(
        [
            numerical_gradient(lambda x: max(x[0], 0.0), np.array([x]), h)[0]
            for x in places
        ]
    )
    for h in (1.0, 0.25)
}
kink_slope["derivative"] = np.where(places > 0, 1.0, 0.0)
fig = plots.curves(
    {name: (places, slopes) for name, slopes in kink_slope.items()},
    xlabel="x",
    ylabel="slope of max(x, 0)",
    title="A kink, and steps too large for it",
    marks={-1: "-h", 0: "kink", 1: "+h"},
)
plots.show(
    fig,
    alt="The derivative jumps from 0 to 1 at x = 0. The slope measured with step 1 rises "
    "in a straight line from 0 at -1 to 1 at +1; the one with step 0.25 from -0.25 to 0.25.",
    takeaway="Within one step of the kink the check measures a slope between 0 and 1 that "
    "the function has nowhere. Outside it is exact.",
)

# %% tags=["experiment"]
units = np.random.default_rng(0).normal(size=1_000_000)
for h in (1e-2, 1e-5):
    near = (np.abs(units) < h).sum()
    print(f"of a million ReLU units N(0, 1), {near} lie within h = {h:g} of the kink")
print("The checks of this course look closer where a gradient disagrees, with smaller")
print("steps, and take no entry for wrong that has a kink between its probes.")

# %% [markdown]
# **Question: an alarm (2 points).** A friend checks a deep ReLU net with your function, all
# arrays in float32, `h = 1e-3`, on a batch of 500 images, and finds an error of
# $10^{-3}$. She is sure of her backward pass. Name two reasons why the check itself may be
# at fault, and for each what she should change.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-alarm", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# Rounding: the loss has about 7 digits in float32, and the difference of two losses that
# are nearly equal keeps few of them. Check in float64, with h near 1e-5. (1 point)
#
# Kinks: with a step of 1e-3 and many units on many images, many of them change sides
# between the two probes. A smaller step and fewer examples make that rare. (1 point)

# %% [markdown]
# ## 3. Vectors: layers
#
# A layer is a gate whose inputs and outputs are arrays. Its local derivative is the
# **Jacobian**, a matrix with an entry for each pair of an output and an input:
#
# $$J_{ki} = \frac{\partial z_k}{\partial x_i} \qquad dx = J^\top dz$$
#
# This sums over all ways from $x_i$ to the loss: branches add, once more.

# %%
predict(
    "backprop-jacobian",
    "A ReLU layer maps a batch of 100 examples with 4096 features to another. How large is "
    "its full Jacobian, in float64?",
    {"a": "3 megabytes.", "b": "134 megabytes.", "c": "More than a terabyte."},
    answer="",
)

# %% [markdown] topics=[2]
# ### Exercise: `squared_norm_gradients` (3 points)
#
# The lecture's vectorised example: $q = W x$ and $L = \lVert q \rVert^2 = \sum_k q_k^2$, with $W$
# of shape (K, D) and $x$ of shape (D,). Return `(loss, dW, dx)`. You need
#
# $$\frac{\partial q_k}{\partial W_{ij}} = \delta_{ki}\, x_j \qquad
#   \frac{\partial q_k}{\partial x_i} = W_{ki}$$
#
# Insert them into $dW_{ij} = \sum_k dq_k\, \partial q_k / \partial W_{ij}$, and nearly all
# terms of the sum vanish. What is left needs no Jacobian.
#
# <details><summary>Hint: shapes</summary>
#
# A gradient has the shape of what it belongs to. `dW` is (K, D), made from `dq` of shape
# (K,) and `x` of shape (D,): there is only one product that does this.
# </details>


# %% nbgrader={"grade": false, "grade_id": "squared_norm_gradients", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("backprop")
def squared_norm_gradients(W, x):
    """Return (loss, dW, dx) for the loss ||W x||^2."""
    ### BEGIN SOLUTION
    q = W @ x
    dq = 2 * q
    # dW_ij = dq_i x_j, dx_i = sum_k W_ki dq_k
    return q @ q, np.outer(dq, x), W.T @ dq
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-squared_norm_gradients", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# The lecture's numbers: W x = (0.22, 0.26).
W, x = np.array([[0.1, 0.5], [-0.3, 0.8]]), np.array([0.2, 0.4])
loss, *gradients = run(squared_norm_gradients, W, x, returns="loss, dW, dx")
expect("loss of squared_norm_gradients", loss, 0.22**2 + 0.26**2, hint="sum of squares")
hint = "row i, column j: dq_i times x_j, with dq = 2 q"
right = [[0.088, 0.176], [0.104, 0.208]]
expect("dW of squared_norm_gradients", gradients[0], right, hint=hint)
hint = "each x_i goes into every q_k, with the weight W_ki"
expect("dx of squared_norm_gradients", gradients[1], [-0.112, 0.636], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("squared_norm_gradients")
cases = [(rng.normal(size=(K, D)), rng.normal(size=D)) for K, D in [(3, 5), (4, 2)]]
agree(
    squared_norm_gradients,
    key.squared_norm_gradients,
    cases,
    returns="loss, dW, dx",
    compare=3,
)
### END HIDDEN TESTS
passed("squared_norm_gradients gives the lecture's numbers")

# %% [markdown] topics=[3]
# ### Exercise: `affine_forward` (2 points) and `affine_backward` (4 points)
#
# The workhorse of every network, for a batch of $N$ examples at once. $X$ has a row for
# each example:
#
# $$Y = X w + b \qquad X: (N, D) \quad w: (D, M) \quad b: (M,)$$
#
# Examples may come as images: `x` has shape $(N, d_1, \dots, d_k)$ and each example is
# flattened to $D = d_1 \cdots d_k$ numbers first. `affine_forward` returns `(out, cache)`.
# The **cache** is yours: put in whatever your backward pass will want. `affine_backward`
# gets `dout` of shape (N, M) and your cache, and returns `(dx, dw, db)`, each with the
# shape of what it belongs to.
#
# <details><summary>Hint: flatten</summary>
#
# `x.reshape(len(x), -1)` makes rows: -1 stands for "as many as there are".
# </details>
#
# <details><summary>Hint: backwards, by shapes</summary>
#
# `dw` must be (D, M), from rows of shape (N, D) and `dout` of shape (N, M). The sum over
# the batch is inside that product. `b` is added to every row, so it branches N times.
# </details>


# %% nbgrader={"grade": false, "grade_id": "affine_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def affine_forward(x, w, b):
    """Return (x w + b, cache), with every example of x flattened to a row."""
    ### BEGIN SOLUTION
    rows = x.reshape(len(x), -1)
    return rows @ w + b, (x, w)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-affine_forward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two examples of 2 x 2: the rows 1 2 3 4 and 5 6 7 8.
x = np.arange(1.0, 9).reshape(2, 2, 2)
w = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 2.0]])
b = np.array([-100.0, 1000.0])
out, _ = run(affine_forward, x, w, b, returns="out, cache")
hint = "one row for each example; rows times w, plus b"
expect("out of affine_forward", out, [[-96, 1010], [-88, 1022]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("affine_forward")
cases = [
    (
        rng.normal(size=(N, *dims)),
        rng.normal(size=(int(np.prod(dims)), M)),
        rng.normal(size=M),
    )
    for N, dims, M in [(3, (4,), 5), (1, (2, 3), 2), (4, (2, 2, 3), 1), (5, (5,), 5)]
]
agree(affine_forward, key.affine_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("affine_forward computes x w + b for a batch")


# %% nbgrader={"grade": false, "grade_id": "affine_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def affine_backward(dout, cache):
    """Return (dx, dw, db)."""
    ### BEGIN SOLUTION
    x, w = cache
    rows = x.reshape(len(x), -1)
    return (dout @ w.T).reshape(x.shape), rows.T @ dout, dout.sum(axis=0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-affine_backward-parameters", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The same two examples, with the rows 1 2 3 4 and 5 6 7 8; dout is (1, 2) and (3, 5).
x, w = np.arange(1.0, 9).reshape(2, 2, 2), np.arange(8.0).reshape(4, 2)
_, cache = run(affine_forward, x, w, np.zeros(2), returns="out, cache")
dout = np.array([[1.0, 2.0], [3.0, 5.0]])
_, dw, db = run(affine_backward, dout, cache, returns="dx, dw, db")
expect("db of affine_backward", db, [4, 7], hint="b goes into every row of out")
hint = "entry (i, j): the sum over examples of x_i times dout_j"
right = [[16, 27], [20, 34], [24, 41], [28, 48]]
expect("dw of affine_backward", dw, right, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("affine_backward-parameters")
for N, dims, M in [(3, (4,), 5), (1, (2, 3), 2), (4, (4,), 4)]:
    D = int(np.prod(dims))
    case = (rng.normal(size=(N, *dims)), rng.normal(size=(D, M)), rng.normal(size=M))
    dout = rng.normal(size=(N, M))
    _, cache = run(affine_forward, *case, returns="out, cache")
    _, dw, db = run(affine_backward, dout, cache, returns="dx, dw, db")
    _, right, sums = key.affine_backward(dout, key.affine_forward(*case)[1])
    expect(f"dw of affine_backward for x of shape {(N, *dims)}", dw, right)
    expect(f"db of affine_backward for dout of shape {(N, M)}", db, sums)
### END HIDDEN TESTS
passed("dw and db of affine_backward")

# %% nbgrader={"grade": true, "grade_id": "test-affine_backward-dx", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# dx has the shape of x, here (2, 2, 2).
x, b = np.arange(1.0, 9).reshape(2, 2, 2), np.zeros(2)
w = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 2.0]])
_, cache = run(affine_forward, x, w, b, returns="out, cache")
dout = np.array([[1.0, 2.0], [3.0, 5.0]])
dx, _, _ = run(affine_backward, dout, cache, returns="dx, dw, db")
right = [[[1, 2], [1, 4]], [[3, 5], [3, 10]]]
hint = "x_i goes into every out_j, with the weight w_ij"
expect("dx of affine_backward", dx, right, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("affine_backward-dx")
for N, dims, M in [(3, (4,), 5), (1, (2, 3), 2), (4, (4,), 4)]:
    D = int(np.prod(dims))
    case = (rng.normal(size=(N, *dims)), rng.normal(size=(D, M)), rng.normal(size=M))
    dout = rng.normal(size=(N, M))
    _, cache = run(affine_forward, *case, returns="out, cache")
    dx, _, _ = run(affine_backward, dout, cache, returns="dx, dw, db")
    right, _, _ = key.affine_backward(dout, key.affine_forward(*case)[1])
    expect(f"dx of affine_backward for x of shape {(N, *dims)}", dx, right)
### END HIDDEN TESTS
passed("dx of affine_backward")

# %% [markdown]
# ### Exercise: `relu_forward` (1 point) and `relu_backward` (2 points)
#
# The rectifier $\max(0, x)$, entry by entry, for arrays of any shape. It is a max gate
# whose second input is 0: a router with one way out. What is its gradient at exactly 0?
# There is none; take 0 or 1, checks stay away from it.


# %% nbgrader={"grade": false, "grade_id": "relu_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def relu_forward(x):
    """Return (max(0, x), cache)."""
    ### BEGIN SOLUTION
    return np.maximum(0, x), x
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-relu_forward", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# What is negative becomes 0, what is positive stays.
x = np.array([[-1.0, 2.0, 0.5], [3.0, -4.0, 7.0]])
out, _ = run(relu_forward, x, returns="out, cache")
hint = "entry by entry: x where it is positive, else 0"
expect("out of relu_forward", out, [[0, 2, 0.5], [3, 0, 7]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("relu_forward")
cases = [(rng.normal(size=shape),) for shape in [(5,), (4, 6), (2, 3, 2, 2)]]
agree(relu_forward, key.relu_forward, cases, returns="out, cache")
### END HIDDEN TESTS
passed("relu_forward cuts off what is negative")


# %% nbgrader={"grade": false, "grade_id": "relu_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def relu_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    return dout * (cache > 0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-relu_backward", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Where x was positive, dout passes; where it was negative, nothing does.
x = np.array([[-1.0, 2.0, 0.5], [3.0, -4.0, 7.0]])
_, cache = run(relu_forward, x, returns="out, cache")
dout = np.array([[5.0, -6.0, 7.0], [8.0, 9.0, -3.0]])
dx = run(relu_backward, dout, cache, returns="dx")
hint = "a max gate routes dout to the larger input, unchanged"
expect("dx of relu_backward", dx, [[0, -6, 7], [8, 0, -3]], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("relu_backward")
for shape in [(5,), (4, 6), (2, 3, 2, 2)]:
    x, dout = rng.normal(size=shape), rng.normal(size=shape)
    _, cache = run(relu_forward, x, returns="out, cache")
    dx = run(relu_backward, dout, cache, returns="dx")
    what = f"dx of relu_backward for x of shape {shape}"
    expect(what, dx, key.relu_backward(dout, x))
### END HIDDEN TESTS
passed("relu_backward lets the gradient through where x was positive")

# %% [markdown] topics=[2]
# ### Experiment: the matrix that nobody writes down
#
# Your `relu_backward` multiplies by the Jacobian without having one. Is it the same?

# %% tags=["experiment"]
rng = np.random.default_rng(1)
x, dout = rng.normal(size=256), rng.normal(size=256)
out, cache = relu_forward(x)
jacobian = (
    np.stack([relu_forward(x + 1e-6 * e)[0] - out for e in np.eye(256)], 1) / 1e-6
)
same = np.abs(jacobian.T @ dout - relu_backward(dout, cache)).max()
print(f"largest difference between J^T dout and your dx: {same:.0e}")
print(f"entries of J that are not 0: {np.mean(jacobian > 0.5):.1%}")
widths = 2 ** np.arange(4, 13)
bytes_of = {
    "Jacobian, 100 examples": 8.0 * (100 * widths) ** 2,
    "Jacobian, one example": 8.0 * widths**2,
    "dx, 100 examples": 8.0 * 100 * widths,
}
assert jacobian.nbytes == bytes_of["Jacobian, one example"][widths == 256]
fig = plots.curves(
    {name: (widths, sizes) for name, sizes in bytes_of.items()},
    xlabel="features",
    ylabel="bytes in float64",
    title="A ReLU layer, backwards",
    logx=True,
    logy=True,
    marks={4096: "4096"},
)
plots.show(
    fig,
    alt="Log-log plot over 16 to 4096 features. At 4096 the Jacobian of a batch of 100 has "
    "1.3e12 bytes, that of one example 1.3e8, and dx of the batch 3.3e6.",
    takeaway="At 4096 features the full Jacobian of a batch of 100 takes 1.3 terabytes, and "
    "the gradient that it would give takes 3 megabytes. Backward passes multiply by "
    "Jacobians without ever forming them.",
)

# %% tags=["experiment"]
outcome(
    "backprop-jacobian",
    "c",
    "409,600 outputs times 409,600 inputs, 8 bytes each. All but the diagonal is zero, "
    "because each output depends on one input.",
)

# %% [markdown]
# **Question: dw from the indices (2 points).** For $Y_{nm} = \sum_d X_{nd} w_{dm} + b_m$
# write $\partial Y_{nm} / \partial w_{ij}$, insert it into
# $dw_{ij} = \sum_{n,m} dY_{nm}\, \partial Y_{nm} / \partial w_{ij}$, and show that
# $dw = X^\top dY$. Do the same for $db$. Where does the sum over the batch come from?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-affine", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# $\partial Y_{nm} / \partial w_{ij} = X_{ni}\, \delta_{mj}$, so
# $dw_{ij} = \sum_n X_{ni}\, dY_{nj} = (X^\top dY)_{ij}$. (1 point)
#
# $\partial Y_{nm} / \partial b_j = \delta_{mj}$, so $db_j = \sum_n dY_{nj}$. Every example
# uses the same $w$ and $b$: they branch into all rows, and where branches meet, gradients
# add. (1 point)

# %% [markdown]
# ## 4. The loss: softmax and cross-entropy
#
# The last layer gives each example a score for each class. **Softmax** turns the scores
# $o$ into probabilities, and **cross-entropy** looks at the one of the right class $y$:
#
# $$p_j = \frac{e^{o_j}}{\sum_k e^{o_k}} \qquad L_n = -\log p_y \qquad
#   L = \frac1N \sum_n L_n$$
#
# Through the whole of it, the gradient is as simple as one could wish. You derive it below.

# %%
predict(
    "backprop-start",
    "A net with ten classes starts with tiny random weights, so that all scores are nearly "
    "0. What is its loss before the first step?",
    {"a": "0.", "b": "0.1.", "c": "2.3.", "d": "10."},
    answer="",
)

# %% [markdown]
# **Question: the derivation (3 points).** One example, with $q_l = 1$ for the right class
# and 0 for the others, and $L = -\sum_l q_l \log p_l$.
#
# 1. Show that $\partial p_l / \partial o_i = p_l\,(\delta_{li} - p_i)$.
# 2. Insert it into $\partial L / \partial o_i = \sum_l \frac{\partial L}{\partial p_l}
#    \frac{\partial p_l}{\partial o_i}$.
# 3. Use $\sum_l q_l = 1$. What is the sum of the gradient over the classes, and why?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-softmax", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# **Step 1.** With $S = \sum_k e^{o_k}$ the quotient rule gives $\partial p_l / \partial o_i =
# \delta_{li}\, e^{o_l}/S - e^{o_l} e^{o_i} / S^2 = p_l (\delta_{li} - p_i)$. (1 point)
#
# **Step 2.** $\partial L / \partial p_l = -q_l / p_l$, so $\partial L / \partial o_i =
# -\sum_l q_l (\delta_{li} - p_i) = -q_i + p_i \sum_l q_l$. (1 point)
#
# **Step 3.** That is $p_i - q_i$. Its sum is $1 - 1 = 0$: adding the same number to all
# scores changes no probability, so the loss has no slope in that direction. (1 point)

# %% [markdown] topics=[3]
# ### Exercise: `softmax_loss` (5 points)
#
# `x` holds scores of shape (N, C), `y` the labels, integers of shape (N,). Return
# `(loss, dx)`: the mean loss, a number, and its gradient of shape (N, C). The mean is part
# of the loss, so it is part of the gradient.
#
# $e^{1000}$ is infinite for a computer. But the same number added to all scores of an
# example changes no probability. Choose it so that no exponential can overflow.
#
# <details><summary>Hint: which number?</summary>
#
# Subtract the largest score of each example: `x.max(axis=1, keepdims=True)` has shape
# (N, 1). Then the largest exponential is 1.
# </details>
#
# <details><summary>Hint: the entry of the right class in every row</summary>
#
# `p[np.arange(N), y]` picks `p[0, y[0]]`, `p[1, y[1]]`, ... and can also be assigned to.
# </details>


# %% nbgrader={"grade": false, "grade_id": "softmax_loss", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def softmax_loss(x, y):
    """Return (mean cross-entropy, dx)."""
    ### BEGIN SOLUTION
    N = len(x)
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(N), y].mean()
    dx = np.exp(log_p)
    dx[np.arange(N), y] -= 1
    return loss, dx / N
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-softmax_loss-loss", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Scores whose probabilities come out even: 1/4 1/2 1/4 and 3/8 1/8 1/2.
x, y = np.log([[1.0, 2.0, 1.0], [3.0, 1.0, 4.0]]), np.array([1, 0])
right = (np.log(2) + np.log(8 / 3)) / 2
loss, _ = run(softmax_loss, x, y, returns="loss, dx")
hint = "minus the log of the right class's probability, mean over the examples"
expect("loss of softmax_loss", loss, right, hint=hint)
for shift in (1000.0, -1000.0):
    far, _ = run(softmax_loss, x + shift, y, returns="loss, dx")
    what = f"loss of softmax_loss for scores shifted by {shift:g}"
    expect(what, far, right, hint="subtract the largest score of each example first")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("softmax_loss-loss")
cases = [
    (s * rng.normal(size=(N, C)), rng.integers(0, C, N))
    for N, C, s in [(1, 4, 1), (6, 3, 5), (3, 3, 1e-3), (7, 10, 2)]
]
rows = 2000.0 * np.arange(-1, 2)[:, None]
cases.append((rng.normal(size=(3, 5)) + rows, rng.integers(0, 5, 3)))
cases.append((2000.0 * np.eye(4), np.arange(4)))  # far apart within an example
agree(softmax_loss, key.softmax_loss, cases, returns="loss, dx")
### END HIDDEN TESTS
passed("softmax_loss is the mean cross-entropy, whatever is added to the scores")

# %% nbgrader={"grade": true, "grade_id": "test-softmax_loss-dx", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# dx against numerical gradients of your own loss.
rng = np.random.default_rng(0)
x, y = rng.normal(size=(4, 3)), np.array([2, 0, 1, 2])
hint = "the probabilities, less 1 at the right class, divided by N"
own_gradients(softmax_loss, (x,), (y,), names=("loss", "dx"), hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("softmax_loss-dx")
names, like = ("loss", "dx"), key.softmax_loss
own_gradients(softmax_loss, (x,), (y,), names=names, hint=hint, like=like)
for N, C in [(1, 5), (3, 3), (6, 2)]:
    x, y = rng.normal(size=(N, C)), rng.integers(0, C, N)
    own_gradients(softmax_loss, (x,), (y,), names=names, hint=hint)
### END HIDDEN TESTS
passed("dx is the gradient of softmax_loss")

# %% [markdown] topics=[3]
# ### Experiment: your first net
#
# affine, ReLU, affine, softmax: `TwoLayerNet` chains your functions, forwards and then
# backwards, and `Solver` takes the steps. First a gradient check of the chain, then
# training on 2000 images of ten classes.


# %% tags=["experiment"]
def shrink(images):
    """Return images of 16 x 16 pixels as rows."""
    return images.reshape(-1, 3, 16, 2, 16, 2).mean(axis=(3, 5)).reshape(-1, 768)


def chain_forward(x, w1, b1, w2, b2, y):
    """Return the loss of two layers, and the caches of all gates."""
    a, cache1 = affine_forward(x, w1, b1)
    h, cache2 = relu_forward(a)
    scores, cache3 = affine_forward(h, w2, b2)
    loss, dscores = softmax_loss(scores, y)
    return loss, (cache1, cache2, cache3, dscores)


def chain_backward(dout, cache):
    """Return the gradients of all inputs: the same gates in reverse order."""
    cache1, cache2, cache3, dscores = cache
    dh, dw2, db2 = affine_backward(dout * dscores, cache3)
    dx, dw1, db1 = affine_backward(relu_backward(dh, cache2), cache1)
    return dx, dw1, db1, dw2, db2


rng = np.random.default_rng(5)
shapes = [(6, 5), (5, 7), (7,), (7, 4), (4,)]
inputs = [rng.normal(size=shape) for shape in shapes]
report = check_backward(
    chain_forward, chain_backward, inputs, args=(rng.integers(0, 4, 6),)
)
print(report)

# %% tags=["experiment"]
full = get_data("toybox", num_train=2000, num_val=500)
data = {
    "X_train": shrink(full["X_train"]),
    "y_train": full["y_train"],
    "X_val": shrink(full["X_val"]),
    "y_val": full["y_val"],
}
mean, std = data["X_train"].mean(axis=0), data["X_train"].std()
for part in ("X_train", "X_val"):
    data[part] = (data[part] - mean) / std
net = TwoLayerNet(768, 50, weight_scale=1e-3, seed=0)
solver = Solver(
    net,
    data,
    optim_config={"learning_rate": 0.1},
    batch_size=100,
    num_epochs=15,
    verbose=False,
)
solver.train()
losses = np.array(solver.loss_history)
print(f"first loss {losses[0]:.4f}, ln 10 = {np.log(10):.4f}")
print(f"accuracy on images that it never saw: {solver.best_val_acc:.2f}")
fig = plots.curves(
    {"loss": losses, "ln 10": np.full(len(losses), np.log(10))},
    xlabel="step",
    ylabel="loss of the batch",
    title="Affine, ReLU, affine, softmax: all yours",
)
plots.show(
    fig,
    alt="The loss over 300 steps starts on the line ln 10 = 2.30, stays there for about "
    "20 steps, and falls below 1.5.",
    takeaway="The loss starts at ln 10, because ten classes of equal scores have "
    "probability 1/10 each. Then it falls: the gradients are right.",
)

# %% tags=["experiment"]
outcome(
    "backprop-start",
    "c",
    "Equal scores give each class the probability 1/10, and -ln(1/10) = 2.3026. If a new "
    "net starts elsewhere, look for the mistake before you train.",
)

# %% [markdown]
# ## 5. Max and min at work: intersection over union
#
# A detector draws a box around an object. How good is the box? The usual measure is the
# **intersection over union** with the true box: the area that both cover, divided by the
# area that at least one covers. It is 1 for a perfect box and 0 for one that misses.
#
# $$\mathrm{IoU} = \frac{I}{U} \qquad U = A + B - I$$
#
# A box is `(x1, y1, x2, y2)`, with `x1 < x2` and `y1 < y2`. The intersection spans from the
# larger of the two left edges to the smaller of the two right edges, or is empty:
#
# $$I = s_x\, s_y \qquad
#   s_x = \max\bigl(0,\; \min(x_2, X_2) - \max(x_1, X_1)\bigr)$$
#
# and $s_y$ alike. Gates that you know: max routes, min routes, mul switches, branches add.

# %%
predict(
    "backprop-iou",
    "You improve a box by following the gradient of the IoU. It starts far from the true "
    "box, without touching it. What happens?",
    {
        "a": "It moves towards the true box, slowly at first.",
        "b": "It grows until it touches the true box.",
        "c": "Nothing: it stays where it is.",
    },
    answer="",
)

# %% [markdown] topics=[3]
# ### Exercise: `box_iou` (5 points)
#
# Return `(iou, dbox)`: the IoU of two boxes, and its gradient with respect to the first
# box, of shape (4,). The value is worth 2 points and the gradient 3.
#
# <details><summary>Hint: the gate I / U</summary>
#
# $I$ goes into the numerator and into $U$. So it branches:
# $dI = \frac1U + \frac{I}{U^2}$, while the box's own area $A$ gets $dA = -\frac{I}{U^2}$.
# </details>
#
# <details><summary>Hint: the edges</summary>
#
# $x_2$ is used twice: in $A = (x_2 - x_1)(y_2 - y_1)$ always, and in $s_x$ only where it is
# the smaller one and the boxes overlap.
# </details>


# %% nbgrader={"grade": false, "grade_id": "box_iou", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("backprop")
def box_iou(box, target):
    """Return (iou, dbox) of two boxes (x1, y1, x2, y2)."""
    ### BEGIN SOLUTION
    overlap = np.minimum(box[2:], target[2:]) - np.maximum(box[:2], target[:2])
    side = np.maximum(0, overlap)
    mine, theirs = box[2:] - box[:2], target[2:] - target[:2]
    both = side.prod()
    either = mine.prod() + theirs.prod() - both
    # dI = 1 / U + I / U^2 and dA = -I / U^2; mul switches
    dside = (1 / either + both / either**2) * side[::-1] * (overlap > 0)
    dmine = -both / either**2 * mine[::-1]
    # max and min route
    dlow = -dside * (box[:2] > target[:2]) - dmine
    dhigh = dside * (box[2:] < target[2:]) + dmine
    return both / either, np.concatenate([dlow, dhigh])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-box_iou-value", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Boxes whose areas you can count.
box = np.array([0.0, 0.0, 4.0, 2.0])
for name, target, right in [
    ("(0, 0, 4, 2) and (2, 1, 9, 4)", [2.0, 1.0, 9.0, 4.0], 2 / 27),
    ("(0, 0, 4, 2) and (1, 0, 2, 1)", [1.0, 0.0, 2.0, 1.0], 1 / 8),
    ("(0, 0, 4, 2) and (5, 0, 6, 2)", [5.0, 0.0, 6.0, 2.0], 0),
    ("(0, 0, 4, 2) and (5, 3, 8, 5)", [5.0, 3.0, 8.0, 5.0], 0),
]:
    iou, _ = run(box_iou, box, np.array(target), returns="iou, dbox")
    expect(
        f"iou of box_iou for {name}", iou, right, hint="I / (A + B - I), I not below 0"
    )
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("box_iou-value")
cases = []
for _ in range(12):
    low, size = rng.uniform(-3, 3, (2, 2)), rng.uniform(1, 4, (2, 2))
    cases.append(np.hstack([low, low + size]))
agree(box_iou, key.box_iou, cases, returns="iou, dbox")
### END HIDDEN TESTS
passed("box_iou measures the overlap of two boxes")

# %% nbgrader={"grade": true, "grade_id": "test-box_iou-gradient", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# dbox against numerical gradients of your own iou: beside each other, one in the other,
# crossing, and apart.
box, names = np.array([0.0, 0.0, 4.0, 2.0]), ("iou", "dbox")
hint = "the edge in use gets a gradient from I; every edge gets one from the box's area"
for target in [[2.0, 1.0, 6.0, 3.0], [-3.0, -1.0, 1.5, 1.0]]:
    own_gradients(box_iou, (box,), (np.array(target),), names=names, hint=hint)
for target in [[1.0, 0.5, 2.0, 1.0], [-1.0, -2.0, 5.0, 3.0], [1.0, -1.0, 3.0, 5.0]]:
    own_gradients(box_iou, (box,), (np.array(target),), names=names, hint=hint)
hint = "boxes that do not touch: no small move changes the iou"
own_gradients(box_iou, (box,), (box + 7.0,), names=names, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("backprop"), hidden_rng("box_iou-gradient")
target = np.array([-1.0, -0.5, 1.0, 3.0])
own_gradients(box_iou, (box,), (target,), names=names, like=key.box_iou)
for _ in range(4):
    low, size = rng.uniform(-1, 1, (2, 2)), rng.uniform(2.5, 4, (2, 2))
    box, target = np.hstack([low, low + size])
    own_gradients(box_iou, (box,), (target,), names=names)
box = rng.uniform(0, 1, 4) + [0, 0, 2, 2]
own_gradients(box_iou, (box,), (box + [4, 0, 4, 0],), names=names, hint=hint)
### END HIDDEN TESTS
passed("dbox is the gradient of box_iou")

# %% [markdown] topics=[3]
# ### Experiment: follow the overlap
#
# Three boxes climb the gradient of their IoU with the same true box.

# %% tags=["experiment"]
truth = np.array([4.0, 4.0, 8.0, 8.0])
starts = {
    "overlaps a little": np.array([1.0, 2.0, 5.0, 6.0]),
    "lies inside": np.array([5.5, 5.5, 6.5, 7.0]),
    "does not touch": np.array([0.0, 0.0, 3.0, 3.0]),
}


def climb(box, steps=300, rate=0.2):
    """Return the IoU before each step up the gradient."""
    history = []
    for _ in range(steps):
        iou, dbox = box_iou(box, truth)
        history.append(iou)
        box = box + rate * dbox
    return np.array(history)


climbs = {name: climb(box) for name, box in starts.items()}
fig = plots.curves(
    climbs,
    xlabel="step",
    ylabel="intersection over union",
    title="Boxes that follow the gradient of their IoU",
)
plots.show(
    fig,
    alt="IoU over 300 steps. The box that lies inside climbs from 0.09 to above 0.9 in 60 "
    "steps, and then jitters. The one that overlaps a little starts at 0.07 and takes 240 "
    "steps. The box that does not touch stays at 0.",
    takeaway="Where boxes touch, the gradient leads to an IoU above 0.9. There it jitters: "
    "the top is a kink, where the gradient turns round but does not fade. A box that does "
    "not touch gets a gradient of exactly zero, and never starts.",
)

# %% tags=["experiment"]
outcome(
    "backprop-iou",
    "c",
    "The max with 0 routes the gradient into the constant. Detectors add a term that also "
    "measures distance, or regress the edges first.",
)

# %% [markdown]
# **Question: the IoU of masks (2 points).** For segmentation the two areas are sets of
# pixels. Let $Y_v \in \{0, 1\}$ be the truth at pixel $v$ and $X_v \in [0, 1]$ your
# prediction, and take $I = \sum_v X_v Y_v$ and $U = \sum_v (X_v + Y_v - X_v Y_v)$. Derive
# $\partial (I/U) / \partial X_v$ for a pixel with $Y_v = 1$ and for one with $Y_v = 0$. What
# does each say about which way the prediction should move?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-masks", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# $\partial I / \partial X_v = Y_v$ and $\partial U / \partial X_v = 1 - Y_v$, so by the
# quotient rule the derivative is $\left(U\, Y_v - I\,(1 - Y_v)\right) / U^2$. (1 point)
#
# That is $1/U$ where $Y_v = 1$: more there is always better. It is $-I/U^2$ where
# $Y_v = 0$: less there is better, and all the more so the better the overlap is. (1 point)

# %% [markdown] topics=[33]
# ## 6. History: the perceptron
#
# Around 1957 Frank Rosenblatt built a machine that learnt: 20 x 20 photocells looked at a
# letter, motors turned the knobs that were its weights. Its unit is a step,
# $y = 1$ if $w \cdot x + b > 0$ and else 0, and its update rule needs no derivative:
#
# $$w \leftarrow w + (t - y)\, x \qquad b \leftarrow b + (t - y)$$
#
# where $t$ is the right answer, 0 or 1. Where it is right, nothing changes. Where it is
# wrong, the weights move towards $x$ or away from it. If a straight line can separate the
# two classes, the rule is sure to find one.

# %%
predict(
    "backprop-xor",
    "The perceptron learns to tell whether exactly one of two inputs is on (XOR), from all "
    "four examples. How many passes over them does it need?",
    {
        "a": "About 4.",
        "b": "About 40.",
        "c": "It never gets all four right.",
    },
    answer="",
)


# %% tags=["experiment"]
def perceptron(X, t, passes=60):
    """Return the number of mistakes in each pass over the examples."""
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(passes):
        wrong = 0
        for x, target in zip(X, t, strict=True):
            y = float(x @ w + b > 0)
            w, b = w + (target - y) * x, b + (target - y)
            wrong += y != target
        mistakes.append(wrong)
    return np.array(mistakes)


def two_layers(X, t, passes=60, rate=0.5):
    """Return the mistakes of a net of 8 ReLU units, trained by your backward passes."""
    rng = np.random.default_rng(0)
    w1, b1 = rng.normal(size=(2, 8)), np.zeros(8)
    w2, b2 = rng.normal(size=(8, 2)), np.zeros(2)
    mistakes = []
    for _ in range(passes):
        a, cache1 = affine_forward(X, w1, b1)
        h, cache2 = relu_forward(a)
        scores, cache3 = affine_forward(h, w2, b2)
        mistakes.append((scores.argmax(axis=1) != t).sum())
        _, dscores = softmax_loss(scores, t)
        dh, dw2, db2 = affine_backward(dscores, cache3)
        _, dw1, db1 = affine_backward(relu_backward(dh, cache2), cache1)
        w1, b1 = w1 - rate * dw1, b1 - rate * db1
        w2, b2 = w2 - rate * dw2, b2 - rate * db2
    return np.array(mistakes)


X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
either, exactly_one = np.array([0, 1, 1, 1]), np.array([0, 1, 1, 0])
mistakes = {
    "perceptron, OR": perceptron(X, either),
    "perceptron, XOR": perceptron(X, exactly_one),
    "two layers, XOR": two_layers(X, exactly_one),
}
fig = plots.curves(
    {name: (np.arange(1, 61), wrong) for name, wrong in mistakes.items()},
    xlabel="pass over the four examples",
    ylabel="mistakes in this pass",
    title="One unit with a rule, two layers with backprop",
    logx=True,
)
fig.axes[0].set_yticks(range(5))
plots.show(
    fig,
    alt="Mistakes over 60 passes. The perceptron makes its last mistake on OR in pass 3. On "
    "XOR it makes 4 mistakes in every pass from the third on. Two layers trained by "
    "backprop make none on XOR from pass 14 on.",
    takeaway="One step unit draws one straight line: enough for OR, not for XOR. Two layers "
    "can do it, and backprop finds the weights of both.",
)

# %% tags=["experiment"]
outcome(
    "backprop-xor",
    "c",
    "No straight line has (0, 1) and (1, 0) on one side and (0, 0) and (1, 1) on the other. "
    "The rule goes round in circles.",
)

# %% [markdown]
# **Question: why not stack them? (1 point)** People did stack perceptrons, and had no rule
# that trained the lower layers. Why does backpropagation not work with units whose output
# is a step, and what do ReLU and sigmoid have that a step does not?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-step", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# The derivative of a step is 0 everywhere but at the jump, where there is none. Local
# derivative times what arrives is then always 0, and nothing reaches the layers below.
# ReLU and sigmoid have a slope that is not 0 over whole ranges of inputs. (1 point)

# %% [markdown]
# ## What your library can do now
#
# `affine_forward`, `relu_forward`, `softmax_loss` and their backward passes are in: every
# `FullyConnectedNet` of this course runs on them. `Graph` runs any formula backwards, and
# you have a numerical gradient to check whatever you add.
#
# **For next time.** Close the notebook and answer from memory; then look.
#
# <details><summary>1. What do add, max and mul do with the gradient that
# arrives?</summary>Add gives it to both inputs, max routes it to the larger one, mul
# multiplies it by the other input. Where branches meet, gradients add.</details>
#
# <details><summary>2. When is a gradient check itself wrong?</summary>When the step is too
# large or too small, when anything is computed in float32, and where a kink lies between
# the two probes.</details>
#
# <details><summary>3. What is the gradient of the softmax loss with respect to the
# scores?</summary>The probabilities less 1 at the right class, divided by the number of
# examples.</details>
