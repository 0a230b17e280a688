"""The solved notebooks run, and their experiments show what their captions say."""

import html
import re

import nbformat
import pytest
from nbclient import NotebookClient

from cs231n_utils.carry import NOTEBOOKS
from grading.editions import released
from grading.keys import assignments
from grading.publish import publish
from grading.simulate import answers_of, submission

WIDGET = "application/vnd.jupyter.widget-view+json"
# By notebook: what must hold of its variables when it has run.
STORIES = {
    "hyperparameter_search": """
# Log-uniform draws look at every decade; uniform ones do not.
assert low_half["uniform"] < 30 and 430 < low_half["log-uniform"] < 570
# Random points win where one hyperparameter matters, the grid where both do.
assert random_wins["one matters"] > 0.57 and random_wins["both matter"] < 0.43
# The fine search ends at the edge, and the second look finds better.
assert warning.get("lr") == "high" and ranked(fine)[0]["lr"] > 10**-3.1
assert ranked(both)[0]["val_acc"] >= ranked(fine)[0]["val_acc"]
assert max(beyond, key=lambda t: t["lr"])["status"] == "diverged"
assert 1e-3 < ranked(both)[0]["lr"] < 3e-3 and ranked(both)[-1]["lr"] < 5e-4
assert ranked(both)[0]["val_acc"] > ranked(fine)[0]["val_acc"] + 0.02
assert final.best_val_acc > 0.45 and abs(test_accuracy - final.best_val_acc) < 0.06
# Halving wins most searches of the same cost.
assert sum(n * (e if e == 1 else e // 2) for e, n in rounds) == 48
assert halving_wins > 0.6 and halving_loses < 0.1
# The best of 100 equal nets seems far better than it is, on few images.
best_of_100 = {name: values[counts == 100][0] for name, values in luck.items()}
assert abs(best_of_100["100 images"] - 0.625) < 0.01
assert best_of_100["10000 images"] < 0.52
# Most values of k are within one standard error.
assert len(close) >= 6 and 0.25 < means.min() < means.max() < 0.3
""",
    "activations": """
# The gradient vanishes without saturation, and survives with it.
share, size = passage["sigmoid, gain 1"]
assert share.max() < 0.01
assert (size[:-1] / size[1:] <= 0.26).all() and size[0] / size[-1] < 4**-9
share, size = passage["sigmoid, gain 10"]
assert 0.2 < share.min() and size[0] / size[-1] > 0.1
share, size = passage["tanh, gain 1"]
assert share.max() < 0.01 and 0.1 < size[0] / size[-1] < 1
share, size = passage["tanh, gain 10"]
assert (np.abs(share - 0.75) < 0.05).all() and size[0] / size[-1] > 500
# Positive inputs move both weights the same way, and the path is longer.
steps = {name.split(":")[0]: np.diff(path, axis=0) for name, path in paths.items()}
assert (steps["sigmoid"].prod(axis=1) >= 0).all()
assert 0.3 < (steps["tanh"].prod(axis=1) >= 0).mean() < 0.7
length = {name: np.linalg.norm(step, axis=1).sum() for name, step in steps.items()}
assert length["sigmoid"] > 1.5 * length["tanh"]
left = {k.split(":")[0]: np.linalg.norm(p[20] - [1, -1]) for k, p in paths.items()}
assert left["sigmoid"] > 10 * left["tanh"]
# exp does not count beside the affine layer.
assert cost["ReLU"] < cost["sigmoid"] < 0.5 * cost["affine layer"]
# Units are born dead far from the origin, and 0.01 does not help.
for share in born_dead.values():
    assert share[distances <= 3].max() == 0 and share[-1] > 0.4
assert np.abs(np.subtract(*born_dead.values())).max() < 0.02
# High rates kill ReLUs, 10 to 20 % of them at some rate; 0.01 does not save them.
plain, biased = died["ReLU, bias 0"], died["ReLU, bias 0.01"]
assert plain[0] == plain[1] == biased[0] == biased[1] == 0
assert any(0.05 <= share <= 0.25 for share in plain)
assert plain[-1] > 0.15 and biased[-1] > 0.7 * plain[-1]
assert max(died["leaky ReLU"]) == 0 and min(accuracy.values()) > 0.15
# The slopes of PReLU spread, around a value far from 0.01.
for slopes in learnt.values():
    assert 0.15 < slopes.mean() < 0.3 and slopes.std() > 0.03
    assert -0.2 < slopes.min() and slopes.max() < 0.6
# SELU pulls to 1, the others shrink.
assert order["selu"][0] > 2 and np.abs(order["selu"][15:] - 1).max() < 0.1
assert order["relu"][-1] < 1e-5 < 0.03 < order["elu"][-1] < order["tanh"][-1] < 0.15
# The family: three fall before they rise, and no others do.
falls = {name for name, slope in slope_of.items() if slope.min() < -0.01}
assert falls == {"silu", "gelu", "hard_swish"}
assert all(slope_of[name].max() > 1.05 for name in falls)
assert 0.249 < slope_of["sigmoid"].max() <= 0.25
assert 0.019 < gap["Swish with beta 1.702"] < 0.021
# The error of maxout falls with the square of the number of pieces.
assert all(np.isclose(error[k], 1 / k**2, rtol=1e-3) for k in error)
# Gates multiply.
last = {name: errors[-1] for name, errors in fits.items()}
assert last["ReLU"] > 0.05 > 0.005 > max(last[name] for name in last if name != "ReLU")
assert min(last, key=last.get) == "SwiGLU"
# Tanh is as fast as ReLU here, the sigmoid is not.
assert np.mean(needed["tanh"]) <= np.mean(needed["relu"]) < 6
assert np.isinf(needed["sigmoid"]).all()
assert race["sigmoid"][0][-1] > race["relu"][0][-1] + 0.1
""",
    "babysitting": """
# The first loss: ln 10, and 3.07 with reg 1000; the formula tells both.
assert abs(first_loss - 2.3026) < 1e-3 and abs(first_loss_reg - 3.07) < 0.01
assert np.allclose(measured, formula, rtol=1e-4)
assert abs(measured[4] - 2.31) < 0.01 and abs(measured[-1] - 10.0) < 0.1
# Twenty examples by heart, whatever their labels.
for solver in small.values():
    assert solver.train_acc_history[-1] == 1
    assert 0.001 < solver.loss_history[-1] < 0.01
    assert abs(solver.loss_history[0] - 2.3026) < 1e-3
assert np.mean(random_labels == y[:20]) < 0.4
# Too low: the loss stays, accuracy climbs. Too high: nan, or an explosion later.
assert np.ptp(low.loss_history) < 2e-3 and low.loss_history[-1] > 2.30
assert low.val_acc_history[0] < 0.11 and 0.12 < low.best_val_acc < 0.3
assert "loss is nan" in huge.stopped and len(huge.loss_history) < 100
assert huge.val_acc_history[-1] < 0.2
assert high.val_acc_history.index(high.best_val_acc) == 4
assert 0.38 < high.best_val_acc < 0.42 and "is inf" in high.stopped
assert all(h > g for h, g in zip(high.val_acc_history[1:5], good.val_acc_history[1:5]))
assert 0.05 < min(high.val_acc_history[5:11]) < max(high.val_acc_history[5:11]) < 0.25
assert good.best_val_acc > 0.45 and 1 < np.mean(good.loss_history[-50:]) < 1.3
assert good.yours == ["deal_batches", "training_step", "watchdog"]
# The watchdog: three times the first loss, and flat.
assert alarms["1e-6", 0] == alarms["1e-3", 0] == alarms["1e-3", 200] == (1000, "")
assert alarms["3e-3", 0][1] == alarms["1e6", 0][1] == "exploded"
assert 400 < alarms["3e-3", 0][0] < 500 and alarms["1e6", 0][0] == 2
assert alarms["1e-6", 200] == (400, "flat")
# Ratios: equal at first, best between 0.01 and 0.1, hopeless below and above.
large, tiny = gauges.values()
assert abs(large[4, 1] / tiny[4, 1] - 1) < 0.1
for gauged, best, top in ((large, 0.014, 0.54), (tiny, 0.095, 0.28)):
    ratio, accuracy = gauged[gauged[:, 2].argmax(), [0, 2]]
    assert abs(ratio / best - 1) < 0.1 and abs(accuracy - top) < 0.01
    assert gauged[gauged[:, 0] < 1e-4, 2].max() < 0.19
assert large[large[:, 0] > 1, 2].max() < 0.06 and tiny[-1, 2] < 0.03
assert tiny[:4, 2].max() < 0.115 and 3e-4 < tiny[3, 0] < 5e-4
assert max(dead[0.03]) < 0.05 and max(dead[0.15]) > 0.4
# Without the correction the average rises for over 50 steps.
assert uncorrected[0] < 0.1 and (np.diff(uncorrected[:60]) > 0).all()
smoothed = smooth(noisy, 0.98)
assert smoothed[0] == noisy[0] and (np.diff(smoothed[20:60]) < 0).all()
# The gallery: each with its own sign.
assert diagnoses == {
    "weights too small": "late start",
    "rate too high": "diverged",
    "too few images": "overfitting",
    "not shuffled": "fine",
    "healthy": "fine",
    "rate lowered too early": "stalled",
    "rate too low": "flat",
    "batches of 4": "stalled",
}
last = {name: smooth(losses)[-1] for name, (losses, _, _) in gallery.items()}
assert last["too few images"] < 0.1 and 1.2 < last["healthy"] < 1.4
assert abs(last["rate lowered too early"] - 1.8) < 0.05 and last["rate too low"] > 2.2
spread = {
    name: np.std((losses - smooth(losses))[150:])
    for name, (losses, _, _) in gallery.items()
    if name != "rate too high"
}
assert spread["batches of 4"] > 2 * spread["healthy"]
assert spread["not shuffled"] > 2 * spread["healthy"] > 4 * spread["too few images"]
assert all(len(losses) == 240 for losses, _, _ in gallery.values())
flat_for = np.abs(gallery["weights too small"][0][:90] - np.log(10)).max()
assert flat_for < 0.02
# The gap.
_, train_accs, val_accs = gallery["too few images"]
assert train_accs[-1] == 1 and max(val_accs) < 0.3
_, train_accs, val_accs = gallery["healthy"]
assert abs(train_accs[-1] - 0.55) < 0.02 and abs(val_accs[-1] - 0.36) < 0.02
""",
    "backprop": """
# The lecture's neuron: values forwards and gradients backwards, as printed.
v, d = neuron.values, neuron.gradients
forwards = {"w0 x0": -2, "w1 x1": 6, "sum": 4, "score": 1, "minus": -1}
forwards |= {"power": 0.37, "below": 1.37, "f": 0.73}
assert all(abs(v[name] - value) < 0.005 for name, value in forwards.items())
backwards = {"f": 1, "below": -0.53, "power": -0.53, "minus": -0.20, "score": 0.20}
backwards |= {"w0": -0.20, "x0": 0.40, "w1": -0.39, "x1": -0.59, "w2": 0.20}
assert all(abs(d[name] - value) < 0.008 for name, value in backwards.items())
assert abs(d["score"] - v["f"] * (1 - v["f"])) < 1e-12
# Both ways give the same derivative; one takes 65,536 terms, the other 16.
assert [slope for slope, _ in by_paths] == [slope for slope, _ in by_backprop]
assert paths[-1] == 2**16 == 65536 and asked[-1] == 16
# Three V shapes: where they are lowest, and that float32 never gets there.
lowest = {name: min(errors) for name, errors in step_error.items()}
assert 1e-6 < best_step["centred"] < 1e-4 and lowest["centred"] < 1e-10
assert 1e-8 <= best_step["ahead only"] < 1e-6 and 1e-9 < lowest["ahead only"] < 1e-7
assert best_step["centred, float32"] > 1e-3 and lowest["centred, float32"] > 1e-5
useless = np.array(step_error["centred, float32"])[steps < 1e-7]
assert useless.min() > 0.3
for errors in step_error.values():
    assert errors[0] > 100 * min(errors) and errors[-1] > 100 * min(errors)
# Near a kink the measured slope is a ramp, elsewhere it is exact.
for name, h in [("measured, h = 1", 1.0), ("measured, h = 0.25", 0.25)]:
    ramp = np.clip((places / h + 1) / 2, 0, 1)
    assert np.allclose(kink_slope[name], ramp)
assert 7000 < (np.abs(units) < 1e-2).sum() < 9000 and near < 30
# The Jacobian is diagonal, and its product with dout is dx.
assert same < 1e-6 and np.allclose(jacobian, np.diag(out > 0), atol=1e-6)
assert bytes_of["Jacobian, 100 examples"][-1] > 1.3e12
assert abs(bytes_of["Jacobian, one example"][-1] - 134e6) < 1e6
assert bytes_of["dx, 100 examples"][-1] < 3.3e6
# The chain is right, and the first net starts at ln 10 and learns.
assert report.passed
assert abs(losses[0] - 2.3026) < 1e-3 and np.ptp(losses[:8]) < 0.02
assert losses[-20:].mean() < 1.6 and losses.min() < 1.5
assert solver.best_val_acc > 0.28
# Boxes that touch get there, the other one does not move.
assert abs(climbs["lies inside"][0] - 0.09) < 0.005
assert abs(climbs["overlaps a little"][0] - 0.07) < 0.005
for name in ("lies inside", "overlaps a little"):
    assert climbs[name][-20:].min() > 0.9 > climbs[name][0]
    assert np.ptp(climbs[name][-20:]) > 0.01
assert climbs["lies inside"][60:].min() > 0.9
assert climbs["overlaps a little"][240:].min() > 0.9
assert climbs["overlaps a little"][:200].max() < 0.9
assert not climbs["does not touch"].any()
# The perceptron's rule finds a line for OR and none for XOR.
assert mistakes["perceptron, OR"][2] and not mistakes["perceptron, OR"][3:].any()
assert (mistakes["perceptron, XOR"][2:] == 4).all()
assert mistakes["two layers, XOR"][12] and not mistakes["two layers, XOR"][13:].any()
""",
    "batchnorm": """
# Batch norm makes the activations independent of the scale of the weights.
normed = [stds for label, stds in profiles.items() if "batch norm" in label]
assert np.ptp(normed, axis=0).max() < 0.01
assert profiles["0.01"][-1] < 1e-9 < 1e6 < profiles["1.0"][-1]
assert 0.3 < profiles["0.14"][-1] < 3
# The plain net learns from few scales, the normalised one from three decades.
chance = 0.17
assert (init_accuracy["plain"] > chance).sum() <= 3
assert (init_accuracy["batch norm"][scales < 1.5] > chance).all()
assert init_accuracy["batch norm"].max() > init_accuracy["plain"].max() + 0.1
# Higher rates work, and work better.
assert working["batch norm"] >= 5 * working["plain"]
assert rate_accuracy["batch norm"].max() > rate_accuracy["plain"].max() + 0.05
# The batch mean is known as well as 1 / sqrt(N) says.
assert np.allclose(mean_error, 1 / np.sqrt(sizes), rtol=0.1)
# Batches of two hurt batch norm and not layer norm.
batch, layer = batch_accuracy["batch norm"], batch_accuracy["layer norm"]
assert batch[0] < batch.max() - 0.05
assert layer[0] > layer.max() - 0.05
assert batch[0] < layer[0] - 0.04
""",
    "dropout": """
# The factor p is exact for a unit with any number of inputs; the noise falls.
assert four_mask_average == 0.5 * all_kept == 1
means, stds = zip(*[(v.mean(), v.std()) for v in unit_values.values()])
assert np.allclose(means, 1) and np.allclose(stds[::2], [0.7, 0.3], atol=0.05)
assert [v.min() for v in unit_values.values()] == [0, 0, 0]
assert abs(unscaled_ratio - 2) < 0.05
assert round(digits) == 1233
# Variance: formula and measurement agree.
assert np.allclose(measured, formula, rtol=0.15)
assert np.allclose(formula[[0, 1, 5, 10]], [19, 9, 1, 0.0526], rtol=1e-3)
# Behind a ReLU the average lies above test mode, most at the kink.
above = mask_average - test_mode
assert (above > -1e-12).all() and abs(sums[above.argmax()]) < 0.3
assert above[[0, -1]].max() < 0.01 < 0.3 < at_minus_half
# Gradients agree under the same masks only.
assert np.isclose(*checked["same masks"], rtol=1e-3)
assert not np.isclose(*checked["new masks"], rtol=10)
# Dropout narrows the gap, from above.
all_train, all_val = ends(solvers[1])
half_train, half_val = ends(solvers[0.5])
assert all_train > 0.95 and 0.36 < all_val < 0.44
assert 0.55 < half_train < 0.75 and 0.33 < half_val < 0.41
assert half_val < all_val + 0.01
assert 0.3 < (half_train - half_val) / (all_train - all_val) < 0.65
assert solvers[1].loss_history[-1] < 0.1 and min(solvers[0.5].loss_history) > 0.8
# p as a strength: too low underfits; the loss tells what accuracy does not.
assert (np.diff(train_acc) > 0).all()
assert val_acc[0] < 0.32 and np.ptp(val_acc[2:]) < 0.03
assert train_acc[0] - val_acc[0] < 0.1
assert strengths[val_loss.argmin()] == 0.5 and val_loss[1] < 1.7
assert np.ptp(val_loss[:3]) < 0.2 and 2.5 < val_loss[-1] > 1.6 * val_loss[1]
# One mask is worse than test mode, many are about equal to it, and less sure.
assert mc_accuracy[0] < test_accuracy - 0.03
assert abs(mc_accuracy[3:] - test_accuracy).max() < 0.02
assert said["64 masks"] < said["test mode"] - 0.03
assert abs(said["64 masks"] - was_right["64 masks"]) < 0.03
assert val_losses["64 masks"] < val_losses["test mode"] - 0.02
# The spread alone is no warning, the spread over the mean is one.
by_spread, by_ratio = group_error.values()
assert by_spread.argmax() == 0 and by_spread[-1] < by_spread[0]
assert by_ratio[0] < 0.55 and by_ratio[-1] > 0.7
assert abs(wrong.mean() - 0.62) < 0.02
# Dropout disturbs like units alike; DropConnect does not.
assert np.allclose(correlation["dropout"], np.cos(radians), atol=0.1)
assert abs(correlation["DropConnect"]).max() < 0.12
assert np.allclose(list(noise.values()), 1, atol=0.05)
""",
    "optimizers": """
# Gradient descent pays the condition number, momentum its square root.
descent = needed["gradient descent"]
assert np.allclose(descent[1:], 3.6 * conditions[1:], rtol=0.05)
assert descent.tolist() == [11, 37, 109, 363, 1089, 3628]
growth = {name: steps[-1] / steps[-3] for name, steps in needed.items()}
assert 9.5 < growth["gradient descent"] < 10.5
assert abs(growth["sgd_momentum"] - 10**0.5) < 0.5 > abs(growth["nesterov"] - 10**0.5)
assert needed["sgd_momentum"][[0, -1]].tolist() == [8, 204]
assert needed["nesterov"][[0, -1]].tolist() == [10, 286]
assert 12 < descent[-1] / needed["nesterov"][-1] < descent[-1] / 204 < 18
# The nearer the start, the longer the saddle holds; only noise leads off the ridge.
left = list(left_after.values())
assert left[:3] == [46, 94, 191] and left[3] == np.inf and 35 < left[4] < 60
assert abs(held["0 beside the ridge"][-1] - 0.25) < 1e-12
# The floor is in proportion to the rate.
end_of = {name: loss[-100:].mean() for name, loss in floors.items()}
for (name, floor), rate in zip(end_of.items(), (0.5, 0.1, 0.02), strict=True):
    assert abs(floor / (4 * rate / (2 - rate)) - 1) < 0.2, name
assert floors["rate 0.5"][10] < 2 and floors["rate 0.02"][100] > 0.2
assert floors["rate 0.1"][40] < 0.3 and floors["rate 0.02"][200] < 0.08
# Three notations: ten times as fast, and who brakes.
velocity, total, average = lengths.values()
assert np.allclose(velocity[:60], total[:60]) and np.allclose(total, 10 * average)
assert abs(velocity[59] - 1) < 0.01 and abs(total[60] - 0.1) < 0.001
assert velocity[60] > 0.9 and 0.1 < velocity[90] < 0.15
# RMSProp recovers, AdaGrad does not.
assert abs(scaled["rmsprop"][-1] - 0.01) < 1e-4 and scaled["rmsprop"][100] < 2e-4
assert abs(scaled["rmsprop"][210] - 0.01) < 1e-3
assert abs(scaled["adagrad"][99] - 0.001) < 1e-8
assert (abs(scaled["adagrad"][100:] - 1e-5) < 1e-7).all()
# Turned, AdaGrad loses; SGD and momentum do not notice.
assert turned["adagrad"].tolist() == [9, 17, 104, 331, 601, 683]
assert set(turned["sgd_momentum"].tolist()) == {45}
assert set(turned["sgd"].tolist()) == {248}
# Without the correction the first steps are too long.
assert np.allclose(relative["corrected"], 1, atol=1e-6)
assert abs(relative["not corrected"][0] - 10**0.5 * 1.0) < 0.01
assert 10 <= peak <= 14 and 6.5 < relative["not corrected"].max() < 6.7
assert 1.2 < relative["not corrected"][-1] < 1.35
# Adam goes the wrong way, AMSGrad the right one.
assert wrong_way["adam"][-1] > 0.98 and wrong_way["amsgrad"][-1] < -0.98
# Decoupled decay treats all alike; L2 in Adam does not.
assert np.allclose(remaining["AdamW"], 0.74, atol=0.02)
l2 = remaining["Adam with L2"]
assert (l2[:5] < 0.01).all() and abs(l2[8] - 0.74) < 0.03 and (l2[-2:] > 0.98).all()
# Schedules: where they end and where they rise.
ends = {name: schedule(T) for name, schedule in schedules.items()}
assert max(ends[n] for n in ("linear", "cosine", "one cycle", "warm-up, cosine")) == 0
restarts = [t for t in range(1, T) if schedules["warm restarts"](t) == 1]
assert restarts == [18, 54] and schedules["warm-up, cosine"](19) == 1
peaks = [t for t in range(T + 1) if abs(schedules["cyclic"](t) - 1) < 1e-12]
assert peaks == [20, 60, 100]
for name in ("step", "exponential", "1/t", "linear", "cosine", "inverse root"):
    assert schedules[name](0) == 1
    assert (np.diff([schedules[name](t) for t in range(T + 1)]) <= 0).all()
final = {name: loss[-20:].mean() for name, loss in lowered.items()}
assert final["1/t"] < 0.03 < final["cosine"] < 0.08 < 1 < final["constant"]
assert (lowered["1/t"][10:] < lowered["cosine"][10:]).all()
# The linear rule holds from 10 to 100, then the edge of divergence comes.
scaled_rate, fixed_rate = by_batch["rate in proportion"], by_batch["rate 0.01"]
assert max(scaled_rate[:4]) < 1.25 and np.ptp(scaled_rate[:4]) < 0.15
assert 1.2 < scaled_rate[4] < 1.5 and 1.8 < scaled_rate[5] < 2.4
assert np.isnan(scaled_rate[6])
assert (np.diff(fixed_rate) > 0).all() and 2.2 < fixed_rate[-1] < 2.5
# A warm-up prevents the jump, and changes little else.
highest = [max(solver.loss_history) for solver in warmups.values()]
assert highest[0] > 4 > 3 > max(highest[1:])
assert np.ptp([last_epoch(solver) for solver in warmups.values()]) < 0.1
# Quasi-Newton is through in ten steps, Newton goes to a saddle.
for method in ("sr1", "dfp", "bfgs", "lbfgs"):
    assert (descent_loss[method] < 1e-8).argmax() in range(5, 11)
    assert descent_loss[method][-1] < 1e-18 and len(descent_loss[method]) <= 18
assert 0.003 < descent_loss["gradient"][-1] < 0.03
assert abs(descent_loss["newton"][-1] - 14.2) < 0.01
assert eigenvalues[0] < -1 and eigenvalues[1] > 1 and np.abs(newton_end).max() < 1e-6
# On the net: by steps, by cost, on minibatches.
loss_of = {name: losses[-1] for name, (_, losses) in runs.items()}
assert loss_of["L-BFGS, full batch"] < 0.11
assert 0.14 < loss_of["gradient, full batch"] < 0.18
assert loss_of["gradient, full batch"] < loss_of["gradient, minibatches"]
assert loss_of["L-BFGS, minibatches"] > 0.95 * loss_of["gradient, minibatches"]
full_batch = costs["L-BFGS, full batch"]
assert 15 < full_batch < 25
by_cost = np.interp(
    np.arange(100, 600),
    full_batch * np.arange(31),
    runs["L-BFGS, full batch"][1],
)
assert (np.array(adam_loss[100:]) < by_cost + 1e-3).mean() > 0.95
assert max(adam_loss[-1], loss_of["L-BFGS, full batch"]) < 0.115
# Four rules on four landscapes.
assert abs(race_loss["saddle", "sgd"] - 0.25) < 0.01
assert all(race_loss["saddle", r] < 0.01 for r in ("sgd_momentum", "rmsprop", "adam"))
assert all(loss < 0.3 for (place, _), loss in race_loss.items() if place != "saddle")
out_of = {}
for rule, rate in rates["saddle"].items():
    path = race(rule, LANDSCAPES["saddle"], 100, {"learning_rate": rate})
    out_of[rule] = (np.abs(path[:, 1]) > 0.5).argmax() or 101
assert max(out_of["rmsprop"], out_of["adam"]) < out_of["sgd_momentum"] < out_of["sgd"]
for rule, rate in rates["bowl"].items():
    noise = np.random.default_rng(2)
    path = race(rule, LANDSCAPES["bowl"], 100, {"learning_rate": rate}, noise)
    assert np.ptp(path[-20:], axis=0).max() > 0.05, rule
# On a net, tuned rules lie close together, each with its own scale of rates.
lowest = {rule: np.nanmin(losses) for rule, (_, losses) in by_rate.items()}
assert 1.05 < min(lowest.values()) < max(lowest.values()) < 1.3
assert lowest["adam"] < lowest["sgd"] < 1.2 * lowest["adam"]
at = {rule: tried[np.nanargmin(losses)] for rule, (tried, losses) in by_rate.items()}
assert abs(at["sgd"] - 0.1) < 0.01
assert all(0.009 < at[r] < 0.04 for r in ("sgd_momentum", "nesterov", "adagrad"))
assert all(0.0009 < at[r] < 0.004 for r in ("rmsprop", "adam"))
for tried, losses in by_rate.values():
    assert losses[0] > np.nanmin(losses) + 0.5
    assert not losses[-1] < np.nanmin(losses) + 0.4
assert any(losses[-1] > 2.6 for _, losses in by_rate.values())
""",
    "init_statistics": """
# What one image has left when it is centred by itself.
assert np.abs(left).max() == 0
# Centring moves, standardising scales, PCA turns, whitening makes the covariance 1.
covariance = {name: np.cov(points.T, bias=True) for name, points in cloud.items()}
assert cloud["pixels"].min() >= 0
assert np.abs(cloud["centred"].mean(axis=0)).max() < 1e-3
assert np.allclose(covariance["centred"], covariance["pixels"], rtol=1e-3)
assert np.allclose(np.diag(covariance["standardised"]), 1, rtol=1e-3)
assert abs(np.corrcoef(cloud["standardised"].T)[0, 1]) > 0.6
assert 1.5 < np.abs(cloud["standardised"]).max() < 2.6
assert abs(covariance["PCA"][0, 1]) < 1e-3 * covariance["PCA"][1, 1]
assert covariance["PCA"][0, 0] > 3 * covariance["PCA"][1, 1]
assert np.allclose(covariance["whitened"], np.eye(2), atol=1e-3)
assert 0.9 < kept < 0.95
# Centring helps, standardising adds nothing, whitening learns by heart.
best_train = {name: values.max() for name, values in train_accuracy.items()}
best_val = {name: values.max() for name, values in val_accuracy.items()}
assert best_train["pixels"] < 0.28 and best_val["pixels"] < 0.26
assert best_train["less mean"] > 0.45 and best_val["less mean"] > 0.28
assert abs(best_val["standardised"] - best_val["less mean"]) < 0.05
assert abs(best_train["standardised"] - best_train["less mean"]) < 0.08
assert best_train["whitened"] > 0.9 and best_val["whitened"] < 0.26
# Equal units stay equal.
assert units == {"zero": 1, "equal": 1, "random": 50}
last = {name: solver.train_acc_history[-1] for name, solver in symmetry.items()}
assert last["zero"] < 0.15 < last["random"] - 0.2
assert last["equal"] < last["random"] - 0.2
assert np.array_equal(filters[0], filters[7])
# The lectures' tables: six layers of 4096, batch 16.
table = {
    name: np.array([h.std() for h in hs])
    for name, hs in {**wide_tanh, **wide_relu}.items()
}
printed = {
    "0.01": ([0.49, 0.29, 0.18, 0.11, 0.07, 0.05], 0.006),
    "0.05": ([0.87, 0.85, 0.85, 0.85, 0.85, 0.85], 0.006),
    "1/64": ([0.63, 0.49, 0.41, 0.36, 0.32, 0.30], 0.01),
    "Xavier": ([0.58, 0.41, 0.29, 0.20, 0.14, 0.10], 0.02),
    "He": ([0.82, 0.83, 0.83, 0.83, 0.83, 0.81], 0.07),
}
for name, (expected, margin) in printed.items():
    assert np.abs(table[name] - expected).max() < margin, name
means = [h.mean() for h in wide_relu["Xavier"]]
assert abs(means[0] - 0.40) < 0.01 and abs(means[-1] - 0.07) < 0.01
# Their rows of histograms: a spike at zero, two towers at the ends, one hump.
inside = {
    name: [np.mean(np.abs(h) < 0.2) for h in hs] for name, hs in wide_tanh.items()
}
outside = {
    name: [np.mean(np.abs(h) > 0.95) for h in hs] for name, hs in wide_tanh.items()
}
assert np.all(np.diff(inside["0.01"]) > 0) and inside["0.01"][-1] > 0.99
assert min(outside["0.05"]) > 0.45 and max(inside["0.05"]) < 0.1
assert max(outside["1/64"]) < 0.1 and 0.3 < inside["1/64"][-1] < 0.6
for h in (*wide_relu["Xavier"], *wide_relu["He"]):
    assert abs(np.mean(h == 0) - 0.5) < 0.02
# A ReLU halves the mean square.
assert 0.4 < relu_ratio / 2**-10 < 2.5
# Gradients of the same nets, from layer 6 back to layer 1.
back = {name: np.array([dz.std() for dz in dzs]) for name, dzs in wide_back.items()}
assert abs(back["0.01, tanh"][-1] - 1.0) < 0.02 and back["0.01, tanh"][0] < 0.09
assert abs(back["Xavier, tanh"][-1] - 0.92) < 0.02
assert abs(back["Xavier, tanh"][0] - 0.34) < 0.03
assert np.allclose(back["Xavier, ReLU"], 2 ** -np.arange(3, 0, -0.5), rtol=0.05)
assert np.allclose(back["He, ReLU"], 0.5**0.5, rtol=0.05)
assert np.all(np.diff(back["0.05, tanh"]) < 0) and back["0.05, tanh"][0] > 1.8
# Ten layers of 500, 1000 examples, both ways.
ends = {
    "0.01, tanh": (0.21, 0.0, 0.006),
    "1.0, tanh": (0.98, 0.98, 0.006),
    "Xavier, tanh": (0.63, 0.23, 0.011),
    "Xavier, ReLU": (0.59, 0.03, 0.015),
    "He, ReLU": (0.83, 0.87, 0.3),
}
for name, (first, end, margin) in ends.items():
    assert abs(forward[name][0] - first) < 0.012, name
    assert abs(forward[name][-1] - end) < margin, name
assert np.abs(forward["0.01, tanh"][1:3] - [0.05, 0.01]).max() < 0.006
assert np.abs(forward["1.0, tanh"] - 0.98).max() < 0.006
assert forward["0.01, tanh"][-1] < 1e-6
assert 0.6 < forward["He, ReLU"].min() < forward["He, ReLU"].max() < 0.9
assert backward["0.01, tanh"][0] < 1e-5
assert 0.015 < backward["Xavier, ReLU"][0] < 0.06
assert np.allclose(backward["He, ReLU"], 0.7, rtol=0.3)
assert 4e3 < backward["1.0, tanh"][0] < 3e4 and backward["1.0, tanh"][-1] < 1
assert np.mean(slopes < 0.01) > 0.8
# Where activations shrink and gradients grow, their product is small in all layers.
dying = forward["0.01, tanh"][:-1] * backward["0.01, tanh"][1:]
assert dying.max() < 3e-6 and dying.max() < 3 * dying.min()
# He keeps the size of the input; measured weights set it, for other images too.
assert sizes["He"].min() > 20 and sizes["He"].max() < 80
for name in ("LSUV", "per unit"):
    assert sizes[name].min() > 0.35 and sizes[name].max() < 1.4
z = pixels[:200]
for w in chains["LSUV"]:
    assert abs((z @ w).std() - 1) < 1e-6
    z = np.maximum(z @ w, 0)
# Which start learns.
end = {name: solver.train_acc_history[-1] for name, solver in race.items()}
assert end["0.01"] < 0.16 and race["0.5"].stopped
assert len(race["0.5"].train_acc_history) == 2
assert 0.2 < end["xavier"] < 0.4 < min(end["he"], end["LSUV"])
""",
}


def place(name):
    """Return how many notebooks come before one."""
    return NOTEBOOKS.index(name) if name in NOTEBOOKS else len(NOTEBOOKS)


@pytest.fixture(scope="module", params=released())
def solved(request, tmp_path_factory):
    """Run a solved notebook in the student edition, and then its story."""
    name, edition = request.param, tmp_path_factory.mktemp("edition")
    # What earlier notebooks ask for.
    publish(edition, unlock=[n for n in NOTEBOOKS[: place(name)] if n in assignments()])
    notebook = submission(name, answers_of(name))
    notebook.cells.append(nbformat.v4.new_code_cell(STORIES[name], id="story"))
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(edition / name)}}
    )
    client.km = client.create_kernel_manager()
    client.km.transport_encryption = "auto"
    client.execute()
    return notebook


def bundles(notebook):
    return [
        output.data
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]


def test_every_cell_runs_and_the_captions_are_true(solved):
    assert not [o for c in solved.cells for o in c.get("outputs", []) if "ename" in o]


def test_nothing_is_written_to_standard_error(solved):
    streams = [o for c in solved.cells for o in c.get("outputs", []) if "name" in o]
    assert streams
    assert not [o.text for o in streams if o.name == "stderr"]


def test_every_figure_has_alt_text_and_a_take_away(solved):
    pictures = [data for data in bundles(solved) if "image/png" in data]
    figures = [data for data in pictures if WIDGET not in data]
    assert len(figures) >= 6
    for data in figures:
        assert 'alt="' in data["text/html"]
        assert "<figcaption>" in data["text/html"]
        assert "Take-away: " in data["text/plain"]


def test_every_widget_has_a_picture_and_words_for_pages_where_it_cannot_move(solved):
    widgets = [data for data in bundles(solved) if WIDGET in data]
    source = "\n".join(cell.source for cell in solved.cells)
    assert len(widgets) == source.count("from cs231n_utils.widgets import")
    for data in widgets:
        assert data["image/png"] in data["text/html"]
        words = re.search("<figcaption>(.*)</figcaption>", data["text/html"], re.S)[1]
        assert html.unescape(words) == data["text/plain"]
        assert len(words) > 100
        assert "not written yet" not in words
        assert "failed" not in words


def test_every_prediction_gets_its_outcome(solved):
    asked = [d for d in bundles(solved) if d["text/plain"].startswith("Predict.")]
    told = [d for d in bundles(solved) if "You made no prediction." in d["text/plain"]]
    assert len(asked) == len(told) >= 4


@pytest.mark.parametrize("name", released())
def test_every_released_notebook_has_a_story(name):
    assert name in STORIES
