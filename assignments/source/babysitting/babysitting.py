# ---
# jupyter:
#   cs231n:
#     minutes: 150
#     released: true
#     title: Babysitting a training run
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
# # Babysitting a training run
#
# A net that does not learn gives no error message. It gives a number at every step, and
# you have to read it. This notebook takes one small net through the procedure that finds
# faults early: numbers that you can predict before the first step, a data set so small
# that the net must learn it by heart, a learning rate that is neither too low nor too
# high, and the curves that show what goes wrong.
#
# **What you build.** The training step of your solver, the dealing of minibatches, a
# watchdog that stops hopeless runs, two gauges for a running net, smoothing for noisy
# curves, and a function that reads curves. Your solver trains with them from here on.
#
# **Time.** About two and a half hours. **Points.** 27 for code, 10 for written answers.
#
# **From the lectures.** The first loss, with and without regularisation; overfitting 20
# examples; rates too low and too high; update ratios; gaps between training and
# validation; the gallery of loss curves.
#
# **How it works.** Replace each `raise NotImplementedError` by your code and run the
# cell. The check below it tells you at once what is right. When you hand in, further
# checks run that you do not see here; they test the same contract on other inputs.

# %% nbgrader={"grade": false, "grade_id": "setup", "locked": true, "schema_version": 3, "solution": false, "task": false}
import math

import numpy as np

from cs231n_utils import carry_over, exercise, fill, get_data, outcome, plots, predict
from cs231n_utils.by_hand import counting_sgd, line_loss
from cs231n_utils.chance import dealt, differs, share
from cs231n_utils.checks import agree, entries, expect, passed, run, word
from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.display import table
from cs231n_utils.live import watch
from cs231n_utils.optim import sgd
from cs231n_utils.solver import Solver

carry_over("babysitting")

# %% [markdown]
# ## 1. Before the first step
#
# Small random weights give scores near zero, so the softmax gives every one of $C$ classes
# about the probability $1/C$. The loss is then known before you run anything:
#
# $$L_0 \approx -\ln \frac1C = \ln C$$
#
# A penalty on the weights adds what it is defined to add:
#
# $$L_0 \approx \ln C + \frac{\lambda}{2} \sum_l \sum_{ij} \left(W^{(l)}_{ij}\right)^2$$
#
# A first loss far from this number is a fault in the net, the loss or the data.

# %% [markdown]
# **Predict.** Answer before you write any code: put the letter between the quotes and run
# the cell. The right answer comes later, from your own code.

# %%
predict(
    "babysitting-classes",
    "With 10 classes the first loss is 2.30. What is it with 100 classes?",
    {"a": "2.30: it does not depend on it.", "b": "4.61.", "c": "23.0."},
    answer="",
)

# %% [markdown] topics=[25]
# ### Exercise: `expected_loss` (2 points)
#
# Return the first loss that a net with small random weights should have. `weights` is a
# list of weight arrays, `reg` is $\lambda$. Biases are not in the list: they are not
# penalised.


# %% nbgrader={"grade": false, "grade_id": "expected_loss", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("babysitting")
def expected_loss(num_classes, weights, reg):
    """Return the loss before the first step, penalty included."""
    ### BEGIN SOLUTION
    penalty = 0.5 * reg * sum(np.sum(w**2) for w in weights)
    return np.log(num_classes) + penalty
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-expected_loss", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Ten classes without a penalty; then weights whose squares add up to 14.
weights = [np.array([[1.0, -2.0]]), np.array([[3.0], [0.0]])]
loss = run(expected_loss, 10, weights, 0.0, returns="loss")
what = "the loss of expected_loss for 10 classes without a penalty"
expect(what, loss, 2.302585092994046, hint="every class has probability 1/10")
loss = run(expected_loss, 2, weights, 0.5, returns="loss")
what = "the loss of expected_loss for 2 classes and reg = 0.5"
hint = "ln 2, and half of reg times 14"
expect(what, loss, np.log(2) + 3.5, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("babysitting"), hidden_rng("expected_loss")
cases = [
    (C, [rng.normal(0, 0.1, (D, H)), rng.normal(0, 0.1, (H, C))], reg)
    for C, D, H, reg in [(3, 5, 4, 0.7), (100, 8, 2, 1e3), (7, 1, 1, 0.0)]
]
agree(expected_loss, key.expected_loss, cases, returns="loss")
### END HIDDEN TESTS
passed("expected_loss knows the loss before the first step")

# %% [markdown] topics=[25]
# ### Experiment: does the first loss come out?
#
# The lectures' net: pixels from 0 to 255 minus the mean image, 50 hidden units, weights of
# standard deviation 0.0001. You raise the penalty and watch the first loss.


# %% tags=["experiment"]
data = get_data("toybox")
X, y = data["X_train"], data["y_train"]


def lecture_net(reg=0.0, seed=0):
    """Return the lectures' net with two layers."""
    return FullyConnectedNet([50], weight_scale=1e-4, reg=reg, seed=seed)


strengths = np.logspace(-1, 4, 11)
measured, formula = [], []
for reg in strengths:
    net = lecture_net(reg)
    measured.append(net.loss(X[:1000], y[:1000])[0])
    formula.append(expected_loss(10, [net.params["W1"], net.params["W2"]], reg))
first_loss = lecture_net(0.0).loss(X[:1000], y[:1000])[0]
first_loss_reg = lecture_net(1e3).loss(X[:1000], y[:1000])[0]
print(f"no penalty: {first_loss:.4f} (ln 10 = {np.log(10):.4f})")
print(f"reg 1000:   {first_loss_reg:.4f}")
fig = plots.curves(
    {
        "measured": (strengths, measured),
        "expected": (strengths, formula),
        "ln 10": (strengths, np.full(11, np.log(10))),
    },
    xlabel="reg",
    ylabel="first loss",
    title="Loss before the first step, 1000 images",
    logx=True,
    marks={1e3: "reg 1000"},
)
plots.show(
    fig,
    alt="The first loss over reg from 0.1 to 10,000. Measured and expected lie on each "
    "other: on the level line of ln 10 up to about 10, at 3.07 at 1000, at 10.0 at 10,000.",
    takeaway="The first loss is what the formula says: ln 10 where the penalty is small, and "
    "it goes up with reg. If yours does not, stop and look for the fault.",
)

# %% tags=["experiment"]
print(f"100 classes: {expected_loss(100, [], 0.0):.2f}")
outcome(
    "babysitting-classes",
    "b",
    "ln 100 is twice ln 10. The loss counts factors of probability, not classes.",
)

# %% [markdown]
# **Question: a wrong start (2 points).** A net for 10 classes has small weights, and its
# first loss without a penalty is (a) 0.0 or (b) 23.0. Name a fault that explains each.

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-start", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# (a) The net is sure of the right class before it has learnt anything. The label has got
# into the input, or all labels are the same and the loss looks at that one score alone, or
# the loss is divided by far too much. (1 point)
#
# (b) It is ten times ln 10: the losses of ten examples may be added up and not averaged. Or
# the scores are large, because inputs or weights are not small, and the net is sure of the
# wrong class. (1 point)

# %% [markdown]
# ## 2. One step, and the next
#
# Training is a loop of few lines: deal the examples into minibatches, and for each one take
# the loss and its gradients, and let the update rule change every parameter. Your solver
# has done this for you so far. Now you write it.

# %% [markdown] topics=[25]
# ### Exercise: `deal_batches` (4 points)
#
# Return the minibatches of one epoch: a list of arrays of indices. Every example is in
# exactly one batch, in an order that is random and new at every call. There are as few
# batches as `batch_size` permits, and their sizes differ by at most one: 10 examples in
# batches of at most 4 make batches of 4, 3 and 3. The last batch is then never a tiny one,
# which would harm batch norm. `rng` is the only source of chance.
#
# <details><summary>Hint: a random order</summary>
#
# `rng.permutation(5)` puts the numbers from 0 to 4 into random order.
# </details>
#
# <details><summary>Hint: equal batches</summary>
#
# `np.array_split(order, k)` cuts into k parts whose sizes differ by at most one. How many
# parts do you need? `math.ceil` rounds up.
# </details>


# %% nbgrader={"grade": false, "grade_id": "deal_batches", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def deal_batches(num_examples, batch_size, rng):
    """Return a list of arrays of indices: the batches of one epoch."""
    ### BEGIN SOLUTION
    shuffled = rng.permutation(num_examples)
    num_batches = math.ceil(num_examples / batch_size)
    return np.array_split(shuffled, num_batches)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-deal_batches-once", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Ten examples make 3 batches of at most 4; eight make 2; three make one.
rng = np.random.default_rng(0)
for total, most, sizes in [(10, 4, [3, 3, 4]), (8, 4, [4, 4]), (3, 4, [3])]:
    batches = run(deal_batches, total, most, rng, returns="batches")
    what = f"batches of deal_batches for {total} examples, at most {most} in each"
    got = sorted(len(batch) for batch in dealt(what, batches, total))
    what = f"{what}: their number"
    expect(what, len(got), len(sizes), hint="as few batches as possible")
    what = f"batches of deal_batches for {total} examples, at most {most}: sizes"
    expect(what, got, sizes, hint="sizes differ by at most one")
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("deal_batches-once")
for total, most in [(101, 20), (60, 60), (50, 100), (7, 1), (37, 12)]:
    batches = run(deal_batches, total, most, rng, returns="batches")
    what = f"batches of deal_batches for {total} examples, at most {most} in each"
    got = sorted(len(batch) for batch in dealt(what, batches, total))
    number = -(-total // most)
    expect(f"{what}: their number", len(got), number, hint="round up")
    expect(
        f"{what}: least and most",
        [got[0], got[-1]],
        [total // number, -(-total // number)],
    )
### END HIDDEN TESTS
passed("deal_batches deals every example once")

# %% nbgrader={"grade": true, "grade_id": "test-deal_batches-random", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# 4000 examples in 40 batches, judged by counting (false alarms: below 1e-7).
rng, epochs = np.random.default_rng(1), []
for _ in range(2):
    batches = run(deal_batches, 4000, 100, rng, returns="batches")
    what = "batches of deal_batches for 4000 examples"
    epochs.append(np.concatenate(dealt(what, batches, 4000, once=False)))
what = "deal_batches: how often an index is greater than the one dealt before it"
old_order = "examples come in their old order, at least within a batch."
hint = "shuffle the examples before you deal them"
share(what, np.diff(epochs[0]) > 0, 0.5, mistakes={old_order: 1}, hint=hint)
what = "deal_batches: how often an example of the first half is dealt in the first half"
share(what, epochs[0][:2000] < 2000, 0.5, hint=hint)
what = "the order of deal_batches in two calls"
differs(what, *epochs, hint="use rng, which is never the same twice")
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng, total = hidden_rng("deal_batches-random"), 6000
batches = run(deal_batches, total, 60, rng, returns="batches")
order = np.concatenate(dealt("batches of deal_batches", batches, total, once=False))
what = "deal_batches: how often an even example is dealt in the first half"
share(what, order[:3000] % 2 == 0, 0.5)
what = "deal_batches: how often the last third comes in the first third"
share(what, order[:2000] >= 4000, 1 / 3)
again = [
    run(deal_batches, 50, 10, np.random.default_rng(3), returns="batches")
    for _ in range(2)
]
one, two = (
    np.concatenate(dealt("batches of deal_batches", each, 50, once=False))
    for each in again
)
what = "deal_batches with two generators of the same seed: how much the order differs"
expect(what, np.abs(one - two).max(), 0, hint="rng is the only source of chance")
### END HIDDEN TESTS
passed("deal_batches deals in random order")

# %% [markdown] topics=[25]
# ### Exercise: `training_step` (5 points)
#
# Take one step on one minibatch, and return the loss **before** it.
#
# | argument | meaning |
# |---|---|
# | `loss_function` | `loss_function(params, X, y)` returns the loss and a dict of gradients; call it once |
# | `params` | dict of arrays; each is replaced by its next value |
# | `X`, `y` | the minibatch |
# | `update_rule` | `update_rule(w, dw, config)` returns the next `w` and the next `config` |
# | `configs` | a config for each name; each is replaced by the next one |
#
# Where the loss is nan or infinite, leave `params` as they are: such gradients only do
# harm, and you will want to look at the weights that gave them.
#
# <details><summary>Hint: where do the new values go?</summary>
#
# Into the dicts that you were given, under the same name. A loop over the names, one call
# of the rule for each.
# </details>


# %% nbgrader={"grade": false, "grade_id": "training_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def training_step(loss_function, params, X, y, update_rule, configs):
    """Update params and configs once; return the loss before the step."""
    ### BEGIN SOLUTION
    loss, gradients = loss_function(params, X, y)
    if math.isfinite(loss):
        for name, dw in gradients.items():
            changed = update_rule(params[name], dw, configs[name])
            params[name], configs[name] = changed
    return loss
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-training_step-update", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
# The loss (w x + b - y)^2 by hand: 9 before the step, with slopes 12 and 6.
params = {"w": np.array([3.0]), "b": np.array([1.0])}
configs = {"w": {"rate": 0.1, "t": 0}, "b": {"rate": 0.25, "t": 5}}
args = (params, np.array([2.0]), np.array([4.0]), counting_sgd, configs)
loss = run(training_step, line_loss, *args, returns="loss")
expect("the loss of training_step", loss, 9, hint="the loss before the step")
new = entries("params after training_step", params, ["w", "b"])
hint = "the rule's first value becomes the parameter"
expect("params after training_step", np.reshape(new, 2), [1.8, -0.5], hint=hint)
counts = [configs[name]["t"] for name in ("w", "b")]
what = 'the counts "t" in configs after training_step'
hint = "the rule's second value becomes the config of this parameter"
expect(what, counts, [1, 6], hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("babysitting"), hidden_rng("training_step-update")


def classify(params, X, y):
    out = np.tanh(X @ params["W1"]) @ params["W2"] - y
    back = (out @ params["W2"].T) * (1 - np.tanh(X @ params["W1"]) ** 2)
    grads = {"W2": np.tanh(X @ params["W1"]).T @ out, "W1": X.T @ back}
    return float(0.5 * np.sum(out**2)), grads


calls = []


def counted(params, X, y):
    calls.append(1)
    return classify(params, X, y)


def momentum(w, dw, config):
    v = 0.9 * config.get("v", 0 * w) - config["rate"] * dw
    return w + v, config | {"v": v}


mine = {"W1": rng.normal(size=(4, 3)), "W2": rng.normal(size=(3, 2))}
theirs = {name: w.copy() for name, w in mine.items()}
my_configs = {name: {"rate": 0.01} for name in mine}
their_configs = {name: {"rate": 0.01} for name in mine}
for t in range(3):
    batch = rng.normal(size=(6, 4)), rng.normal(size=(6, 2))
    args = (training_step, counted, mine, *batch, momentum, my_configs)
    loss = run(*args, returns="loss")
    right = key.training_step(classify, theirs, *batch, momentum, their_configs)
    expect(f"the loss of training_step in step {t + 1}", loss, right)
for name, w in theirs.items():
    what = f"params[{name!r}] after three calls of training_step with momentum"
    expect(what, mine[name], w, hint="the config remembers the velocity")
what = "how often training_step calls loss_function in three steps"
expect(what, len(calls), 3, hint="value and gradients come from one call")
### END HIDDEN TESTS
passed("training_step updates every parameter once")


# %% nbgrader={"grade": true, "grade_id": "test-training_step-finite", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
# A loss that is nan or infinite changes no parameter.
for target, loss in [(4.0, "9"), (np.nan, "nan"), (np.inf, "inf"), (-np.inf, "inf")]:
    params = {"w": np.array([3.0]), "b": np.array([1.0])}
    configs = {name: {"rate": 0.1, "t": 0} for name in params}
    args = (params, np.array([2.0]), np.array([target]), counting_sgd, configs)
    run(training_step, line_loss, *args, returns="loss")
    w, b = entries("params after training_step", params, ["w", "b"])
    what = f"params after training_step with a loss of {loss}"
    if loss == "9":
        # How they change is the business of the check above.
        differs(f"{what}, and before", w, [3.0])
    else:
        hint = "a loss that is not finite leaves params as they are"
        expect(what, np.reshape([w, b], 2), [3, 1], hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("training_step-finite")
for target in rng.permutation([np.nan, np.inf, -np.inf]):
    start = rng.normal(size=2)
    params = {"w": start[:1].copy(), "b": start[1:].copy()}
    configs = {name: {"rate": 0.3, "t": 0} for name in params}
    args = (params, rng.normal(size=3), np.full(3, target), counting_sgd, configs)
    run(training_step, line_loss, *args, returns="loss")
    found = entries("params after training_step", params, ["w", "b"])
    what = f"params after training_step with targets of {target}"
    expect(what, np.reshape(found, 2), start)
### END HIDDEN TESTS
passed("training_step leaves the parameters alone where the loss is not finite")

# %% [markdown]
# Your solver now trains with these two functions; `solver.yours` says so. The next test of
# the procedure takes a minute and has saved weeks: a net that cannot learn 20 examples by
# heart will not learn 10,000.

# %%
predict(
    "babysitting-labels",
    "You give 20 images random labels, and train the net on them until the loss hardly "
    "moves. What training accuracy do you get?",
    {
        "a": "About 0.1: there is nothing to learn.",
        "b": "About 0.5: some labels are right by chance.",
        "c": "1.0, as with the true labels.",
    },
    answer="",
)

# %% [markdown] topics=[25]
# ### Experiment: twenty examples by heart
#
# No penalty, all 20 images in one batch, plain gradient descent at a rate of 0.001.


# %% tags=["experiment"]
def by_heart(labels):
    """Train on 20 images, which also validate."""
    few = {"X_train": X[:20], "y_train": labels, "X_val": X[:20], "y_val": labels}
    options = {"optim_config": {"learning_rate": 1e-3}, "verbose": False}
    solver = Solver(lecture_net(), few, num_epochs=200, batch_size=20, **options)
    solver.train()
    return solver


random_labels = np.random.default_rng(3).permutation(y[:20])
small = {"true labels": by_heart(y[:20]), "shuffled labels": by_heart(random_labels)}
print(f"your solver trains with your {', '.join(small['true labels'].yours)}")
for name, solver in small.items():
    print(
        f"{name}: cost {solver.loss_history[-1]:.4f}, "
        f"training accuracy {solver.train_acc_history[-1]:.2f}"
    )
fig = plots.curves(
    {name: np.array(solver.loss_history) for name, solver in small.items()},
    xlabel="step",
    ylabel="loss",
    title="The same 20 images, with their labels and with shuffled ones",
    logy=True,
)
plots.show(
    fig,
    alt="Loss over 200 steps on 20 images, on a logarithmic axis. With true and with "
    "shuffled labels it falls from 2.3 to below 0.01.",
    takeaway="The net learns 20 images by heart, whatever their labels. So this test says "
    "that forward pass, backward pass and update fit together, and nothing about what the "
    "net understands.",
)

# %% tags=["experiment"]
outcome(
    "babysitting-labels",
    "c",
    "The net has over 150,000 parameters for 20 labels. A high training accuracy alone is "
    "no evidence of learning.",
)

# %% [markdown]
# **Question: learnt by heart (1 point).** The net has learnt twenty random labels. What does
# a training accuracy of 1.00 on twenty images tell you, then, and what does it not tell you?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-heart", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# It tells that the pieces fit together: loss, gradients and update rule can fit what they
# are given. It says nothing about images that the net has not seen, as labels without any
# meaning are fitted just as well. (1 point)

# %% [markdown]
# ## 3. Neither too low nor too high
#
# Now all images, a small penalty, and a first guess at the learning rate. If the loss
# barely moves, the rate is too low. If it explodes, it is too high. A run that has gone
# wrong should not go on for hours, so you write something that watches it.

# %% [markdown] topics=[25]
# ### Exercise: `watchdog` (4 points)
#
# `losses` holds the losses of all steps so far. Return the first of these reasons that
# holds, or `""`:
#
# | reason | when |
# |---|---|
# | `"nan"` | the last loss is nan or infinite |
# | `"exploded"` | the last loss is more than `max_ratio` times the first |
# | `"flat"` | there are at least `2 * window` losses, and the mean of the last `window` is above `1 - min_drop` times the mean of the `window` before them; a window of 0 means not to look |
#
# Losses of minibatches are noisy, so two single ones say little about a trend. Means do.
#
# <details><summary>Hint: the two windows</summary>
#
# With a window of w, the recent losses are `losses[-w:]`. For w = 0 that would be all of
# them, so ask for w > 0 first.
# </details>


# %% nbgrader={"grade": false, "grade_id": "watchdog", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    """Return "nan", "exploded", "flat" or ""."""
    ### BEGIN SOLUTION
    if not np.isfinite(losses[-1]):
        return "nan"
    if losses[-1] > max_ratio * losses[0]:
        return "exploded"
    if 0 < 2 * window <= len(losses):
        older, newer = losses[-2 * window : -window], losses[-window:]
        if np.mean(newer) > (1 - min_drop) * np.mean(older):
            return "flat"
    return ""
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-watchdog-stop", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Without a window only the first and the last loss count.
reasons = ["", "nan", "exploded", "flat"]
for losses, ratio, reason, hint in [
    ([2.0, 2.0, 2.0, 2.0], 3.0, "", "a window of 0 means not to look for flat"),
    ([2.0, 1.5, 1.0], 3.0, "", "a loss that falls is no reason to stop"),
    ([2.0, 1.5, np.nan], 3.0, "nan", "a comparison with nan is always False"),
    ([2.0, 1.5, np.inf], 3.0, "nan", "an infinite loss is no number either"),
    ([2.0, 5.9], 3.0, "", "5.9 is less than 3 times 2"),
    ([2.0, 6.0], 3.0, "", "6 is 3 times 2, and not more"),
    ([2.0, 4.0, 6.1], 3.0, "exploded", "6.1 is more than 3 times the first loss"),
    ([2.0, 1.0, 5.0], 3.0, "", "compare with the first loss, not with the least"),
    ([2.0, 8.0, 5.0], 3.0, "", "compare the last loss, not the greatest"),
    ([2.0, 7.0], 4.0, "", "max_ratio is 4 here"),
]:
    reason_given = run(watchdog, losses, ratio, 0, 1e-3, returns="reason")
    what = f"watchdog for losses {losses} with max_ratio {ratio:g}"
    word(what, reason_given, reason, choices=reasons, hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("watchdog-stop")
for last, reason in [(0.3, ""), (2.4, ""), (2.6, "exploded"), (np.nan, "nan")]:
    first = rng.uniform(0.5, 5)
    losses = [first, *rng.uniform(0.1, 20, 30).tolist(), last * first]
    what = f"watchdog for 32 losses, the last {last} times the first, max_ratio 2.5"
    got = run(watchdog, losses, 2.5, 0, 1e-3, returns="reason")
    word(what, got, reason, choices=reasons, hint="only the first and the last count")
word(
    "watchdog for one loss", run(watchdog, [2.3], returns="reason"), "", choices=reasons
)
### END HIDDEN TESTS
passed("watchdog stops at nan and at explosions")

# %% nbgrader={"grade": true, "grade_id": "test-watchdog-flat", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# With a window of 2: the mean of the last two against the mean of the two before.
reasons = ["", "nan", "exploded", "flat"]
for losses, drop, reason, hint in [
    ([3.0, 3.0, 3.0, 3.0], 0.1, "flat", "both means are 3"),
    ([3.0, 3.0, 3.0], 0.1, "", "two windows of 2 need 4 losses"),
    ([4.0, 4.0, 3.0, 3.0], 0.1, "", "3 is below 0.9 times 4"),
    ([4.0, 2.0, 4.0, 2.5], 0.1, "flat", "compare means, not single losses"),
    ([9.0, 9.0, 3.0, 3.0, 3.0, 3.0], 0.1, "flat", "only the last two windows count"),
    ([1.0, 9.0, 9.0, 2.0, 2.0], 0.1, "", "only the last two windows count"),
    ([9.0, 9.0, 8.0, 8.0, 7.0, 7.0], 0.1, "", "only the last two windows count"),
    ([2.0, 2.0, 3.0, 3.0], 0.1, "flat", "a loss that rises does not fall"),
    ([4.0, 4.0, 2.0, 2.0], 0.5, "", "2 is half of 4, and not above it"),
    ([10.0, 10.0, 9.5, 9.5], 0.1, "flat", "9.5 is above (1 - min_drop) times 10"),
    ([10.0, 10.0, 9.5, 9.5], 0.01, "", "9.5 is below (1 - min_drop) times 10"),
]:
    got = run(watchdog, losses, 20.0, 2, drop, returns="reason")
    what = f"watchdog for losses {losses} with window 2 and min_drop {drop:g}"
    word(what, got, reason, choices=reasons, hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("watchdog-flat")
for fall, reason in [(0.0, "flat"), (0.06, ""), (0.03, "flat"), (0.5, "")]:
    level, noise = rng.uniform(1, 3), rng.normal(0, 0.3, 20)
    noise -= noise.mean()
    losses = np.concatenate([level + noise, (1 - fall) * (level + noise[::-1])])
    losses = [2 * level, *losses.tolist()]
    got = run(watchdog, losses, 20.0, 20, 0.04, returns="reason")
    what = f"watchdog for noisy losses that fall by {fall:g}, window 20, min_drop 0.04"
    word(what, got, reason, choices=reasons, hint="the means of two windows")
### END HIDDEN TESTS
passed("watchdog notices when nothing moves")

# %%
predict(
    "babysitting-low",
    "At a rate of 1e-6 the loss stays at 2.3025 for ten epochs. What does validation "
    "accuracy do?",
    {
        "a": "It stays at 0.1, for the net does not change.",
        "b": "It climbs nevertheless.",
        "c": "It falls below 0.1.",
    },
    answer="",
)

# %% [markdown] topics=[25]
# ### Experiment: four rates
#
# The lectures' net on 10,000 images, batches of 100, plain SGD, a penalty of 1e-6. The
# first run is shown while it goes on.


# %% tags=["experiment"]
def prepare(rate, epochs=10, num_train_samples=50):
    """Return a solver for the lectures' net; few samples save time."""
    options = {"optim_config": {"learning_rate": rate}, "verbose": False}
    options |= {"num_epochs": epochs, "num_train_samples": num_train_samples}
    return Solver(lecture_net(reg=1e-6), data, **options)


good = prepare(1e-3, num_train_samples=1000)
watch(good, name="rate 0.001")

# %% tags=["experiment"]
low, huge, high = prepare(1e-6), prepare(1e6), prepare(3e-3, epochs=25)
for name, solver in {"1e-6": low, "1e6": huge, "3e-3": high}.items():
    solver.train()
    print(
        f"rate {name}: loss {solver.loss_history[0]:.4f} to {solver.loss_history[-1]:.4f}, "
        f"best accuracy {solver.best_val_acc:.3f}, last {solver.val_acc_history[-1]:.3f}"
    )
    print(f"  {solver.stopped}" if solver.stopped else "  ran to its end")


# %% tags=["experiment"]
def below_limit(solver):
    """Return every tenth loss of ten epochs; nan above three times the first."""
    losses = np.array(solver.loss_history[:1000:10])
    return np.where(losses <= 3 * losses[0], losses, np.nan)


fig, (left, right) = plots.figure(2)
three = {"rate 1e-6": low, "rate 1e-3": good, "rate 3e-3": high}
plots.curves(
    {name: (10 * np.arange(100), below_limit(s)) for name, s in three.items()},
    xlabel="step",
    ylabel="loss",
    title="Loss of every tenth step",
    ax=left,
)
plots.curves(
    {name: s.val_acc_history[:11] for name, s in three.items()},
    xlabel="epoch",
    ylabel="accuracy",
    title="Validation accuracy",
    ax=right,
)
plots.show(
    fig,
    alt="Loss and validation accuracy for three rates over ten epochs. 1e-6: the loss lies "
    "on 2.30, accuracy climbs from 0.10 to 0.13. 1e-3: the loss falls to about 1.2, accuracy "
    "climbs to 0.47. 3e-3: faster at first, 0.40 after four epochs; near step 480 a cross "
    "tells that the loss is above three times the first, and accuracy falls to 0.1 to 0.2.",
    takeaway="The best rate of a few epochs is not the best rate: 3e-3 leads for four epochs, "
    "then explodes. And the accuracy of 1e-6 climbs while its loss seems not to move.",
)


# %% tags=["experiment"]
def stops_at(losses, **options):
    """Return the first step at which your watchdog would stop, and why."""
    for t in range(1, len(losses) + 1):
        if reason := watchdog(losses[:t], **options):
            return t, reason
    return len(losses), ""


rows = []
alarms = {}
for name, solver in {"1e-6": low, "1e-3": good, "3e-3": high, "1e6": huge}.items():
    for window in (0, 200):
        alarms[name, window] = stops_at(solver.loss_history, window=window)
        rows.append((name, window, *alarms[name, window], len(solver.loss_history)))
table(rows, ["rate", "window", "stops at step", "reason", "steps of the run"])

# %% tags=["experiment"]
outcome(
    "babysitting-low",
    "b",
    "All probabilities stay near 0.1, so the loss does. But the right class needs only a "
    "tiny lead to count as a hit.",
)

# %% [markdown]
# ### Explore: at which rate does it explode?
#
# A net of 50 hidden units on 2000 small pictures trains in seconds, with your functions.
# **At which rate does the loss first explode? And with a momentum of 0.9?** Press Start,
# change the rate, press Start again: earlier runs stay in the picture.

# %% tags=["experiment"]
from cs231n_utils.widgets import LearningRateExplorer

LearningRateExplorer("rate=0.0005")

# %% [markdown]
# What to look for: the verdict. The best accuracy stands close below the first rate that
# explodes, and momentum of 0.9 moves that edge down to about a third.
#
# A range test looks for the edge in a single run: the rate grows by the same factor in each
# step. **Between which rates does the loss fall?**

# %% tags=["experiment"]
from cs231n_utils.widgets import RangeTest

RangeTest("low=1e-06 high=1")

# %% [markdown]
# What to look for: where the loss rises at last, compared with the rates that you have tried.

# %% [markdown]
# **Question: loss and accuracy (2 points).** (a) Give probabilities of three classes for
# two examples, such that both are classified rightly and the loss is almost ln 3. (b) The
# run at 3e-3 was best after four epochs. Your solver hands back the parameters of that
# moment. Why must it keep a copy of them, and not the arrays themselves?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-low", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# (a) For both, 0.34 for the right class and 0.33 for each other: the loss is -ln 0.34 =
# 1.08, where ln 3 = 1.10. Accuracy asks only which is largest, the loss by how much. (1
# point)
#
# (b) The next steps may change the arrays in place. Then the "best" parameters would be the
# last ones, those after the explosion. (1 point)

# %% [markdown]
# ## 4. Gauges for a running net
#
# The loss is one number for the whole net. Two gauges look inside. The first compares the
# step of a weight array with the array itself, by their norms:
#
# $$r = \frac{\lVert W_{t+1} - W_t \rVert}{\lVert W_t \rVert}$$
#
# A rule of thumb wants $r$ near $10^{-3}$. The second counts hidden units that are 0 for
# every example: their gradient is 0 too.

# %% [markdown] topics=[25]
# ### Exercise: `update_ratio` (2 points) and `dead_fraction` (2 points)
#
# `update_ratio(before, after)` takes the values of one array of any shape before and after
# a step, and returns $r$. The norm is the root of the sum of all squares.
#
# `dead_fraction(activations)` takes what comes out of a ReLU layer, of shape (N, M), and
# returns the fraction of its M units that are 0 for all N examples.
#
# <details><summary>Hint: norms</summary>
#
# `np.linalg.norm(a)` of an array with two axes is the root of the sum of squares.
# </details>


# %% nbgrader={"grade": false, "grade_id": "update_ratio", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("babysitting")
def update_ratio(before, after):
    """Return the norm of the update over the norm of the weights before it."""
    ### BEGIN SOLUTION
    return np.linalg.norm(after - before) / np.linalg.norm(before)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-update_ratio", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Weights of norm 5 by hand; the update has one entry, -0.1, so its norm is 0.1.
before = np.array([[3.0, 0.0], [0.0, 4.0]])
after = np.array([[3.0, 0.0], [-0.1, 4.0]])
ratio = run(update_ratio, before, after, returns="ratio")
expect("the ratio of update_ratio", ratio, 0.02, hint="0.1 / 5")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("babysitting"), hidden_rng("update_ratio")
for shape, size in [((7,), 1e-3), ((4, 5), 1.0), ((6, 3), 30.0)]:
    before = rng.normal(0.5, 2, shape)
    case = (before, before + size * rng.normal(size=shape))
    agree(update_ratio, key.update_ratio, [case], returns="ratio")
### END HIDDEN TESTS
passed("update_ratio compares a step with what it changes")


# %% nbgrader={"grade": false, "grade_id": "dead_fraction", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("babysitting")
def dead_fraction(activations):
    """Return the fraction of units that are 0 for all examples."""
    ### BEGIN SOLUTION
    return np.mean(np.all(activations == 0, axis=0))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-dead_fraction", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# Seven units and four examples. The first unit and the fifth are always 0.
activations = np.array(
    [
        [0.0, 1.0, 0.0, 3.0, 0.0, 2.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 2.0, 4.0, 0.0, 0.0, 1.0],
        [0.0, 3.0, 0.0, 5.0, 0.0, 6.0, 7.0],
    ]
)
fraction = run(dead_fraction, activations, returns="fraction")
expect("the fraction of dead_fraction", fraction, 2 / 7, hint="2 units of 7")
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("babysitting"), hidden_rng("dead_fraction")
cases = [
    (np.maximum(0, rng.normal(rng.normal(-1.5, 1, M), 1, (N, M))),)
    for N, M in [(4, 30), (1, 20), (50, 7)]
]
cases.append((np.zeros((3, 4)),))
agree(dead_fraction, key.dead_fraction, cases, returns="fraction")
### END HIDDEN TESTS
passed("dead_fraction counts units that never fire")

# %%
predict(
    "babysitting-ratio",
    "Two nets differ only in their initial weights, of standard deviation 0.0001 and 0.02. "
    "Both take the same learning rate. How do their first update ratios compare?",
    {
        "a": "About equal.",
        "b": "The net with small weights has the larger ratio.",
        "c": "The net with small weights has the smaller ratio.",
    },
    answer="",
)

# %% [markdown] topics=[25]
# ### Experiment: which ratios train?
#
# Two nets, and for each nine learning rates. For every run you measure the ratio of the
# first layer every ten steps, take the median, and look at the training accuracy after five
# epochs.

# %% tags=["experiment"]
scale = X.std()
X_small, y_small = X[:2000] / scale, y[:2000]
X_val, y_val = data["X_val"][:500] / scale, data["y_val"][:500]
scaled = {"X_train": X_small, "y_train": y_small, "X_val": X_val, "y_val": y_val}


def gauge(weight_scale, rate):
    """Return the median update ratio of the first layer, and the training accuracy."""
    net = FullyConnectedNet([50], weight_scale=weight_scale, reg=1e-6, seed=0)
    options = {"optim_config": {"learning_rate": rate}, "verbose": False}
    options |= {"num_train_samples": 50, "num_val_samples": 50}  # saves time
    solver = Solver(net, scaled, num_epochs=5, **options)
    ratios, params = [], net.params
    before = params["W1"].copy()
    for t in solver.steps():
        if t % 10 == 1:
            ratios.append(update_ratio(before, params["W1"]))
        if t % 10 == 0:
            before = params["W1"].copy()
    net.params = params  # those of the last step, and not the best ones
    with np.errstate(over="ignore", invalid="ignore"):
        accuracy = solver.check_accuracy(X_small, y_small)
    return np.median(ratios), ratios[0], accuracy


rates = np.logspace(-4, 0, 9)
gauges = {
    "weights of 0.02": np.array([gauge(0.02, rate) for rate in rates]),
    "weights of 0.0001": np.array([gauge(1e-4, rate) for rate in rates]),
}
fig = plots.curves(
    {name: (g[:, 0], g[:, 2]) for name, g in gauges.items()},
    xlabel="median update ratio of the first layer",
    ylabel="training accuracy",
    title="Nine learning rates from 0.0001 to 1, five epochs",
    logx=True,
    marks={1e-3: "rule of thumb"},
)
plots.show(
    fig,
    alt="Training accuracy over the median update ratio, from 0.00001 to 5. With weights of "
    "0.02 it rises from 0.11 to 0.54 at a ratio of 0.014 and falls below 0.06 above 1. With "
    "weights of 0.0001 it stays at 0.11 up to 0.0004, is best, 0.28, at 0.1, and near 0 at 4.",
    takeaway="Below 0.0001 little is learnt in five epochs. Where a step is longer than the "
    "weights themselves, learning is undone again. The best runs lie between, at 0.01 to "
    "0.1 here: the rule of thumb of 0.001 is on the safe side.",
)

# %% tags=["experiment"]
for name, g in gauges.items():
    print(f"{name}: first ratio at a rate of 0.01: {g[4, 1]:.4f}")
outcome(
    "babysitting-ratio",
    "a",
    "The gradient of one layer goes through the weights of the other: with both 200 times "
    "smaller, it is 200 times smaller too. Later the ratios part, as the weights grow.",
)


# %% [markdown] topics=[25]
# ### Experiment: what does an explosion leave behind?
#
# A net with four hidden layers, at a rate that trains and at one that explodes. The table
# holds the fraction of dead units in each layer at the end, by your `dead_fraction`.


# %% tags=["experiment"]
def dead_by_layer(rate):
    """Train a net with four hidden layers, and count dead units in each."""
    net = FullyConnectedNet([50] * 4, weight_scale="he", seed=0)
    options = {"optim_config": {"learning_rate": rate}, "verbose": False}
    solver = Solver(net, scaled, num_epochs=4, **options)
    for _ in solver.steps():
        last = {name: w.copy() for name, w in net.params.items()}
    h, fractions = X_val.reshape(len(X_val), -1), []
    with np.errstate(over="ignore", invalid="ignore"):
        for i in range(1, 5):
            h = np.maximum(0, h @ last[f"W{i}"] + last[f"b{i}"])
            fractions.append(dead_fraction(h))
    return fractions


dead = {rate: dead_by_layer(rate) for rate in (0.03, 0.15)}
table(
    [(f"{rate:g}", *fractions) for rate, fractions in dead.items()],
    ["rate", "layer 1", "layer 2", "layer 3", "layer 4"],
)

# %% [markdown]
# At the lower rate hardly a unit is dead. At the higher one the loss explodes, and whole
# parts of the later layers never fire again: a lower rate from there on would not bring
# them back. Start again from new weights.
#
# **Question: the ratio (1 point).** Biases start at zero. What does the update ratio of a
# bias say after the first step, and what would you look at in its place?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-ratio", "locked": false, "points": 1, "schema_version": 3, "solution": true, "task": false}
# Nothing: it divides by zero, and for some time after it is large whatever the rate. Look
# at the weights only, or wait until the biases have grown. (1 point)

# %% [markdown]
# ## 5. Reading curves
#
# Single losses of minibatches jump. A moving average shows the trend:
#
# $$m_t = d\, m_{t-1} + (1 - d)\, L_t, \qquad m_0 = 0$$
#
# It starts at zero and needs a long time to forget that. The weights that it has given to
# the losses so far add up to $1 - d^t$, so dividing by this sum mends it:
#
# $$\hat m_t = \frac{m_t}{1 - d^t}$$

# %% [markdown] topics=[26]
# ### Exercise: `smooth` (3 points)
#
# Return the array of all $\hat m_t$ for a list of losses. `decay` is $d$.
#
# <details><summary>Hint: counting</summary>
#
# The first loss has t = 1. `enumerate(losses, start=1)` counts so. Keep $m_t$ itself from
# step to step, and store the corrected value apart.
# </details>


# %% nbgrader={"grade": false, "grade_id": "smooth", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("babysitting")
def smooth(losses, decay=0.9):
    """Return the moving average of the losses, corrected for its start at zero."""
    ### BEGIN SOLUTION
    average, smoothed = 0.0, []
    for t, loss in enumerate(losses, start=1):
        average = decay * average + (1 - decay) * loss
        smoothed.append(average / (1 - decay**t))
    return np.array(smoothed)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-smooth", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# By hand with d = 1/4: m is 3, 2.25, 6.5625 and is divided by 3/4, 15/16, 63/64.
smoothed = run(smooth, np.array([4.0, 2.0, 8.0]), 0.25, returns="smoothed")
expect(
    "the result of smooth with decay 0.25", smoothed, [4, 2.4, 20 / 3], hint="1 - d^t"
)
smoothed = run(smooth, np.full(5, 7.0), 0.9, returns="smoothed")
hint = "constant losses have a constant average, from the first step on"
expect("the result of smooth for losses that are all 7", smoothed, [7] * 5, hint=hint)
### BEGIN HIDDEN TESTS
from grading import answer_key, hidden_rng

key, rng = answer_key("babysitting"), hidden_rng("smooth")
cases = [(rng.uniform(0, 3, n), decay) for n, decay in [(1, 0.9), (60, 0.98), (9, 0.5)]]
agree(smooth, key.smooth, cases, returns="smoothed")
### END HIDDEN TESTS
passed("smooth shows the trend from the first step on")

# %% [markdown] topics=[26]
# ### Experiment: the start of a smoothed curve
#
# The first 400 losses at the rate 0.001, averaged with $d = 0.98$: as $m_t$, not corrected,
# and as $\hat m_t$, by your `smooth`.

# %% tags=["experiment"]
noisy = np.array(good.loss_history[:400])
uncorrected = smooth(noisy, 0.98) * (1 - 0.98 ** np.arange(1, 401))
fig, (ax,) = plots.figure()
ax.plot(noisy, color="0.7", linewidth=0.9)
plots.curves(
    {"smooth": smooth(noisy, 0.98), "not corrected": uncorrected},
    xlabel="step",
    ylabel="loss",
    title="The first 400 steps at a rate of 0.001 (grey: each step)",
    ax=ax,
)
plots.show(
    fig,
    alt="Loss of the first 400 steps. Single losses jump by about 0.1 to 0.2 around a curve "
    "that falls from 2.3 to 1.5. The average without correction starts near 0 and rises for "
    "over 50 steps; the corrected one starts at the first loss and comes down.",
    takeaway="Without the correction the average rises while the loss falls. Whoever reads "
    "that curve sees a run that gets worse.",
)

# %% [markdown] topics=[26]
# ### Exercise: `diagnose` (5 points)
#
# Put what you read from curves into rules. `losses` are smoothed losses, `train_accs` and
# `val_accs` accuracies after each epoch. With $n$ losses, return the first word whose
# condition holds:
#
# | word | condition | first suspects |
# |---|---|---|
# | `"diverged"` | the last loss is nan or infinite, or above 3 times the first | rate too high |
# | `"flat"` | the last loss is above 0.95 times the first | rate too low, dead net, wrong gradient |
# | `"late start"` | `losses[n // 4]` is above 0.95 times the first | initial weights |
# | `"overfitting"` | the last training accuracy exceeds the last validation accuracy by more than 0.25 | too few data, penalty too weak |
# | `"stalled"` | the fall from `losses[n // 2]` to the last is less than 0.05 of the whole fall | rate lowered too early, or too high to get lower |
# | `"fine"` | none of these | |


# %% nbgrader={"grade": false, "grade_id": "diagnose", "locked": false, "schema_version": 3, "solution": true, "task": false}
@exercise("babysitting")
def diagnose(losses, train_accs, val_accs):
    """Return the word for what the curves show."""
    ### BEGIN SOLUTION
    n, first, last = len(losses), losses[0], losses[-1]
    if not np.isfinite(last) or last > 3 * first:
        return "diverged"
    if last > 0.95 * first:
        return "flat"
    if losses[n // 4] > 0.95 * first:
        return "late start"
    if train_accs[-1] - val_accs[-1] > 0.25:
        return "overfitting"
    if losses[n // 2] - last < 0.05 * (first - last):
        return "stalled"
    return "fine"
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test-diagnose-loss", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
# Curves of eight losses, so that n // 4 is 2 and n // 2 is 4. Accuracies have no gap.
words = ["diverged", "flat", "late start", "overfitting", "stalled", "fine"]
falls = [2.0, 1.8, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1]
for losses, right, hint in [
    (falls, "fine", "it falls all the time"),
    ([*falls[:-1], 6.1], "diverged", "6.1 is above 3 times the first loss"),
    ([*falls[:-1], 5.9], "flat", "5.9 is not above 3 times 2, but above 0.95 times"),
    ([*falls[:-1], np.nan], "diverged", "comparisons with nan are always False"),
    ([*falls[:-1], np.inf], "diverged", "infinite is diverged"),
    ([2.0, 1.9, 1.8, 1.8, 1.8, 1.8, 1.85, 1.91], "flat", "the last loss, 1.91"),
    ([2.0, 2.0, 1.95, 1.7, 1.5, 1.3, 1.1, 1.0], "late start", "losses[2] is 1.95"),
    ([2.0, 2.0, 1.85, 1.7, 1.5, 1.3, 1.1, 1.0], "fine", "losses[2] is 1.85"),
    ([2.0, 1.5, 1.2, 1.1, 1.04, 1.02, 1.01, 1.0], "stalled", "0.04 of a fall of 1"),
    ([2.0, 1.5, 1.2, 1.1, 1.06, 1.04, 1.02, 1.0], "fine", "0.06 of a fall of 1"),
    ([0.2, 0.19, 0.16, 0.15, 0.14, 0.13, 0.12, 0.11], "fine", "all limits are shares"),
]:
    got = run(diagnose, losses, [0.1, 0.5], [0.1, 0.5], returns="word")
    what = f"diagnose for losses {losses}, accuracies without a gap"
    word(what, got, right, choices=words, hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("diagnose-loss")
n = int(rng.integers(40, 80))
level = rng.uniform(1, 9)
t = np.arange(n) / (n - 1)
shapes = {
    "fine": 1 - 0.7 * t,
    "late start": np.where(t < 0.4, 0.99, 0.99 - (t - 0.4)),
    "stalled": np.maximum(1 - 2 * t, 0.3),
    "flat": 1 - 0.03 * t,
    "diverged": 1 + 3 * t**2,
}
for right, shape in shapes.items():
    got = run(diagnose, (level * shape).tolist(), [0.3], [0.2], returns="word")
    what = f"diagnose for a curve of {n} losses that is {right}"
    word(what, got, right, choices=words)
### END HIDDEN TESTS
passed("diagnose reads loss curves")

# %% nbgrader={"grade": true, "grade_id": "test-diagnose-gap", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
# The last accuracies count, and the order of the rules.
words = ["diverged", "flat", "late start", "overfitting", "stalled", "fine"]
falls, late = np.linspace(2, 1, 8).tolist(), [2.0, 2.0, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0]
stalls = [2.0, 1.5, 1.2, 1.1, 1.0, 1.0, 1.0, 1.0]
for losses, train_accs, val_accs, right, hint in [
    (falls, [0.1, 0.9], [0.1, 0.5], "overfitting", "0.9 - 0.5 is above 0.25"),
    (falls, [0.1, 0.6], [0.1, 0.4], "fine", "0.6 - 0.4 is below 0.25"),
    (falls, [0.9, 0.6], [0.1, 0.5], "fine", "only the last accuracies count"),
    (falls, [0.1, 0.5], [0.1, 0.9], "fine", "training less validation"),
    (falls, [0.1, 0.3], [0.1, 0.1], "fine", "the difference, not the ratio"),
    (stalls, [0.1, 0.9], [0.1, 0.5], "overfitting", "the gap comes before stalled"),
    (late, [0.1, 0.9], [0.1, 0.5], "late start", "a late start comes before the gap"),
]:
    got = run(diagnose, losses, train_accs, val_accs, returns="word")
    what = f"diagnose for accuracies {train_accs} and {val_accs}"
    word(what, got, right, choices=words, hint=hint)
### BEGIN HIDDEN TESTS
from grading import hidden_rng

rng = hidden_rng("diagnose-gap")
for gap, right in [(0.3, "overfitting"), (0.2, "fine"), (-0.4, "fine")]:
    val = float(rng.uniform(0.4, 0.6))
    case = (falls, [0.9, 0.8, val + gap], [0.1, 0.9, val])
    got = run(diagnose, *case, returns="word")
    word(f"diagnose for a last gap of {gap}", got, right, choices=words)
### END HIDDEN TESTS
passed("diagnose sees the gap between training and validation")

# %% [markdown] topics=[26]
# ### Experiment: the gallery
#
# Eight runs of 240 steps, on 2000 images or fewer. Only one is healthy; each of the others
# has one sickness. Look at the curves before you look at their names. Accuracies are
# measured every 30 steps.


# %% tags=["experiment"]
def record(
    net, num=2000, rate=0.05, epochs=12, batch_size=100, decay=1.0, shuffled=True
):
    """Train with your functions; return losses, and accuracies every 30 steps."""
    deal = deal_batches if shuffled else by_class
    rng = np.random.default_rng(0)
    configs = {name: {"learning_rate": rate} for name in net.params}
    losses, train_accs, val_accs = [], [], []

    def loss_function(params, X, y):
        return net.loss(X, y)

    def accuracy(images, labels):
        return np.mean(net.loss(images[:500]).argmax(axis=1) == labels[:500])

    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(epochs):
            for batch in deal(num, batch_size, rng):
                minibatch = X_small[batch], y_small[batch]
                losses.append(
                    training_step(loss_function, net.params, *minibatch, sgd, configs)
                )
                if len(losses) % 30 == 0:
                    train_accs.append(accuracy(X_small[:num], y_small[:num]))
                    val_accs.append(accuracy(X_val, y_val))
            for config in configs.values():
                config["learning_rate"] *= decay
    return np.array(losses), train_accs, val_accs


def small_net(hidden=(50,), weight_scale=0.01):
    """Return a net for the gallery."""
    return FullyConnectedNet(list(hidden), weight_scale=weight_scale, seed=0)


def by_class(num, batch_size, rng):
    """Deal the images class by class."""
    return np.array_split(np.argsort(y_small[:num], kind="stable"), num // batch_size)


gallery = {
    "weights too small": record(small_net((50, 50), 0.005), rate=0.1),
    "rate too high": record(small_net(), rate=0.2),
    "too few images": record(small_net(), num=300, epochs=80),
    "not shuffled": record(small_net(), rate=0.03, shuffled=False),
    "healthy": record(small_net()),
    "rate lowered too early": record(small_net(), decay=0.4),
    "rate too low": record(small_net(), rate=1e-3),
    "batches of 4": record(small_net(), num=960, rate=0.01, batch_size=4, epochs=1),
}
fig, axes = plots.figure(4, 2, width=10, height=4.6)
for letter, (losses, _, _), ax in zip("ABCDEFGH", gallery.values(), axes, strict=True):
    ax.axhline(np.log(10), color=plots.INK, linewidth=0.8, linestyle=":")
    ax.plot(np.clip(losses, 0, 9), color="0.7", linewidth=0.8)
    ax.plot(np.clip(smooth(losses), 0, 9), color=plots.COLOURS[0], linewidth=1.8)
    ax.set(ylim=(0, 4))
    ax.set_title(letter, loc="left", fontsize=11)
fig.supxlabel("step", fontsize=10)
fig.supylabel("loss (grey: each step; dotted: ln 10)", fontsize=10)
plots.show(
    fig,
    alt="Eight loss curves, with ln 10 as a dotted line. A: on ln 10 for almost half of the run, "
    "then down. B: down to 1.7, then straight over the upper edge at 4. C: down to almost 0, with little noise. D: down to 1.8 in "
    "waves with a period of 20 steps. E: down to 1.3, still falling. F: down to 1.8 within 60 "
    "steps, level from there. G: almost level from 2.3. H: noise that grows wide, around "
    "a fall from 2.3 to 1.9.",
    takeaway="Each sickness draws its own curve. Write down which letter is which before you "
    "run the next cell.",
)

# %%
predict(
    "babysitting-gallery",
    "Which of the eight runs suffers from its initial weights?",
    {"a": "A.", "b": "F.", "c": "G."},
    answer="",
)

# %% tags=["experiment"]
diagnoses = {
    name: diagnose(smooth(losses), train_accs, val_accs)
    for name, (losses, train_accs, val_accs) in gallery.items()
}
table(
    [
        (letter, name, diagnoses[name], train_accs[-1], val_accs[-1])
        for letter, (name, (_, train_accs, val_accs)) in zip(
            "ABCDEFGH", gallery.items(), strict=True
        )
    ],
    ["run", "what is wrong", "diagnose says", "training acc.", "validation acc."],
)

# %% tags=["experiment"]
outcome(
    "babysitting-gallery",
    "a",
    "Weights that are too small pass on hardly any signal and hardly any gradient. They grow "
    "slowly until they are large enough, and then the loss falls all of a sudden.",
)

# %% [markdown]
# ### Explore: eight more patients
#
# Recorded runs of the small net, with other sicknesses. **What is wrong with each of them?**
# Choose a diagnosis: the line below the picture says whether it is right, and why.

# %% tags=["experiment"]
from cs231n_utils.widgets import LossCurveGallery

LossCurveGallery("run=1")

# %% [markdown]
# What to look for: the first loss, then the shape of the curve, then the gap between the two
# accuracies.

# %% [markdown] topics=[25]
# ### Experiment: the gap
#
# A loss curve on training images alone cannot tell learning from learning by heart. Two of
# the runs again, with their accuracies.

# %% tags=["experiment"]
fig, (left, right) = plots.figure(2)
for ax, name in ((left, "too few images"), (right, "healthy")):
    _, train_accs, val_accs = gallery[name]
    steps = 30 * np.arange(1, 1 + len(train_accs))
    ax.set_ylim(0, 1.05)
    plots.curves(
        {"training": (steps, train_accs), "validation": (steps, val_accs)},
        xlabel="step",
        ylabel="accuracy",
        title=name,
        ax=ax,
    )
plots.show(
    fig,
    alt="Training and validation accuracy over 240 steps. With 300 images, training reaches 1.0 and "
    "validation stays below 0.3. With 2000 images, training reaches 0.55 and validation "
    "0.36.",
    takeaway="The run whose loss came nearest to zero is the worse one on new images. A wide "
    "gap is what tells you.",
)

# %% [markdown]
# **Question: what would you do? (4 points)** For each, say what you see and the first thing
# that you would change. (a) Training accuracy 0.99, validation accuracy 0.28. (b) Both are
# 0.21 after many epochs, without a gap, and the loss has levelled off. (c) The loss lies on
# ln 10 for 100 steps, then falls. (d) Of run D `diagnose` says "fine", of run H "stalled".
# What does it not see, and how could you tell?

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-curves", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# (a) A wide gap: it learns by heart. More data, a stronger penalty, dropout or a smaller
# net. (1 point)
#
# (b) No gap, and little learnt: the net has not the capacity, or is held down. A larger net,
# a weaker penalty, or another rate. (1 point)
#
# (c) Initial weights that are too small. Scale them to the fan-in, as He et al. do, or use
# batch norm. (1 point)
#
# (d) The noise: `diagnose` gets smoothed losses. The spread of the single losses around the
# smoothed curve shows small batches, and waves with the period of an epoch show a fixed
# order. (1 point)

# %% [markdown]
# ## What your library can do now
#
# `Solver` deals with your `deal_batches`, steps with your `training_step` and asks your
# `watchdog`, here and in all later notebooks; with `max_loss_ratio=3` it stops what has
# exploded. `watch(solver)` of `cs231n_utils.live` shows a run while it goes on.
#
# **For next time.** Close the notebook and answer from memory; then look.
#
# <details><summary>1. Which three tests come before the first long run?</summary>The first
# loss is ln C; it goes up with the penalty; 20 examples can be learnt by heart.</details>
#
# <details><summary>2. Why can accuracy climb while the loss does not move?</summary>Accuracy
# asks only which score is largest. A tiny lead is enough, and hardly changes the
# loss.</details>
#
# <details><summary>3. A loss is level for a long time and then falls. What is the first
# suspect?</summary>The initial weights.</details>
