# ---
# jupyter:
#   cs231n:
#     minutes: 210
#     released: true
#     title: Optimisers and schedules
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
# # Optimisers and schedules
#
# The gradient tells you which way is down. It does not tell you how far to go, and the
# way that is steepest here is rarely the way to the minimum. This notebook is about what
# to do with gradients: how to remember them, how to scale them, how the learning rate
# should change while you train, and what you gain from curvature.
#
# **What you build.** Seven update rules from momentum to AdamW, all the usual schedules,
# a line search and the quasi-Newton methods. Your solver trains with them from then on.
#
# **Time.** About three and a half hours. **Points.** 39 for code, 9 for written answers.
#
# **From the lectures.** What troubles plain gradient descent, momentum and Nesterov,
# rates for each parameter, bias correction, weight decay, schedules and warm-up, BFGS and
# its relatives.
#
# **How it works.** Replace each `raise NotImplementedError` by your code and run the
# cell. The check below it tells you at once what is right. When you hand in, further
# checks run that you do not see here; they test the same contract on other inputs.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import dataclasses

import numpy as np

from cs231n_utils import carry_over, exercise, fill, get_data, outcome, plots, predict
from cs231n_utils.checks import entries, expect, passed, refuses, run
from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.landscapes import LANDSCAPES, bowl, race, ravine, rotated, saddle
from cs231n_utils.optim import settings
from cs231n_utils.rule_checks import follow, same_steps
from cs231n_utils.second_order import hessian, minimise
from cs231n_utils.solver import Solver

carry_over("optimizers")

# %% [markdown] topics=[20]
# ## 1. What troubles plain gradient descent
#
# SGD subtracts the gradient of a minibatch times the learning rate $\eta$:
# $w \leftarrow w - \eta\, \nabla L(w)$. Three things stand in its way. You can see each of
# them with two parameters; nothing is to be written yet.
#
# The first is a **ravine**: $L = \frac12 (x^2 + \kappa\, y^2)$ with a large $\kappa$, the
# condition number. Across the ravine a step multiplies $y$ by $1 - \eta \kappa$, so that
# $\eta$ must stay below $2 / \kappa$. Along it, a step multiplies $x$ by $1 - \eta$.

# %%
predict(
    "optimizers-condition",
    "You take the best learning rate there is for each ravine. How does the number of "
    "steps grow when the condition number becomes 100 times larger?",
    {
        "a": "It stays the same: the best rate makes up for it.",
        "b": "10 times, like its square root.",
        "c": "100 times.",
    },
    answer="",
)

# %% [markdown] topics=[20]
# ### Experiment: how much does a ravine cost?
#
# `race(rule, landscape, steps, config)` lets an update rule run and returns its path. The
# best rate is $2 / (1 + \kappa)$.


# %% tags=["experiment"]
def steps_until(path, distance=1e-3):
    """Return after how many steps a path is so near to the minimum at 0."""
    near = np.linalg.norm(path, axis=1) < distance
    return int(near.argmax()) if near.any() else np.inf


def corner(condition):
    """Return a ravine in which both parameters start at 1."""
    return dataclasses.replace(ravine(condition), start=(1.0, 1.0))


conditions = np.array([3, 10, 30, 100, 300, 1000])
needed = {
    "gradient descent": np.array(
        [
            steps_until(race("sgd", corner(k), 5000, {"learning_rate": 2 / (1 + k)}))
            for k in conditions
        ]
    )
}
print(dict(zip(conditions.tolist(), needed["gradient descent"].tolist(), strict=True)))
fig = plots.curves(
    {
        "gradient descent": (conditions, needed["gradient descent"]),
        "in proportion": (conditions, 3.6 * conditions),
    },
    xlabel="condition number",
    ylabel="steps",
    title="Steps to a distance of 0.001, at the best rate",
    logx=True,
    logy=True,
)
plots.show(
    fig,
    alt="Log-log plot of steps over the condition number. Gradient descent lies on the line "
    "of proportion: 11 steps at 3, 37 at 10, 363 at 100, 3628 at 1000.",
    takeaway="Ten times the condition number costs ten times the steps, even at the best "
    "rate.",
)

# %% tags=["experiment"]
outcome(
    "optimizers-condition",
    "c",
    "The steep direction limits the rate to 2 / kappa, and the flat direction then needs "
    "about kappa steps.",
)

# %% [markdown] topics=[20]
# ### Experiment: how long does a saddle hold you?
#
# At a **saddle** the gradient is zero, but there is a way down. Here it runs along $y$. Each
# race starts on the ridge that leads into the saddle, or a little beside it.

# %% tags=["experiment"]
held = {}
for offset in (1e-2, 1e-4, 1e-8, 0.0):
    path = race("sgd", saddle(offset), 300, {"learning_rate": 0.1})
    held[f"{offset:g} beside the ridge"] = saddle().loss(*path.T)
noisy = race("sgd", saddle(0.0), 300, {"learning_rate": 0.1}, np.random.default_rng(0))
held["on the ridge, noise"] = saddle().loss(*noisy.T)
left_after = {name: int((loss < 0.1).argmax()) or np.inf for name, loss in held.items()}
print(left_after)
fig, (ax,) = plots.figure()
ax.set_ylim(-0.05, 0.6)
plots.curves(
    held,
    xlabel="step",
    ylabel="loss",
    title="SGD past a saddle, whose loss is 0.25, at a rate of 0.1",
    ax=ax,
)
plots.show(
    fig,
    alt="Loss over steps. All curves fall to 0.25, the loss of the saddle, and stay there: "
    "for 46 steps from 0.01 beside the ridge, for 94 from 0.0001, for 191 from 1e-8, for "
    "ever from the ridge itself. With noise the ridge is left after about 45 steps.",
    takeaway="The nearer to the ridge, the longer the plateau. From the ridge itself only "
    "noise leads away: here it helps.",
)

# %% [markdown] topics=[20]
# ### Experiment: what does noise cost?
#
# The third trouble is **noise**: a minibatch gives the gradient of a sample. A round bowl
# has no other difficulty. The curves are averages over 60 runs.

# %% tags=["experiment"]
floors = {}
for rate in (0.5, 0.1, 0.02):
    paths = [
        race("sgd", bowl(), 400, {"learning_rate": rate}, np.random.default_rng(i))
        for i in range(60)
    ]
    floors[f"rate {rate}"] = np.mean([bowl().loss(*p.T) for p in paths], axis=0)
fig = plots.curves(
    floors,
    xlabel="step",
    ylabel="average loss",
    title="SGD with noisy gradients in a bowl",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot of the average loss over 400 steps. Rate 0.5 falls within a few steps and "
    "stays near 1.3. Rate 0.1 reaches 0.2 after 40 steps. Rate 0.02 takes 200 steps and "
    "reaches 0.04.",
    takeaway="A constant rate stops at a floor that is about in proportion to the rate. A "
    "high rate gets there first, a low one gets further.",
)

# %% [markdown]
# **Question: three troubles (1 point).** A training run has stopped making progress. You
# lower the learning rate by a factor of ten, and the loss drops at once. Which of the
# three troubles was it, and why not the others?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-troubles", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Noise, or bouncing between the walls of a ravine: the loss stood at a floor that is in
# proportion to the rate, and a lower rate has a lower floor. On a flat saddle or along the
# floor of a ravine a lower rate would only make the run slower. (1 point)

# %% [markdown] topics=[21]
# ## 2. Momentum
#
# Let the parameters have a velocity. Gradients push it, and it fades by a factor $\mu$ in
# each step:
#
# $$v \leftarrow \mu\, v - \eta\, g \qquad w \leftarrow w + v$$
#
# with $g = \nabla L(w)$. Across a ravine the pushes change sign and cancel; along it they
# add up.
#
# An update rule of the library is a function `rule(w, dw, config)` that returns
# `(next_w, config)`. The dict `config` belongs to one array of parameters. It holds the
# settings, and whatever the rule wants to find again at the next step. At the first call
# it may be `None` or lack settings; then the defaults hold. `settings(config,
# learning_rate=1e-2)` returns the dict, or a new one in place of `None`, with the default filled
# in where it is missing. Use it as you like.

# %%
predict(
    "optimizers-speed",
    "The gradient is the same in every step. How long are the steps of momentum 0.9 in the "
    "end, compared with plain SGD of the same rate?",
    {"a": "As long.", "b": "1.9 times as long.", "c": "10 times as long."},
    answer="",
)

# %% [markdown] topics=[21]
# ### Exercise: `sgd_momentum` (3 points)
#
# | in `config` | default |
# |---|---|
# | `"learning_rate"` | `1e-2` |
# | `"momentum"` | `0.9` |
# | `"velocity"` | zeros of the shape of `w` |
#
# <details><summary>Hint: where does the velocity live?</summary>
#
# Your function ends after each step, and its variables with it. Write the new velocity
# into the dict, under `"velocity"`, and return the dict.
# </details>


# %% nbgrader={"grade": false, "grade_id": "sgd_momentum", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def sgd_momentum(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    c["velocity"] = c["momentum"] * c["velocity"] - c["learning_rate"] * dw
    return w + c["velocity"], c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-sgd_momentum", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Two steps along the same slope, by hand; then one with a velocity from before.
w, dw = np.array([1.0, 2.0]), np.array([2.0, -4.0])
given = {"learning_rate": 0.5, "momentum": 0.8}
hint = "v = mu v - lr dw, then w + v; the config keeps v for the next step"
right = [[0, 4], [-1.8, 7.6]]
config = follow(sgd_momentum, w, [dw, dw], given, right, hint=hint)
(velocity,) = entries("config of sgd_momentum", config, ["velocity"])
what = '"velocity" of sgd_momentum, step 2'
expect(what, velocity, [-1.8, 3.6], hint="the rate is in v already")
given["velocity"] = np.array([1.0, 1.0])
label = " with a velocity of 1"
follow(sgd_momentum, w, [dw], given, [[0.8, 4.8]], label=label, hint=hint)
hint = "the defaults: rate 0.01, momentum 0.9"
right = [[0.98, 2.04], [0.942, 2.116]]
follow(sgd_momentum, w, [dw, dw], None, right, label=" without config", hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("sgd_momentum")
for config in ({}, {"learning_rate": 0.3, "momentum": 0.5}, {"momentum": 0.99}):
    w, dws = rng.normal(size=(3, 2)), list(rng.normal(size=(4, 3, 2)))
    same_steps(sgd_momentum, key.sgd_momentum, w, dws, config, hint=hint)
### END HIDDEN TESTS
passed("sgd_momentum keeps its velocity")

# %% [markdown] topics=[21]
# ### Exercise: `momentum_notation` (2 points)
#
# Papers and libraries write momentum in three ways, and a learning rate from one is wrong
# in another. You have written the first, with the rate inside the velocity. The others
# keep an average of gradients and multiply by the rate at the end:
#
# | `config["notation"]` | $v$ | $w$ |
# |---|---|---|
# | `"sum"` (PyTorch) | $v \leftarrow \mu\, v + g$ | $w \leftarrow w - \eta\, v$ |
# | `"average"` | $v \leftarrow \mu\, v + (1 - \mu)\, g$ | $w \leftarrow w - \eta\, v$ |
#
# Any other notation is a `ValueError`. The other keys and their defaults are those of
# `sgd_momentum`.


# %% nbgrader={"grade": false, "grade_id": "momentum_notation", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("optimizers")
def momentum_notation(w, dw, config):
    """Take a step of momentum in another notation; return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    if c["notation"] not in ("sum", "average"):
        raise ValueError(f"no such notation: {c['notation']!r}")
    weight = 1 if c["notation"] == "sum" else 1 - c["momentum"]
    c["velocity"] = c["momentum"] * c["velocity"] + weight * dw
    return w - c["learning_rate"] * c["velocity"], c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-momentum_notation", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two steps along the same slope, with rate 0.5 and momentum 0.8.
w, dw = np.array([1.0, 2.0]), np.array([2.0, -4.0])
for notation, right, last in [
    ("sum", [[0, 4], [-1.8, 7.6]], [3.6, -7.2]),
    ("average", [[0.8, 2.4], [0.44, 3.12]], [0.72, -1.44]),
]:
    given = {"learning_rate": 0.5, "momentum": 0.8, "notation": notation}
    hint, label = "see the row of the table", f" in the notation {notation}"
    rule = momentum_notation
    config = follow(rule, w, [dw, dw], given, right, label=label, hint=hint)
    (velocity,) = entries("config of momentum_notation", config, ["velocity"])
    what = f'"velocity" of momentum_notation{label}, step 2'
    expect(what, velocity, last, hint="here the rate is not in v")
refuses(momentum_notation, w, dw, {"notation": "mean"}, error=ValueError)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("momentum_notation")
for notation in ("sum", "average"):
    for config in ({}, {"learning_rate": 0.3, "momentum": 0.5}):
        w, dws = rng.normal(size=4), list(rng.normal(size=(3, 4)))
        config = config | {"notation": notation}
        same_steps(momentum_notation, key.momentum_notation, w, dws, config)
### END HIDDEN TESTS
passed("momentum_notation speaks both languages")

# %% [markdown] topics=[21]
# ### Experiment: one rate, three notations
#
# The gradient is 1 in every step, the rate 0.1, the momentum 0.9. At step 60 the rate is
# cut to a tenth.


# %% tags=["experiment"]
def step_lengths(rule, config, steps=120, cut=60):
    """Return how far each step goes down a slope of 1; the rate is cut on the way."""
    w, state, lengths = np.zeros(1), dict(config), []
    for t in range(steps):
        state["learning_rate"] = config["learning_rate"] * (0.1 if t >= cut else 1)
        next_w, state = rule(w, np.ones(1), state)
        lengths.append((w - next_w).item())
        w = next_w
    return np.array(lengths)


lengths = {
    "rate in the velocity": step_lengths(sgd_momentum, {"learning_rate": 0.1}),
    "sum": step_lengths(momentum_notation, {"learning_rate": 0.1, "notation": "sum"}),
    "average": step_lengths(
        momentum_notation, {"learning_rate": 0.1, "notation": "average"}
    ),
}
fig = plots.curves(
    lengths,
    xlabel="step",
    ylabel="length of the step",
    title="The same rate in three notations of momentum",
    marks={60: "the rate is cut to a tenth"},
)
plots.show(
    fig,
    alt="Step lengths over 120 steps. With the rate in the velocity and as a sum they rise "
    "together towards 1, as an average towards 0.1. After the cut the sum and the average "
    "fall to a tenth at once; the velocity glides down over about 30 steps.",
    takeaway="Velocity and sum go 1 / (1 - mu) = 10 times as fast as the average. When the "
    "rate changes, the velocity still carries the old one.",
)

# %% tags=["experiment"]
outcome(
    "optimizers-speed",
    "c",
    "1 + 0.9 + 0.9^2 + ... = 1 / (1 - 0.9) = 10. Momentum raises the rate; only the "
    "averaging notation does not.",
)

# %% [markdown]
# **Question: notations (1 point).** A paper trains with plain SGD at a rate of 1. You add
# momentum 0.9. Which rate do you begin with in the notation of PyTorch, and which in the
# averaging notation? Give the reason in one sentence.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-notations", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# 0.1 in PyTorch's, where a steady gradient is multiplied by 1 / (1 - 0.9) = 10; 1 in the
# averaging one, where the weights of all gradients add up to 1. (1 point)

# %% [markdown] topics=[21]
# ### Exercise: `nesterov` (2 points)
#
# Momentum will carry you to $w + \mu v$ whatever the gradient says. So Nesterov takes the
# gradient there: it sees a wall before it hits it. A library, however, has the gradient
# at the point that it stores. So let the stored point be the one ahead. What it does then
# is
#
# $$v' = \mu\, v - \eta\, g \qquad w \leftarrow w + \mu\, v' - \eta\, g$$
#
# with $g$ at the stored $w$. The keys are those of `sgd_momentum`, and `"velocity"` becomes
# $v'$.


# %% nbgrader={"grade": false, "grade_id": "nesterov", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def nesterov(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    c["velocity"] = c["momentum"] * c["velocity"] - c["learning_rate"] * dw
    return w + c["momentum"] * c["velocity"] - c["learning_rate"] * dw, c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-nesterov", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Two steps along the same slope, by hand, with a velocity of 1 from before.
w, dw = np.array([1.0, 2.0]), np.array([2.0, -4.0])
given = {"learning_rate": 0.5, "momentum": 0.8, "velocity": np.ones(2)}
hint = "first the new velocity v', then w + mu v' - lr dw"
right = [[-0.16, 6.24], [-2.088, 11.632]]
config = follow(nesterov, w, [dw, dw], given, right, hint=hint)
(velocity,) = entries("config of nesterov", config, ["velocity"])
what = '"velocity" of nesterov, step 2'
expect(what, velocity, [-1.16, 4.24], hint="the velocity v', not the step")
hint = "the defaults: rate 0.01, momentum 0.9"
follow(nesterov, w, [dw], None, [[0.962, 2.076]], label=" without config", hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("nesterov")
for config in ({}, {"learning_rate": 0.3, "momentum": 0.5}):
    w, dws = rng.normal(size=(2, 3)), list(rng.normal(size=(4, 2, 3)))
    same_steps(nesterov, key.nesterov, w, dws, config, hint=hint)
### END HIDDEN TESTS
passed("nesterov looks ahead")

# %% [markdown] topics=[20, 21]
# ### Experiment: what does momentum make of a ravine?
#
# The ravines of part 1 again, with the best rate and momentum for each:
# $\mu = (\sqrt\kappa - 1)^2 / (\sqrt\kappa + 1)^2$ and $\eta = 4 / (\sqrt\kappa + 1)^2$ for
# momentum, $\mu = (\sqrt\kappa - 1) / (\sqrt\kappa + 1)$ and $\eta = 1 / \kappa$ for Nesterov.

# %% tags=["experiment"]
roots = np.sqrt(conditions)
best = {
    "sgd_momentum": [
        {"learning_rate": 4 / (r + 1) ** 2, "momentum": ((r - 1) / (r + 1)) ** 2}
        for r in roots
    ],
    "nesterov": [
        {"learning_rate": 1 / r**2, "momentum": (r - 1) / (r + 1)} for r in roots
    ],
}
for rule, configs in best.items():
    needed[rule] = np.array(
        [
            steps_until(race(rule, corner(k), 1000, config))
            for k, config in zip(conditions, configs, strict=True)
        ]
    )
fig = plots.curves(
    {name: (conditions, steps) for name, steps in needed.items()},
    xlabel="condition number",
    ylabel="steps",
    title="Steps to a distance of 0.001, each rule at its best",
    logx=True,
    logy=True,
)
plots.show(
    fig,
    alt="Log-log plot of steps over the condition number. Gradient descent rises from 11 "
    "to 3628. Momentum rises from 8 to 204 and Nesterov from 10 to 286, with half the slope.",
    takeaway="Momentum and Nesterov pay the square root of the condition number: at 1000, "
    "about 15 times fewer steps.",
)

# %% [markdown] topics=[22]
# ## 3. A rate for each parameter
#
# Some parameters see large gradients, others small or rare ones. One rate cannot suit
# both. AdaGrad divides each parameter's gradient by the root of the sum of all its
# squares so far:
#
# $$c \leftarrow c + g^2 \qquad w \leftarrow w - \eta\, \frac{g}{\sqrt c + \epsilon}$$
#
# with squares, root and division entry by entry. The sum only grows, so the steps only
# shrink. RMSProp forgets, with a decay rate $\rho$:
#
# $$c \leftarrow \rho\, c + (1 - \rho)\, g^2$$

# %%
predict(
    "optimizers-forget",
    "The gradient is 1 for 100 steps, then 0.01 for ever. How long are the steps of RMSProp "
    "long after the change?",
    {
        "a": "A hundredth of those before.",
        "b": "A tenth of those before.",
        "c": "As long as those before.",
    },
    answer="",
)

# %% [markdown] topics=[22]
# ### Exercise: `adagrad` (2 points) and `rmsprop` (2 points)
#
# | in `config` | default |
# |---|---|
# | `"learning_rate"` | `1e-2` |
# | `"epsilon"` | `1e-8`, added to the root, not under it |
# | `"decay_rate"` | $\rho$, only for RMSProp: `0.99` |
# | `"cache"` | $c$, zeros of the shape of `w` |
#
# The step uses the new $c$.


# %% nbgrader={"grade": false, "grade_id": "adagrad", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def adagrad(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=np.zeros_like(w))
    c["cache"] = c["cache"] + dw**2
    return w - c["learning_rate"] * dw / (np.sqrt(c["cache"]) + c["epsilon"]), c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-adagrad", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Roots that come out even: sqrt(9), sqrt(16), and sqrt(25) twice; epsilon is 1.
w, dws = np.array([1.0, 2.0]), [[3, -4], [4, 3]]
given = {"learning_rate": 0.5, "epsilon": 1.0}
hint = "add the square to the cache, then divide by root + epsilon"
right = [[0.625, 2.4], [0.625 - 1 / 3, 2.15]]
config = follow(adagrad, w, dws, given, right, hint=hint)
(cache,) = entries("config of adagrad", config, ["cache"])
expect('"cache" of adagrad, step 2', cache, [25, 25], hint="the sum of the squares")
hint = "the defaults: rate 0.01, epsilon 1e-8"
follow(adagrad, w, dws[:1], None, [[0.99, 2.01]], label=" without config", hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("adagrad")
for config in ({}, {"learning_rate": 0.3, "epsilon": 0.1}):
    w, dws = rng.normal(size=(2, 3)), list(rng.normal(size=(4, 2, 3)))
    same_steps(adagrad, key.adagrad, w, dws, config, hint=hint)
small = [1e-8 * dw for dw in dws]  # where epsilon matters
same_steps(adagrad, key.adagrad, w, small, {}, hint=hint)
### END HIDDEN TESTS
passed("adagrad scales each parameter")


# %% nbgrader={"grade": false, "grade_id": "rmsprop", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def rmsprop(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8)
    c.setdefault("cache", np.zeros_like(w))
    c["cache"] = c["decay_rate"] * c["cache"] + (1 - c["decay_rate"]) * dw**2
    return w - c["learning_rate"] * dw / (np.sqrt(c["cache"]) + c["epsilon"]), c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-rmsprop", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The decay rate is 3/4, epsilon 1. The caches: 5 and 20, then 4 and 16, then 7 and 28.
w, dws = np.array([1.0, 2.0]), [[1, -2], [4, 8]]
given = {"learning_rate": 0.5, "decay_rate": 0.75, "epsilon": 1.0}
given["cache"] = np.array([5.0, 20.0])
hint = (
    "rho times the old cache and (1 - rho) times the square; divide by root + epsilon"
)
first = np.array([1 - 1 / 6, 2.2])
right = [first, first - 2 / (np.sqrt(7) + [1, 0.5])]
config = follow(rmsprop, w, dws, given, right, hint=hint)
(cache,) = entries("config of rmsprop", config, ["cache"])
expect('"cache" of rmsprop, step 2', cache, [7, 28], hint="without root or epsilon")
hint = "the defaults: rate 0.01, decay rate 0.99, epsilon 1e-8"
label = " without config"
follow(rmsprop, w, dws[:1], None, [[0.9, 2.1]], label=label, hint=hint, tolerance=1e-6)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("rmsprop")
for config in ({}, {"learning_rate": 0.3, "decay_rate": 0.5, "epsilon": 0.1}):
    w, dws = rng.normal(size=(2, 3)), list(rng.normal(size=(4, 2, 3)))
    same_steps(rmsprop, key.rmsprop, w, dws, config, hint=hint)
### END HIDDEN TESTS
passed("rmsprop scales each parameter and forgets")

# %% [markdown] topics=[22]
# ### Experiment: who recovers?
#
# The gradient is 1 for 100 steps and then 0.01. Both rules have the rate 0.01, RMSProp the
# decay rate 0.9.

# %% tags=["experiment"]
slope = np.where(np.arange(300) < 100, 1.0, 0.01)
scaled = {}
for rule, config in [(adagrad, {}), (rmsprop, {"decay_rate": 0.9})]:
    w, state, steps = np.zeros(1), {"learning_rate": 0.01, **config}, []
    for g in slope:
        next_w, state = rule(w, np.array([g]), state)
        steps.append((w - next_w).item())
        w = next_w
    scaled[rule.__name__] = np.array(steps)
fig = plots.curves(
    scaled,
    xlabel="step",
    ylabel="length of the step",
    title="The gradient falls from 1 to 0.01",
    logy=True,
    marks={100: "the gradient falls"},
)
plots.show(
    fig,
    alt="Log plot of step lengths. Before step 100 AdaGrad falls from 0.01 to 0.001, "
    "RMSProp from 0.03 to 0.01. At step 100 both drop by a factor of 100. RMSProp is back "
    "at 0.01 after about 100 more steps; AdaGrad stays at 0.00001.",
    takeaway="RMSProp forgets the large gradients and returns to its step; AdaGrad never "
    "does.",
)

# %% tags=["experiment"]
outcome(
    "optimizers-forget",
    "c",
    "When the old gradients are forgotten, the root of the average is 0.01 too, and the "
    "scale cancels: the length of the step is the rate, whatever the gradient's size.",
)

# %% [markdown] topics=[22]
# ### Experiment: do they still see a ravine that is turned?
#
# A rate for each parameter can undo a ravine that lies along an axis. Here it is turned, and
# its condition number is 100.

# %% tags=["experiment"]
angles = np.array([0, 1, 5, 15, 30, 45])
configs = {
    "adagrad": {"learning_rate": 0.5},
    "sgd_momentum": {"learning_rate": 4 / 121, "momentum": (9 / 11) ** 2},
    "sgd": {"learning_rate": 2 / 101},
}
turned = {
    rule: np.array(
        [
            steps_until(race(rule, rotated(corner(100), angle), 1500, config), 0.01)
            for angle in angles
        ]
    )
    for rule, config in configs.items()
}
fig = plots.curves(
    {rule: (angles, steps) for rule, steps in turned.items()},
    xlabel="angle of the ravine, in degrees",
    ylabel="steps",
    title="Steps to a distance of 0.01",
)
plots.show(
    fig,
    alt="Steps over the angle. AdaGrad rises from 9 at 0 degrees to 104 at 5 and "
    "683 at 45. Momentum needs 45 and SGD 248 at all angles.",
    takeaway="AdaGrad rescales axes, so it mends a ravine that lies along one. Turned by "
    "15 degrees the same ravine is worse for it than for plain SGD.",
)

# %% [markdown]
# **Question: axes (1 point).** Why do the curves of SGD and momentum not depend on the
# angle, while AdaGrad's does?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-axes", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# SGD and momentum only add gradients and multiply them by numbers; turn the landscape, and
# the whole path turns with it. AdaGrad divides entry by entry, and the entries belong to the
# axes: in a turned ravine both see about the same mixture of steep and flat, so both get
# about the same rate, and nothing is mended. (1 point)

# %% [markdown] topics=[22]
# ## 4. Adam
#
# Adam takes both ideas: an average $m$ of gradients in place of the gradient, an average
# $v$ of their squares under the root. Both start at 0, so that at first they are too small.
# Divide by what is missing. In step $t = 1, 2, \dots$:
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g \qquad
#   v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
#
# $$\hat m = \frac{m}{1 - \beta_1^t} \qquad \hat v = \frac{v}{1 - \beta_2^t} \qquad
#   w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$

# %%
predict(
    "optimizers-bias",
    "You leave the correction out and use m and v as they are. How long is the very first "
    "step of Adam with its default settings, compared with the corrected one?",
    {
        "a": "Ten times shorter, as m is ten times too small.",
        "b": "As long: both averages are too small.",
        "c": "Three times longer.",
    },
    answer="",
)

# %% [markdown] topics=[22]
# ### Exercise: `adam` (4 points)
#
# | in `config` | default |
# |---|---|
# | `"learning_rate"` | `1e-3` |
# | `"beta1"`, `"beta2"` | `0.9`, `0.999` |
# | `"epsilon"` | `1e-8`, added to the root, not under it |
# | `"m"`, `"v"` | zeros of the shape of `w` |
# | `"t"` | `0`; count it up before you use it |
#
# These defaults, with a rate of 1e-3 or 5e-4, are where most people begin.
#
# <details><summary>Hint: what goes into the config?</summary>
#
# The averages themselves. The corrected ones are for this step only: stored, they would be
# corrected again at the next step.
# </details>


# %% nbgrader={"grade": false, "grade_id": "adam", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def adam(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, t=0)
    c.setdefault("m", np.zeros_like(w))
    c.setdefault("v", np.zeros_like(w))
    c["t"] += 1
    c["m"] = c["beta1"] * c["m"] + (1 - c["beta1"]) * dw
    c["v"] = c["beta2"] * c["v"] + (1 - c["beta2"]) * dw**2
    m_hat = c["m"] / (1 - c["beta1"] ** c["t"])
    v_hat = c["v"] / (1 - c["beta2"] ** c["t"])
    return w - c["learning_rate"] * m_hat / (np.sqrt(v_hat) + c["epsilon"]), c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-adam-steps", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# beta1 = 3/4, beta2 = 1/2. Gradients 8 and 2: m is 2, then 2; v is 32, then 18.
w, dws, given = np.array([9.0]), [[8], [2]], {"beta1": 0.75, "beta2": 0.5}
given |= {"learning_rate": 1.0, "t": 0}
hint = "correct m and v with t, which is 1 in the first step; keep m and v uncorrected"
right = [[9 - 8 / 8], [8 - 1 / 0.4375 / np.sqrt(6)]]
config = follow(adam, w, dws, given, right, hint=hint)
got = entries("config of adam", config, ["m", "v", "t"])
for name, value, right in zip("mvt", got, (2, 18, 2), strict=True):
    what = f'"{name}" of adam, step 2'
    expect(what, np.ravel(value), [right], hint="the config keeps it, uncorrected")
# The very first step, with nothing but defaults, has the length of the rate.
w, dw, hint = np.array([2.0, -1.0]), [5, -3], "rate 1e-3, betas 0.9 and 0.999, t from 0"
follow(adam, w, [dw], None, [[1.999, -0.999]], label=" without config", hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("adam-steps")
for config in ({"t": 0}, {"t": 0, "beta1": 0.5, "beta2": 0.7, "learning_rate": 5e-4}):
    w, dws = rng.normal(size=(2, 3)), list(3 * rng.normal(size=(5, 2, 3)))
    same_steps(adam, key.adam, w, dws, config, hint=hint)
state = {"m": rng.normal(size=4), "v": rng.uniform(1, 2, 4), "t": 7}
same_steps(adam, key.adam, rng.normal(size=4), list(rng.normal(size=(3, 4))), state)
### END HIDDEN TESTS
passed("adam averages and corrects")


# %% nbgrader={"grade": true, "grade_id": "test-adam-epsilon", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# Gradients of size 1, and betas of 0: the root is 1, and epsilon 3 makes it 4.
def step_with(epsilon):
    w, dw = np.array([9.0, 5.0]), np.array([1.0, -1.0])
    given = {"learning_rate": 1.0, "beta1": 0.0, "beta2": 0.0, "t": 5}
    given["epsilon"] = epsilon
    next_w, _ = run(adam, w, dw, given, returns="next_w, config", shape=(2,))
    return w - next_w


what = "step of adam with epsilon 3, beside that with epsilon 1e-12"
hint = "divide by root + epsilon, with the epsilon of the config"
expect(what, step_with(3.0), step_with(1e-12) / 4, hint=hint)
### BEGIN HIDDEN TESTS
for epsilon in (0.3, 1e-3):
    what = f"step of adam with epsilon {epsilon}, beside that with epsilon 1e-12"
    expect(what, step_with(epsilon), step_with(1e-12) / (1 + epsilon), hint=hint)
w, small = np.zeros(2), np.array([1e-8, -3e-8])
named, _ = run(adam, w, small, {"epsilon": 1e-8, "t": 5}, returns="next_w, config")
without, _ = run(adam, w, small, {"t": 5}, returns="next_w, config")
what = "step of adam without an epsilon, beside that with epsilon 1e-8"
expect(what, without, named, hint="the default of epsilon is 1e-8")
### END HIDDEN TESTS
passed("adam adds epsilon to the root")

# %% [markdown] topics=[22]
# ### Experiment: what does the correction do?
#
# A config whose `"t"` is a million corrects nothing, as $\beta^t$ is 0. So your own function
# shows both. The gradient is 1 in every step.

# %% tags=["experiment"]
relative = {}
for name, state in [("corrected", {}), ("not corrected", {"t": 10**6})]:
    w, steps = np.zeros(1), []
    for _ in range(1000):
        next_w, state = adam(w, np.ones(1), state)
        steps.append((w - next_w).item() / 1e-3)
        w = next_w
    relative[name] = np.array(steps)
peak = int(relative["not corrected"].argmax()) + 1
print(f"first step, not corrected: {relative['not corrected'][0]:.3f} times the rate")
fig = plots.curves(
    {name: (np.arange(1, 1001), steps) for name, steps in relative.items()},
    xlabel="step",
    ylabel="length of the step / rate",
    title="Adam on a constant gradient",
    logx=True,
    marks={peak: f"step {peak}"},
)
plots.show(
    fig,
    alt="Step length over the step, on a log axis. Corrected: 1 throughout. Not corrected: "
    "3.2 at first, 6.6 around step 12, then falling slowly to 1.3 at step 1000.",
    takeaway="Without the correction the first steps are several times too long: both m and "
    "v are too small at first, but the root of v is so by more than m, and for longer.",
)

# %% tags=["experiment"]
outcome(
    "optimizers-bias",
    "c",
    "m is 0.1 g, but the root of v is sqrt(0.001) = 0.03 times g: the ratio is 3.2.",
)

# %% [markdown] topics=[22]
# ### Exercise: `amsgrad` (2 points)
#
# Adam forgets: a rare large gradient fades from $v$, and the small ones that follow get long
# steps. AMSGrad divides by the largest $v$ there has been:
#
# $$v_{\max} \leftarrow \max(v_{\max}, v) \qquad \hat v = \frac{v_{\max}}{1 - \beta_2^t}$$
#
# The maximum is taken entry by entry of $v$ before its correction. All else is Adam;
# `"v_max"` joins the config, at first zeros.


# %% nbgrader={"grade": false, "grade_id": "amsgrad", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def amsgrad(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, t=0)
    for name in ("m", "v", "v_max"):
        c.setdefault(name, np.zeros_like(w))
    c["t"] += 1
    c["m"] = c["beta1"] * c["m"] + (1 - c["beta1"]) * dw
    c["v"] = c["beta2"] * c["v"] + (1 - c["beta2"]) * dw**2
    c["v_max"] = np.maximum(c["v_max"], c["v"])
    m_hat = c["m"] / (1 - c["beta1"] ** c["t"])
    v_hat = c["v_max"] / (1 - c["beta2"] ** c["t"])
    return w - c["learning_rate"] * m_hat / (np.sqrt(v_hat) + c["epsilon"]), c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-amsgrad", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The betas are 1/2. Gradients 4 and 1 give v = 8 and then 4.5; v_max stays 8.
w, dws, given = np.array([9.0]), [[4], [1]], {"beta1": 0.5, "beta2": 0.5, "t": 0}
given |= {"learning_rate": 1.0}
hint = "divide by the root of v_max, corrected for this step, where Adam takes v"
right = [[8], [8 - 2 / np.sqrt(8 / 0.75)]]
config = follow(amsgrad, w, dws, given, right, hint=hint)
(v_max,) = entries("config of amsgrad", config, ["v_max"])
hint = "the largest v so far, uncorrected"
expect('"v_max" of amsgrad, step 2', np.ravel(v_max), [8], hint=hint)
w, dw, hint = np.array([2.0, -1.0]), [5, -3], "the defaults are those of Adam"
follow(amsgrad, w, [dw], None, [[1.999, -0.999]], label=" without config", hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("amsgrad")
for config in ({"t": 0}, {"t": 0, "beta1": 0.5, "beta2": 0.7, "learning_rate": 5e-4}):
    w, dws = rng.normal(size=(2, 3)), list(rng.normal(size=(5, 2, 3)))
    dws = [(5.0 - t) * dw for t, dw in enumerate(dws)]
    same_steps(amsgrad, key.amsgrad, w, dws, config, hint=hint)
small = [1e-8 * dw for dw in dws]  # where epsilon matters, and the correction does not
same_steps(amsgrad, key.amsgrad, w, small, {"t": 100000}, hint=hint)
### END HIDDEN TESTS
passed("amsgrad does not forget large gradients")

# %% [markdown] topics=[22]
# ### Experiment: where does Adam go the wrong way?
#
# One parameter between -1 and 1. Of three gradients, one is 10 and two are -1: on average the
# loss falls towards -1. The settings are those of the people who found this example:
# $\beta_1 = 0$, $\beta_2 = 1 / 101$.

# %% tags=["experiment"]
wrong_way = {}
for rule in (adam, amsgrad):
    w, steps = np.zeros(1), [0.0]
    state = {"learning_rate": 0.01, "beta1": 0.0, "beta2": 1 / 101}
    for t in range(900):
        w, state = rule(w, np.array([10.0 if t % 3 == 0 else -1.0]), state)
        w = np.clip(w, -1, 1)
        steps.append(w.item())
    wrong_way[rule.__name__] = np.array(steps)
fig = plots.curves(
    wrong_way,
    xlabel="step",
    ylabel="parameter",
    title="One gradient of 10, two of -1, and again",
)
plots.show(
    fig,
    alt="The parameter over 900 steps. Adam climbs from 0 to 1, the worst place. AMSGrad "
    "falls to -1, the best.",
    takeaway="Adam makes a step of about one rate for each gradient, large or small: two "
    "small ones win over a large one. AMSGrad remembers the large one.",
)

# %% [markdown]
# **Question: scale (1 point).** Your loss is suddenly multiplied by 1000, because somebody
# sums over the examples where you took the mean. What happens to the steps of SGD, and what
# to those of Adam, and why?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-scale", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# SGD's steps become 1000 times longer and will probably diverge. Adam's stay the same (but
# for epsilon): m and the root of v both grow by 1000, and the ratio does not. (1 point)

# %% [markdown] topics=[22]
# ## 5. Weight decay is not L2
#
# With L2 regularisation, $\lambda w$ is added to the gradient, and each step of SGD shrinks
# the weights by $\eta \lambda w$. Adam divides the gradient, and with it $\lambda w$, by the
# root of $v$. AdamW keeps the decay out of the gradient and subtracts it beside the step:
#
# $$w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon} - \eta\, \lambda\, w$$

# %%
predict(
    "optimizers-decay",
    "Adam with L2 in the gradient. Which weights does the penalty shrink least?",
    {
        "a": "Those with large gradients.",
        "b": "Those with small gradients.",
        "c": "All shrink by the same factor.",
    },
    answer="",
)

# %% [markdown] topics=[22]
# ### Exercise: `adamw` (3 points)
#
# As `adam`, with `"weight_decay"`, $\lambda$, `1e-2` by default. The $w$ that decays is the one
# before the step.


# %% nbgrader={"grade": false, "grade_id": "adamw", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def adamw(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, t=0)
    for name in ("m", "v"):
        c.setdefault(name, np.zeros_like(w))
    c["t"] += 1
    c["m"] = c["beta1"] * c["m"] + (1 - c["beta1"]) * dw
    c["v"] = c["beta2"] * c["v"] + (1 - c["beta2"]) * dw**2
    m_hat = c["m"] / (1 - c["beta1"] ** c["t"])
    v_hat = c["v"] / (1 - c["beta2"] ** c["t"])
    decay = c.setdefault("weight_decay", 1e-2) * w
    return w - c["learning_rate"] * (m_hat / (np.sqrt(v_hat) + c["epsilon"]) + decay), c
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-adamw", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Where the gradient is zero the weights decay all the same.
w, dw = np.array([10.0, -20.0]), [100, -300]
given = {"learning_rate": 0.1, "weight_decay": 0.5, "t": 0}
hint = "Adam's step with the plain gradient, and beside it lr * weight_decay * w"
label = " with a gradient of zero"
follow(adamw, w, [[0, 0]], given, [[9.5, -19]], label=label, hint=hint)
# The same gradient twice: each time Adam's part is 0.1 long, and 0.05 w decays.
right = [[9.4, -18.9], [9.4 - 0.1 - 0.47, -18.9 + 0.1 + 0.945]]
config = follow(adamw, w, [dw, dw], given, right, hint=hint)
(v,) = entries("config of adamw", config, ["v"])
expect('"v" of adamw, step 2', v, [19.99, 179.91], hint="squares of the plain gradient")
w, hint = np.array([200.0, -100.0]), "weight_decay 1e-2, and the defaults of Adam"
right = [[199.997, -99.998]]
follow(adamw, w, [dw], None, right, label=" without config", hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("adamw")
for config in ({"t": 0}, {"t": 0, "beta1": 0.5, "beta2": 0.7, "weight_decay": 3.0}):
    w, dws = 5 * rng.normal(size=(2, 3)), list(3 * rng.normal(size=(5, 2, 3)))
    same_steps(adamw, key.adamw, w, dws, config, hint=hint)
w, small = w / 100, [1e-8 * dw for dw in dws]  # where epsilon matters
same_steps(adamw, key.adamw, w, small, {"t": 0}, hint=hint)
### END HIDDEN TESTS
passed("adamw decays beside the step")

# %% [markdown] topics=[22]
# ### Experiment: which weights decay?
#
# Each weight starts at 1 and sees random gradients of mean 0 and a certain size, and nothing
# else but the penalty: $\lambda = 0.1$, 3000 steps at a rate of 0.001. For each size, the
# average of 200 weights. If all decay alike, $(1 - 0.0001)^{3000} = 0.74$ is left.

# %% tags=["experiment"]
sizes = np.logspace(-4, 2, 13)
remaining = {}
for name, rule, penalty, config in [
    ("AdamW", adamw, 0.0, {"weight_decay": 0.1}),
    ("Adam with L2", adam, 0.1, {}),
]:
    rng, state = np.random.default_rng(0), {"learning_rate": 1e-3, **config}
    w = np.ones((13, 200))
    for _ in range(3000):
        noise = sizes[:, None] * rng.standard_normal(w.shape)
        w, state = rule(w, noise + penalty * w, state)
    remaining[name] = w.mean(axis=1)
fig = plots.curves(
    {name: (sizes, left) for name, left in remaining.items()},
    xlabel="size of the weight's gradients",
    ylabel="weight that is left",
    title="Weights of 1 after 3000 steps of decay",
    logx=True,
)
plots.show(
    fig,
    alt="Weight that is left over the size of the gradients, from 0.0001 to 100. AdamW: 0.74 "
    "everywhere. Adam with L2: 0 up to 0.01, then rising through 0.74 at 1 to 1 at 100.",
    takeaway="Inside Adam the penalty is divided by the size of the gradients: weights with "
    "large gradients hardly decay, weights with small ones vanish. AdamW treats all alike.",
)

# %% tags=["experiment"]
outcome(
    "optimizers-decay",
    "a",
    "The penalty is part of what Adam divides by the root of v, and large gradients make "
    "that root large.",
)

# %% [markdown]
# **Question: SGD (1 point).** For plain SGD, is there a difference between L2 in the gradient
# and decoupled weight decay? Show it with the formula of one step.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-decay", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# None: $w - \eta (g + \lambda w) = w - \eta g - \eta \lambda w$. The two differ only where
# the gradient is scaled, or remembered, before it is used. (1 point)

# %% [markdown] topics=[23]
# ## 6. Schedules
#
# Part 1 has shown that a high rate is fast and a low one gets further. So begin high and end
# low. A schedule is a function of the step $t = 0, 1, 2, \dots$ that returns a **factor** for
# the rate. It remembers nothing: you can ask it for any step. `Solver(..., schedule=f)`
# multiplies the rate of step $t$ by `f(t)`.

# %%
predict(
    "optimizers-schedule",
    "A noisy bowl, 400 steps, starting at a rate of 0.5. Which ends with the lowest average "
    "loss?",
    {
        "a": "The constant rate.",
        "b": "1 / (1 + k t), which takes the rate down to 0.01.",
        "c": "The cosine, which stays high for long and ends at 0.",
    },
    answer="",
)

# %% [markdown] topics=[23]
# ### Exercise: `decayed` (4 points)
#
# | `kind` | factor at step $t$ | keys of `param` |
# |---|---|---|
# | `"step"` | $f^{\lfloor t / n \rfloor}$ | `"every"`: $n$; `"factor"`: $f$, default 0.1 |
# | `"exponential"` | $e^{-k t}$ | `"k"` |
# | `"inverse"` | $1 / (1 + k t)$ | `"k"` |
# | `"inverse_sqrt"` | $1 / \sqrt{1 + k t}$ | `"k"`, default 1 |
# | `"linear"` | $1 - t / T$ | `"total"`: $T$ |
# | `"cosine"` | $\frac12 (1 + \cos(\pi t / T))$ | `"total"`: $T$ |
#
# From step $T$ on, the last two are 0. Any other kind is a `ValueError`.


# %% nbgrader={"grade": false, "grade_id": "decayed", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def decayed(t, kind, param):
    """Return the factor for the learning rate at step t."""
    ### BEGIN SOLUTION
    if kind == "step":
        return param.get("factor", 0.1) ** (t // param["every"])
    if kind == "exponential":
        return np.exp(-param["k"] * t)
    if kind == "inverse":
        return 1 / (1 + param["k"] * t)
    if kind == "inverse_sqrt":
        return 1 / np.sqrt(1 + param.get("k", 1) * t)
    if kind not in ("linear", "cosine"):
        raise ValueError(f"no such decay: {kind!r}")
    share = min(1, t / param["total"])
    return 1 - share if kind == "linear" else (1 + np.cos(np.pi * share)) / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-decayed-steady", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Every value by hand.
for kind, param, values in [
    ("step", {"every": 10, "factor": 0.5}, {0: 1, 9: 1, 10: 0.5, 25: 0.25}),
    ("step", {"every": 3}, {2: 1, 6: 0.01}),
    ("exponential", {"k": 0.5}, {0: 1, 4: 0.1353352832366127}),
    ("inverse", {"k": 0.5}, {0: 1, 6: 0.25}),
    ("inverse_sqrt", {}, {0: 1, 3: 0.5, 24: 0.2}),
    ("inverse_sqrt", {"k": 5}, {3: 0.25}),
]:
    for t, right in values.items():
        factor = run(decayed, t, kind, param, returns="factor")
        what = f"factor of decayed at step {t}, {kind}, {param}"
        expect(what, factor, right, hint=f"the row {kind} of the table")
refuses(decayed, 1, "no such kind", {"k": 1, "total": 9, "every": 3}, error=ValueError)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("decayed-steady")
for kind in ("step", "exponential", "inverse", "inverse_sqrt"):
    for t in (0, 7, int(rng.integers(8, 99))):
        param = {"every": 7, "k": 0.03, "factor": 0.3}
        what = f"factor of decayed at step {t}, {kind}, {param}"
        expect(what, decayed(t, kind, param), key.decayed(t, kind, param))
### END HIDDEN TESTS
passed("decayed falls for ever")

# %% nbgrader={"grade": true, "grade_id": "test-decayed-total", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Every value by hand; step 9 is beyond the end.
for kind, total, values in [
    ("linear", 8, {0: 1, 2: 0.75, 6: 0.25, 8: 0, 9: 0}),
    ("cosine", 6, {0: 1, 2: 0.75, 3: 0.5, 4: 0.25, 6: 0, 9: 0}),
]:
    for t, right in values.items():
        factor = run(decayed, t, kind, {"total": total}, returns="factor")
        what = f"factor of decayed at step {t} of {total}, {kind}"
        expect(what, factor, right, hint=f"the row {kind} of the table, and its end")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("decayed-total")
for kind in ("linear", "cosine"):
    for t in (1, int(rng.integers(2, 50)), 51, 110):
        what = f"factor of decayed at step {t} of 51, {kind}"
        param = {"total": 51}
        expect(what, decayed(t, kind, param), key.decayed(t, kind, param))
### END HIDDEN TESTS
passed("decayed ends at zero")

# %% [markdown] topics=[23]
# ### Exercise: `warmed_up` (2 points)
#
# The first gradients come from random weights, and Adam's averages know little yet. A
# **warm-up** raises the rate in a straight line: with $W$ steps of warm-up the factors are
# $1/W, 2/W, \dots, 1$. Then another schedule begins, at its own step 0. Large nets are often
# warmed up for some 5000 steps. `schedule` is a function of a step; $W$ may be 0.


# %% nbgrader={"grade": false, "grade_id": "warmed_up", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def warmed_up(t, warmup, schedule):
    """Return the factor at step t of a schedule with a warm-up before it."""
    ### BEGIN SOLUTION
    return (t + 1) / warmup if t < warmup else schedule(t - warmup)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-warmed_up", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Four steps up; then a schedule that halves the factor in every step.
def halving(t):
    return 0.5**t


values = {3: 1, 0: 0.25, 1: 0.5, 4: 1, 5: 0.5, 7: 0.125}
for t, right in values.items():
    factor = run(warmed_up, t, 4, halving, returns="factor")
    what = f"factor of warmed_up at step {t}, warm-up of 4"
    hint = "1/4, 2/4, 3/4, 1, and then schedule(0), schedule(1), ..."
    expect(what, factor, right, hint=hint)
factor = run(warmed_up, 2, 0, halving, returns="factor")
expect("factor of warmed_up at step 2, no warm-up", factor, 0.25, hint="schedule(2)")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("warmed_up")
warmup = int(rng.integers(5, 20))
for t in (0, 3, warmup - 1, warmup, warmup + 5):
    what = f"factor of warmed_up at step {t}, warm-up of {warmup}"
    got = warmed_up(t, warmup, lambda u: 3 / (3 + u))
    expect(what, got, key.warmed_up(t, warmup, lambda u: 3 / (3 + u)), hint=hint)
### END HIDDEN TESTS
passed("warmed_up begins gently")

# %% [markdown] topics=[23]
# ### Exercise: `cycled` (3 points)
#
# Some schedules rise again: to leave a poor minimum, or because a high rate in the middle of
# training has proved good.
#
# | `kind` | factor at step $t$ | keys of `param` |
# |---|---|---|
# | `"triangular"` | from `low` in a straight line up to 1 in `half` steps, down again in as many, and so on | `"half"`; `"low"`, default 0.1 |
# | `"one_cycle"` | from `low` straight up to 1 at step $pT$, then by half a wave of the cosine down to 0 at step $T$, and 0 from there on | `"total"`: $T$; `"peak"`: $p$, default 0.3; `"low"`, default 0.1 |
# | `"restarts"` | half a wave of the cosine from 1 to 0 in `first` steps, then anew from 1; each period is `growth` times as long as the last | `"first"`; `"growth"`, default 2 |
#
# At the first step of a new period, the factor of `"restarts"` is 1. Any other kind is a
# `ValueError`.
#
# <details><summary>Hint: in which period am I?</summary>
#
# As long as `t` is not smaller than the period, subtract the period from `t` and make the
# period longer. What is left of `t` counts within its period.
# </details>


# %% nbgrader={"grade": false, "grade_id": "cycled", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def cycled(t, kind, param):
    """Return the factor for the learning rate at step t."""
    low = param.get("low", 0.1)
    ### BEGIN SOLUTION
    if kind == "triangular":
        return low + (1 - low) * (1 - abs(t / param["half"] % 2 - 1))
    if kind == "one_cycle":
        share, peak = min(1, t / param["total"]), param.get("peak", 0.3)
        if share < peak:
            return low + (1 - low) * share / peak
        return (1 + np.cos(np.pi * (share - peak) / (1 - peak))) / 2
    if kind != "restarts":
        raise ValueError(f"no such cycle: {kind!r}")
    period = param["first"]
    while t >= period:
        t, period = t - period, period * param.get("growth", 2)
    return (1 + np.cos(np.pi * t / period)) / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-cycled", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Every value by hand.
one, again = {"total": 10, "peak": 0.4, "low": 0.2}, {"first": 4}
for kind, param, values in [
    ("triangular", {"half": 4, "low": 0.2}, {0: 0.2, 1: 0.4, 4: 1, 6: 0.6, 9: 0.4}),
    ("triangular", {"half": 3}, {0: 0.1, 2: 0.7}),
    ("one_cycle", one, {0: 0.2, 1: 0.4, 4: 1, 6: 0.75, 8: 0.25, 10: 0, 12: 0}),
    ("one_cycle", {"total": 20}, {0: 0.1, 2: 0.4}),
    ("restarts", again, {0: 1, 2: 0.5, 4: 1, 8: 0.5, 12: 1, 20: 0.5}),
    ("restarts", again | {"growth": 1}, {2: 0.5, 4: 1, 10: 0.5}),
]:
    for t, right in values.items():
        factor = run(cycled, t, kind, param, returns="factor")
        what = f"factor of cycled at step {t}, {kind}, {param}"
        expect(what, factor, right, hint=f"the row {kind} of the table")
refuses(cycled, 1, "no such kind", one | again | {"half": 3}, error=ValueError)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("cycled")
param = {"half": 13, "total": 77, "first": 5, "growth": 3, "low": 0.3}
for kind in ("triangular", "one_cycle", "restarts"):
    for t in (int(rng.integers(1, 13)), int(rng.integers(28, 38)), 60, 90):
        what = f"factor of cycled at step {t}, {kind}, {param}"
        expect(what, cycled(t, kind, param), key.cycled(t, kind, param))
### END HIDDEN TESTS
passed("cycled rises again")

# %% [markdown] topics=[23]
# ### Experiment: all of them at a glance

# %% tags=["experiment"]
T = 120
schedules = {
    "step": lambda t: decayed(t, "step", {"every": 30, "factor": 0.5}),
    "exponential": lambda t: decayed(t, "exponential", {"k": 4 / T}),
    "1/t": lambda t: decayed(t, "inverse", {"k": 10 / T}),
    "inverse root": lambda t: decayed(t, "inverse_sqrt", {"k": 10 / T}),
    "linear": lambda t: decayed(t, "linear", {"total": T}),
    "cosine": lambda t: decayed(t, "cosine", {"total": T}),
    "warm-up, cosine": lambda t: warmed_up(
        t, 20, lambda u: decayed(u, "cosine", {"total": T - 20})
    ),
    "cyclic": lambda t: cycled(t, "triangular", {"half": 20}),
    "one cycle": lambda t: cycled(t, "one_cycle", {"total": T}),
    "warm restarts": lambda t: cycled(t, "restarts", {"first": 18}),
}
fig, axes = plots.figure(2, 2, height=6.0)
for ax, (title, names) in zip(
    axes,
    {
        "Steepest at the start": ("exponential", "1/t", "inverse root"),
        "High for longer": ("step", "linear", "cosine"),
        "Rise first": ("warm-up, cosine", "one cycle"),
        "Rise again": ("cyclic", "warm restarts"),
    }.items(),
    strict=True,
):
    plots.curves(
        {name: [schedules[name](t) for t in range(T + 1)] for name in names},
        xlabel="step",
        ylabel="factor",
        title=title,
        ax=ax,
    )
plots.show(
    fig,
    alt="Four panels with the factors of ten schedules over 120 steps. Exponential, 1/t and "
    "the inverse root fall from 1 at once; step, linear and cosine stay high for longer; "
    "warm-up with cosine and one cycle rise to 1 first and end at 0; cyclic goes up and down three times, warm restarts "
    "jump back to 1 at steps 18 and 54.",
    takeaway="Ten schedules, one question: when is the rate high, and how low does it end?",
)

# %% [markdown] topics=[23]
# ### Experiment: the noise floor, lowered
#
# The bowl of part 1 with its noise; averages over 60 runs that start at the rate 0.5.

# %% tags=["experiment"]
lowered = {}
for name, schedule in {
    "constant": lambda t: 1.0,
    "1/t": lambda t: decayed(t, "inverse", {"k": 49 / 400}),
    "cosine": lambda t: decayed(t, "cosine", {"total": 400}),
}.items():
    paths = [
        race(
            "sgd",
            bowl(),
            400,
            {"learning_rate": 0.5},
            np.random.default_rng(i),
            schedule,
        )
        for i in range(60)
    ]
    lowered[name] = np.mean([bowl().loss(*p.T) for p in paths], axis=0)
    print(f"{name}: {lowered[name][-1]:.4f} at the end")
fig = plots.curves(
    lowered,
    xlabel="step",
    ylabel="average loss",
    title="SGD with noisy gradients in a bowl, rate 0.5 at the start",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot of the average loss over 400 steps. Constant stays near 1.3. 1/t ends at "
    "0.02, the cosine at 0.05 after staying high for 200 steps.",
    takeaway="Both decays go below the floor of the constant rate. 1/t is lower from its "
    "first steps to its last; the cosine pays for its long high start in this bowl.",
)

# %% tags=["experiment"]
outcome(
    "optimizers-schedule",
    "b",
    "Its rates make the last w an average of all that the noise has done, and averages "
    "of more gradients are less noisy. On a loss that is no bowl the cosine may win.",
)

# %% [markdown] topics=[23]
# ### Experiment: twice the batch, twice the rate?
#
# A rule of thumb: if you make the batch $n$ times larger, make the rate $n$ times higher, for
# you take $n$ times fewer steps. A net with two hidden layers of 50, six epochs of SGD, from a
# rate of 0.01 for batches of 10. Training loss is measured over the last epoch.


# %% tags=["experiment"]
def shrink(images):
    """Return images of 16 x 16 pixels as rows, in float32."""
    return images.reshape(-1, 3, 16, 2, 16, 2).mean(axis=(3, 5)).reshape(-1, 768)


full = get_data("toybox", num_train=2000, num_val=500)
deviation = shrink(full["X_train"]).std()
data = {
    "X_train": shrink(full["X_train"]) / deviation,
    "y_train": full["y_train"],
    "X_val": shrink(full["X_val"]) / deviation,
    "y_val": full["y_val"],
}


def train(rule, rate, batch=50, epochs=4, schedule=None, hidden=(50, 50), **config):
    """Train a net, and return its solver."""
    net = FullyConnectedNet(list(hidden), 768, weight_scale="he", seed=1)
    solver = Solver(
        net,
        data,
        update_rule=rule,
        optim_config={"learning_rate": rate, **config},
        batch_size=batch,
        num_epochs=epochs,
        schedule=schedule,
        verbose=False,
    )
    solver.train()
    return solver


def last_epoch(solver):
    """Return the average training loss of the last epoch, nan if it diverged."""
    steps = max(1, len(solver.loss_history) // solver.num_epochs)
    return np.nan if solver.stopped else float(np.mean(solver.loss_history[-steps:]))


batches = np.array([10, 20, 50, 100, 200, 500, 1000])
by_batch = {
    "rate in proportion": [
        last_epoch(train("sgd", 0.001 * n, int(n), 6)) for n in batches
    ],
    "rate 0.01": [last_epoch(train("sgd", 0.01, int(n), 6)) for n in batches],
}
fig, (ax,) = plots.figure()
ax.set_ylim(1.0, 2.6)
plots.curves(
    {name: (batches, losses) for name, losses in by_batch.items()},
    xlabel="batch size",
    ylabel="training loss, last epoch",
    title="Six epochs of SGD",
    logx=True,
    ax=ax,
)
plots.show(
    fig,
    alt="Training loss in the last of six epochs over the batch size. With a rate of 0.01 "
    "throughout it rises from 1.1 at 10 to 2.4 at 1000. With a rate in proportion it stays "
    "near 1.1 up to batches of 100, is 1.3 at 200 and 2.1 at 500, and diverges at 1000.",
    takeaway="The rule holds from batches of 10 to 100. Beyond that the loss grows with the "
    "batch, and at a batch of 1000, with a rate of 1, the run diverges.",
)

# %% [markdown] topics=[23]
# ### Experiment: what does a warm-up prevent?
#
# A net with five hidden layers and SGD at the high rate of 0.3, with and without a warm-up.

# %% tags=["experiment"]
warmups = {
    f"warm-up of {W}" if W else "none": train(
        "sgd",
        0.3,
        epochs=6,
        hidden=(50,) * 5,
        schedule=lambda t, W=W: warmed_up(t, W, lambda u: 1.0),
    )
    for W in (0, 20, 80)
}
for name, solver in warmups.items():
    print(f"{name}: highest loss {max(solver.loss_history):.2f}", end=", ")
    print(f"last epoch {last_epoch(solver):.2f}")
fig = plots.curves(
    {name: solver.loss_history[:60] for name, solver in warmups.items()},
    xlabel="step",
    ylabel="training loss",
    title="The first 60 steps at a rate of 0.3",
)
plots.show(
    fig,
    alt="Training loss over the first 60 steps. Without a warm-up it jumps above 4; with 20 "
    "or 80 steps of warm-up it stays below 3.",
    takeaway="A warm-up prevents the jump of the first steps. This small net recovers "
    "anyway: after six epochs all three are about even.",
)

# %% [markdown]
# **Question: large batches (2 points).** (a) Why should the rate grow with the batch at all?
# Compare $n$ small steps with one step of the large batch. (b) When does this reasoning fail?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-batches", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# (a) As long as the weights hardly move, $n$ small steps add up $n$ gradients, each times the
# rate. The large batch takes the average of these gradients in one step, so that it needs $n$
# times the rate to get as far. (1 point)
#
# (b) When the weights move so far during the $n$ steps that the gradient changes: then one long
# step is no longer the sum of the short ones. At the latest where the rate exceeds what the
# curvature allows, 2 over the largest eigenvalue of the Hessian. (1 point)

# %% [markdown] topics=[24]
# ## 7. Second order
#
# Gradient descent does not know the curvature. Newton's method does: near $w$ it takes the
# loss for a quadratic with the Hessian $A$, and steps to where that has gradient zero,
#
# $$w \leftarrow w - A^{-1} g$$
#
# There is no rate to choose, and a ravine is left in one step, turned or not. But $A$ has
# $n^2$ entries, and solving with it takes about $n^3$ operations. And there is another
# trouble.

# %%
predict(
    "optimizers-newton",
    "You start Newton's method beside the ridge of a saddle, where gradient descent finds a "
    "minimum. Where does Newton end?",
    {"a": "In the same minimum, faster.", "b": "At the saddle.", "c": "It diverges."},
    answer="",
)

# %% [markdown] topics=[24]
# ### Exercise: `golden_section` (3 points)
#
# A method that chooses a direction well still has to choose how far to go: a **line search**.
# Let $f$ fall and then rise between `low` and `high`. Put two points $a < b$ inside. If
# $f(a) < f(b)$, the minimum lies below $b$; else above $a$. Cut off the rest and go on. If each
# cut leaves $r = (\sqrt5 - 1) / 2 = 0.618$ of the interval,
#
# $$a = \text{high} - r\,(\text{high} - \text{low}) \qquad
#   b = \text{low} + r\,(\text{high} - \text{low})$$
#
# then the point that remains inside is one of the two new points, and each step costs only one
# new value of $f$. Return the middle of the interval after `steps` cuts.


# %% nbgrader={"grade": false, "grade_id": "golden_section", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def golden_section(f, low, high, steps):
    """Return the middle of the interval that is left after some cuts."""
    ### BEGIN SOLUTION
    r = (np.sqrt(5) - 1) / 2
    a, b = high - r * (high - low), low + r * (high - low)
    fa, fb = f(a), f(b)
    for _ in range(steps):
        if fa < fb:
            high, b, fb = b, a, fa
            a = high - r * (high - low)
            fa = f(a)
        else:
            low, a, fa = a, b, fb
            b = low + r * (high - low)
            fb = f(b)
    return (low + high) / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-golden_section", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Intervals by hand: 0 to 1, then 0 to 0.618, then 0 to 0.382.
r = (np.sqrt(5) - 1) / 2
for steps, right in [(0, 1 / 2), (1, r / 2), (2, r**2 / 2)]:
    x = run(golden_section, lambda x: abs(x - 0.1), 0.0, 1.0, steps, returns="x")
    what = f"x of golden_section after {steps} steps, minimum at 0.1"
    expect(what, x, right, hint="the middle of an interval that is 0.618 as long")
x = run(golden_section, lambda x: abs(x - 7), 2.0, 8.0, 40, returns="x")
what = "x of golden_section after 40 steps, minimum at 7"
expect(what, x, 7, hint="keep the side with the lower value", tolerance=1e-7)
calls = []
run(golden_section, lambda x: calls.append(x) or x, 0.0, 1.0, 20, returns="x")
what = "golden_section, 20 steps: values of f above the 22 that it needs"
expect(what, max(0, len(calls) - 22), 0, hint="keep the value that you have")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("golden_section")
for low, high, steps in [(-3.0, 4.0, 5), (0.0, 1e-3, 12), (10.0, 30.0, 30)]:
    place = low + (high - low) * rng.uniform(0.1, 0.9)
    bowl_there = lambda x, place=place: abs(x - place)  # noqa: E731
    x = run(golden_section, bowl_there, low, high, steps, returns="x")
    what = f"x of golden_section after {steps} steps from {low} to {high}"
    right = key.golden_section(bowl_there, low, high, steps)
    expect(what, x, right, hint="cut off the side with the higher value")
### END HIDDEN TESTS
passed("golden_section cuts and saves")

# %% [markdown] topics=[24]
# ### Exercise: `quasi_newton_update` (4 points)
#
# Quasi-Newton methods never see the Hessian. They keep an estimate $H$ of its **inverse**, at
# first the identity, and step along $-H g$. Each step $s$ shows how the gradient changes by $y$,
# and a quadratic has $A^{-1} y = s$. So mend $H$ by as little as makes $H y = s$ true:
#
# | `kind` | new $H$ |
# |---|---|
# | `"sr1"` | $H + \dfrac{r r^T}{r^T y}$ with $r = s - H y$: rank one |
# | `"dfp"` | $H + \dfrac{s s^T}{s^T y} - \dfrac{H y\, (H y)^T}{y^T H y}$: rank two |
# | `"bfgs"` | $P H P^T + \dfrac{s s^T}{s^T y}$ with $P = I - \dfrac{s y^T}{s^T y}$: rank two |
#
# If $s^T y$ is not above `1e-12` (for `"sr1"`: $|r^T y|$), return the old $H$. Any other kind
# is a `ValueError`.
#
# <details><summary>Hint: a column times a row</summary>
#
# `s` and `y` have shape (n,). $s^T y$ is a number, `s @ y`. $s y^T$ is a matrix:
# `np.outer(s, y)`.
# </details>


# %% nbgrader={"grade": false, "grade_id": "quasi_newton_update", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def quasi_newton_update(H, s, y, kind):
    """Return the estimate of the inverse Hessian after a step."""
    ### BEGIN SOLUTION
    if kind not in ("sr1", "dfp", "bfgs"):
        raise ValueError(f"no such update: {kind!r}")
    Hy, sy = H @ y, s @ y
    r = s - Hy
    if (abs(r @ y) if kind == "sr1" else sy) <= 1e-12:
        return H
    if kind == "sr1":
        return H + np.outer(r, r) / (r @ y)
    if kind == "dfp":
        return H + np.outer(s, s) / sy - np.outer(Hy, Hy) / (y @ Hy)
    P = np.eye(len(s)) - np.outer(s, y) / sy
    return P @ H @ P.T + np.outer(s, s) / sy
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-quasi_newton_update", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# s^T y = 3. With H = I: H y = (1, 1), r = (1, 0). By hand:
s, y, H = np.array([2.0, 1]), np.array([1.0, 1]), np.array([[2.0, 1], [1, 4]])
for kind, right in [
    ("sr1", [[2, 0], [0, 1]]),
    ("dfp", [[11 / 6, 1 / 6], [1 / 6, 5 / 6]]),
    ("bfgs", [[17 / 9, 1 / 9], [1 / 9, 8 / 9]]),
]:
    hint = f"the row {kind} of the table"
    new = run(quasi_newton_update, H, s, y, kind, returns="H", shape=(2, 2))
    what = f"H y of quasi_newton_update, {kind}, from another H"
    expect(what, new @ y, s, hint=f"H y = s; {hint}")
    new = run(quasi_newton_update, np.eye(2), s, y, kind, returns="H")
    expect(
        f"H of quasi_newton_update, {kind}, from the identity", new, right, hint=hint
    )
    what = f"H of quasi_newton_update, {kind}, for y = 0"
    old = run(quasi_newton_update, H, s, 0 * y, kind, returns="H")
    expect(what, old, H, hint="nothing to divide by: the old H")
refuses(quasi_newton_update, H, s, y, "bgfs", error=ValueError)
### BEGIN HIDDEN TESTS
import itertools

from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("quasi_newton_update")
for kind in ("sr1", "dfp", "bfgs"):
    A = rng.normal(size=(4, 4))
    H, s = A @ A.T + np.eye(4), rng.normal(size=4)
    y = np.linalg.solve(H + 2 * np.eye(4), s)
    new = run(quasi_newton_update, H, s, y, kind, returns="H")
    right = key.quasi_newton_update(H, s, y, kind)
    expect(f"H of quasi_newton_update, {kind}, of four parameters", new, right)
for kind in ("dfp", "bfgs"):
    new = run(quasi_newton_update, H, s, -y, kind, returns="H")
    what = f"H of quasi_newton_update, {kind}, for s^T y < 0"
    expect(what, new, H, hint="s^T y is not above 1e-12: the old H")
new = run(quasi_newton_update, H, s, -y, "sr1", returns="H")
right = key.quasi_newton_update(H, s, -y, "sr1")
hint = "sr1 looks at |(s - H y)^T y|, not at s^T y"
expect("H of quasi_newton_update, sr1, for s^T y < 0", new, right, hint=hint)
for kind, size in itertools.product(("sr1", "dfp", "bfgs"), (7e-13, 1e-12, 1.5e-12)):
    case = np.eye(2), np.array([1.0, 0.0]), np.array([size, 0.0]), kind
    new = run(quasi_newton_update, *case, returns="H")
    what = f"H of quasi_newton_update, {kind}, for s^T y = {size}"
    expect(what, new, key.quasi_newton_update(*case), hint="above 1e-12 or not")
### END HIDDEN TESTS
passed("quasi_newton_update learns from each step")

# %% [markdown] topics=[24]
# ### Exercise: `lbfgs_direction` (3 points)
#
# For a million parameters $H$ does not fit into any memory. But $-H g$ does, and BFGS needs no
# more than the pairs $(s, y)$ that made $H$. L-BFGS keeps the last few and gets the direction by
# two loops. Start from $q = -g$.
#
# * From the **newest** pair to the oldest: $\alpha_i = \dfrac{s_i^T q}{s_i^T y_i}$, then
#   $q \leftarrow q - \alpha_i\, y_i$.
# * Scale: $q \leftarrow \dfrac{s^T y}{y^T y}\, q$ with the newest pair.
# * From the **oldest** pair to the newest: $\beta = \dfrac{y_i^T q}{s_i^T y_i}$, then
#   $q \leftarrow q + (\alpha_i - \beta)\, s_i$.
#
# `pairs` has the oldest first. Without any pair the direction is $-g$.


# %% nbgrader={"grade": false, "grade_id": "lbfgs_direction", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def lbfgs_direction(gradient, pairs):
    """Return the direction -H g of BFGS from its pairs (s, y), the oldest first."""
    ### BEGIN SOLUTION
    q, alphas = -gradient, []
    for s, y in reversed(pairs):
        alphas.append(s @ q / (s @ y))
        q = q - alphas[-1] * y
    if pairs:
        s, y = pairs[-1]
        q = q * (s @ y) / (y @ y)
    for (s, y), alpha in zip(pairs, reversed(alphas), strict=True):
        q = q + (alpha - y @ q / (s @ y)) * s
    return q
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-lbfgs_direction", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# One pair by hand: s^T y = 3, y^T y = 2, alpha = -12.
g, pairs = np.array([9.0, 18]), [([2.0, 1], [1.0, 1]), ([1.0, 0], [1.0, -1])]
pairs = [(np.array(s), np.array(y)) for s, y in pairs]  # the oldest first
d = run(lbfgs_direction, g, [], returns="direction")
expect("direction of lbfgs_direction without pairs", d, -g, hint="down the gradient")
d = run(lbfgs_direction, g, pairs[:1], returns="direction")
hint = "two loops over the pairs, and the scale between them"
expect("direction of lbfgs_direction, one pair", d, [-16.5, -19.5], hint=hint)
d = run(lbfgs_direction, g, pairs, returns="direction")
hint = "first loop from the newest pair to the oldest, second loop back"
expect("direction of lbfgs_direction, two pairs", d, [-25.5, -16.5], hint=hint)
# H y = s holds for the newest pair.
(s, y) = pairs[-1]
d = run(lbfgs_direction, y, pairs, returns="direction")
expect("direction of lbfgs_direction for the gradient y", d, -s, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("optimizers"), hidden_rng("lbfgs_direction")
for n, memory in [(5, 3), (4, 6)]:
    A = rng.normal(size=(n, n))
    steps = rng.normal(size=(memory, n))
    pairs = [(s, (A @ A.T + np.eye(n)) @ s) for s in steps]
    g = rng.normal(size=n)
    got = run(lbfgs_direction, g, pairs, returns="direction")
    right = key.lbfgs_direction(g, pairs)
    expect(f"direction of lbfgs_direction, {memory} pairs", got, right, hint=hint)
### END HIDDEN TESTS
passed("lbfgs_direction needs no matrix")

# %% [markdown] topics=[24]
# ### Experiment: who gets down Beale's function?
#
# Beale's function has flat plains and steep walls, and its minimum is at (3, 0.5). `minimise`
# puts your parts together: the direction from your updates, the length from your
# `golden_section`. Newton takes full steps and gets the true Hessian.

# %% tags=["experiment"]
beale = LANDSCAPES["beale"]
descents = {
    method: minimise(beale.at, beale.slope, np.array(beale.start), method, 40)
    for method in ("gradient", "sr1", "dfp", "bfgs", "lbfgs", "newton")
}
descent_loss = {m: beale.loss(*path.T) for m, path in descents.items()}
fig = plots.curves(
    {m: (np.arange(len(v)), np.maximum(v, 1e-20)) for m, v in descent_loss.items()},
    xlabel="step",
    ylabel="loss, at least 1e-20",
    title="Beale's function, from (0.7, 1.4)",
    logy=True,
)
plots.show(
    fig,
    alt="Log plot of the loss over steps. SR1, DFP, BFGS and L-BFGS reach 1e-8 within 10 steps "
    "and are below 1e-18 at their ends, at most 17 steps. The gradient with the same line "
    "search is at 0.01 after 40. Newton ends at 14.2.",
    takeaway="With the curvature learnt on the way, 10 steps do what the gradient does not do "
    "in 40. Newton's full steps end far above.",
)

# %% tags=["experiment"]
end = descents["newton"][-1]
eigenvalues = np.linalg.eigvalsh(hessian(beale.slope, end))
print(f"Newton on Beale's function ends at {end.round(3)}:", end=" ")
print(f"slope {np.abs(beale.slope(end)).max():.0e}, eigenvalues {eigenvalues.round(1)}")
pass_ = saddle(1e-2)
newton_end = minimise(pass_.at, pass_.slope, np.array(pass_.start), "newton", 20)[-1]
print(f"Newton beside the ridge of the saddle ends at {newton_end.round(3)}")
outcome(
    "optimizers-newton",
    "b",
    "Newton looks for a gradient of zero, and a saddle has that. Along the negative "
    "eigenvalue it steps uphill.",
)

# %% [markdown] topics=[24]
# ### Experiment: does it pay on a net?
#
# A net with 16 hidden units and 1210 parameters on 500 handwritten digits, with a little L2.
# First all 500 images in every step (the **full batch**), then a new minibatch of 50 in every
# step. What it costs is counted in evaluations of the loss, with or without its gradient.

# %% tags=["experiment"]
digits = get_data("digits", num_train=500)
X_digits, y_digits = digits["X_train"].reshape(500, -1) / 16.0, digits["y_train"]
net = FullyConnectedNet([16], 64, weight_scale="he", dtype=np.float64, seed=0, reg=1e-3)
shapes = {name: value.shape for name, value in net.params.items()}
begin = np.concatenate([value.ravel() for value in net.params.values()])
evaluations = 0


def evaluate(w, rows):
    """Return loss and gradient at the parameters w, as one vector, on some images."""
    global evaluations
    evaluations += 1
    ends = np.cumsum([np.prod(shape) for shape in shapes.values()])
    parts = np.split(w, ends[:-1].astype(int))
    net.params = {
        n: p.reshape(s) for (n, s), p in zip(shapes.items(), parts, strict=True)
    }
    loss, grads = net.loss(X_digits[rows], y_digits[rows])
    return loss, np.concatenate([grads[name].ravel() for name in shapes])


def descend(method, size, steps=30):
    """Minimise on batches, a new one for each step; return losses on all images."""
    global evaluations
    rng, evaluations = np.random.default_rng(0), 0
    rows = np.arange(500)[:size]

    def gradient(w):
        nonlocal rows
        rows = rng.permutation(500)[:size]
        return evaluate(w, rows)[1]

    path = minimise(lambda w: evaluate(w, rows)[0], gradient, begin, method, steps)
    cost = evaluations / (len(path) - 1)
    return cost, np.array([evaluate(w, slice(None))[0] for w in path])


runs = {
    "L-BFGS, full batch": descend("lbfgs", 500),
    "gradient, full batch": descend("gradient", 500),
    "L-BFGS, minibatches": descend("lbfgs", 50),
    "gradient, minibatches": descend("gradient", 50),
}
w, state, adam_loss = begin, {"learning_rate": 0.1}, []
for _ in range(600):
    loss, gradient = evaluate(w, slice(None))
    adam_loss.append(loss)
    w, state = adam(w, gradient, state)
costs = {name: cost for name, (cost, _) in runs.items()}
print({name: round(cost) for name, cost in costs.items()}, "evaluations a step")
fig, (left, right) = plots.figure(2)
plots.curves(
    {name: losses for name, (_, losses) in runs.items()},
    xlabel="step",
    ylabel="loss on all 500 images",
    title="By steps",
    logy=True,
    ax=left,
)
plots.curves(
    {
        "L-BFGS": (
            costs["L-BFGS, full batch"] * np.arange(len(runs["L-BFGS, full batch"][1])),
            runs["L-BFGS, full batch"][1],
        ),
        "Adam": (np.arange(600), adam_loss),
    },
    xlabel="evaluations of the loss",
    ylabel="loss on all 500 images",
    title="By cost, full batch",
    logy=True,
    ax=right,
)
plots.show(
    fig,
    alt="Left, loss over 30 steps: L-BFGS with the full batch falls fastest, to 0.10; the "
    "gradient with the full batch to 0.15; with minibatches both are noisy, and L-BFGS is no "
    "better. Right, loss over evaluations: Adam falls faster than L-BFGS, and both end near "
    "0.1.",
    takeaway="By steps L-BFGS wins on the full batch, and loses its advantage on minibatches. "
    "By cost it does not win: this line search takes about 20 evaluations a step.",
)

# %% [markdown]
# **Question: minibatches (1 point).** Why does L-BFGS suffer more from minibatches than SGD?
# Think of what $y$ measures.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-minibatches", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# $y$ is the difference of two gradients. If they come from two batches, it holds the difference
# of the batches besides the curvature, and for short steps mostly that. H is built from it and
# remembers it for many steps, whereas the noise in SGD's gradients averages out. (1 point)

# %% [markdown] topics=[20, 21, 22]
# ## 8. Races
#
# Now all of your rules run. First on the four landscapes.

# %%
predict(
    "optimizers-range",
    "You train the same net with SGD and with Adam over seven rates, each half a decade "
    "apart. Each at its best, which has the lower training loss after four epochs?",
    {
        "a": "SGD, by far.",
        "b": "Adam, but not by much.",
        "c": "Adam, by a factor of two.",
    },
    answer="",
)

# %% [markdown] topics=[20, 21, 22]
# ### Experiment: four rules on four landscapes
#
# Each rule takes 100 steps, at a rate that suits it on this landscape. Filled marks stand
# where the paths end.

# %% tags=["experiment"]
rates = {
    "ravine": {"sgd": 0.03, "sgd_momentum": 0.01, "rmsprop": 0.1, "adam": 0.3},
    "saddle": {"sgd": 0.03, "sgd_momentum": 0.03, "rmsprop": 0.03, "adam": 0.1},
    "beale": {"sgd": 0.03, "sgd_momentum": 0.003, "rmsprop": 0.1, "adam": 0.3},
    "bowl": {"sgd": 0.03, "sgd_momentum": 0.01, "rmsprop": 0.03, "adam": 0.1},
}
names = {"bowl": "bowl, noisy gradients", "beale": "Beale's function"}
fig, axes = plots.figure(2, 2, height=6.6)
race_loss = {}
for ax, (place, rules) in zip(axes, rates.items(), strict=True):
    ground = LANDSCAPES[place]
    x_low, x_high, y_low, y_high = ground.window
    y_low = min(y_low, -1.2)  # momentum swings so far on Beale's function
    x, y = np.meshgrid(np.linspace(x_low, x_high, 120), np.linspace(y_low, y_high, 120))
    z = np.log(1e-2 + ground.loss(x, y))
    ax.contour(x, y, z, levels=14, colors="#cccccc", linewidths=0.7, linestyles="solid")
    for i, (rule, rate) in enumerate(rules.items()):
        rng = np.random.default_rng(2) if place == "bowl" else None
        path = race(rule, ground, 100, {"learning_rate": rate}, rng)
        race_loss[place, rule] = float(ground.loss(*path[-1]))
        style = {"color": plots.COLOURS[i], "linestyle": plots.LINE_STYLES[i]}
        ax.plot(*path.T, label=rule, lw=1.5, **style)
        ax.plot(*path[-1], plots.MARKERS[i], color=plots.COLOURS[i], ms=6)
    ax.plot(*ground.minimum, "*", mfc="none", mec=plots.INK, ms=16, zorder=5)
    ax.set(xlim=(x_low, x_high), ylim=(y_low, y_high), xlabel="x", ylabel="y")
    ax.set_title(names.get(place, place), loc="left", fontsize=11)
axes[1].legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
plots.show(
    fig,
    alt="Four contour maps with the paths of SGD, momentum, RMSProp and Adam over 100 steps; a "
    "hollow star marks the minimum. On the ravine SGD zigzags, and momentum and Adam swing. On the "
    "saddle SGD with a rate of 0.03 stays at the saddle, RMSProp and Adam leave it for the minimum. "
    "On Beale's function all turn into the valley. In the noisy bowl all wander around the "
    "minimum.",
    takeaway="There is no winner for all landscapes: rules with a rate for each parameter "
    "leave the saddle first, and noise keeps all of them from standing still.",
)

# %% [markdown]
# ### Explore: races of your own
#
# Your rules, from a start just beside the ridge of the saddle. **Which rule leaves the saddle
# first? Set the start to 50 %, on the ridge: who still leaves, and what does noise change?**

# %% tags=["experiment"]
from cs231n_utils.widgets import OptimizerRace

OptimizerRace(
    "landscape=saddle rules=sgd+sgd_momentum+adam rate=0.03 adaptive=0.03 across=16.5 up=50.5"
)

# %% [markdown]
# What to look for: a loss of 0.25 is the saddle's. On the ridge nothing but noise leads away
# from it.

# %% [markdown] topics=[21, 22]
# ### Experiment: and on a net?
#
# The net with two hidden layers, four epochs. Each rule runs over seven rates.

# %% tags=["experiment"]
starts = {
    "sgd": -2.5,
    "sgd_momentum": -3.5,
    "nesterov": -3.5,
    "adagrad": -3.5,
    "rmsprop": -4.5,
    "adam": -4.5,
}
by_rate = {}
for rule, lowest in starts.items():
    tried = np.logspace(lowest, lowest + 3, 7)
    losses = np.array([last_epoch(train(rule, rate)) for rate in tried])
    by_rate[rule] = (tried, losses)
    best_rate = tried[np.nanargmin(losses)]
    print(f"{rule}: best loss {np.nanmin(losses):.2f} at a rate of {best_rate:.2g}")
fig = plots.curves(
    by_rate,
    xlabel="learning rate",
    ylabel="training loss, fourth epoch",
    title="Two hidden layers of 50, batches of 50 (losses above 2.6 not shown)",
    logx=True,
)
fig.axes[0].set_ylim(1.0, 2.6)
plots.show(
    fig,
    alt="Training loss in the fourth epoch over the rate, for six rules. Each curve is a valley. "
    "Its lowest point is at 0.1 for SGD, between 0.01 and 0.03 for momentum, Nesterov and "
    "AdaGrad, and between 0.001 and 0.003 for RMSProp and Adam. All lowest losses lie "
    "between 1.1 and 1.3. At the highest rates some losses lie beyond the upper edge.",
    takeaway="Every rule has its own scale of rates; tuned, the rules differ little here. The "
    "wrong rate costs far more than the wrong rule.",
)

# %% tags=["experiment"]
outcome(
    "optimizers-range",
    "b",
    "With the rate tuned, the rules lie close together on this net. Most of the work is to "
    "find the rate.",
)

# %% [markdown]
# **Question: which one? (1 point).** You get a new net, a day of computing time, and nobody
# who has trained it before. With which rule, rate and schedule do you begin, and what do you
# try next? Give a reason from an experiment of this notebook.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-choice", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# For instance: Adam or AdamW at 1e-3 with a decay that ends at 0, since its best rate lies near
# its default. Then other rates, a factor of three apart, since a wrong rate costs more than a
# wrong rule; then momentum with a tuned rate. (1 point for a choice with a reason)

# %% [markdown]
# ## What your library can do now
#
# `Solver(update_rule="adamw", schedule=lambda t: ...)` trains with your rules and your schedules,
# here and in all later notebooks. `minimise` descends with your quasi-Newton updates.
#
# **For next time.** Close the notebook and answer from memory; then look.
#
# <details><summary>1. Momentum 0.9 in the notation with the rate in the velocity: how much longer
# do the steps get on a steady slope?</summary>Ten times: 1 / (1 - 0.9). In the averaging notation
# they do not get longer.</details>
#
# <details><summary>2. Why does Adam divide m and v by 1 - beta^t?</summary>Both averages start at
# 0 and are too small at first. Without it the first steps are several times too long, since the
# root of v lacks more than m does.</details>
#
# <details><summary>3. What is the difference between L2 and weight decay, and for which rules is
# there none?</summary>L2 is part of the gradient, and whatever scales the gradient scales it too.
# Decay is subtracted beside the step. For plain SGD they are the same.</details>
