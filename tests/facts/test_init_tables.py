"""The lectures' tables of activations per layer come out again, and gradients fit."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from grading import answer_key

KEY = answer_key("init_statistics")

# Margins are the rounding of the printed tables plus three standard deviations,
# measured over seeds. In ReLU layers all units share one scale, which drifts layer by
# layer.


def activations(widths, N, nets, seed=0):
    """Return the activations of every layer of each net, for a unit-normal input.

    The nets share the random numbers behind their weights: drawing them is what takes
    the time.
    """
    rng = np.random.default_rng(seed)
    start = rng.standard_normal((N, widths[0]), dtype=np.float32)
    layers = {name: [start] for name in nets}
    for D, M in itertools.pairwise(widths):
        unit = rng.standard_normal((D, M), dtype=np.float32)
        for name, (weight, nonlinearity) in nets.items():
            x = layers[name][-1] @ unit * np.float32(weight(D))
            layers[name].append(nonlinearity(x))
    return {name: xs[1:] for name, xs in layers.items()}


def relu(x):
    return np.maximum(x, 0)


def xavier(fan_in):
    return 1 / np.sqrt(fan_in)


def he(fan_in):
    return np.sqrt(2 / fan_in)


def constant(scale):
    return lambda fan_in: scale


NETS = {
    "0.01": (constant(0.01), np.tanh),
    "0.05": (constant(0.05), np.tanh),
    "1.0": (constant(1.0), np.tanh),
    "xavier": (xavier, np.tanh),
    "xavier relu": (xavier, relu),
    "he relu": (he, relu),
}


@pytest.fixture(scope="module")
def six():
    return activations([4096] * 7, 16, NETS)


@pytest.fixture(scope="module")
def ten():
    return activations([500] * 11, 1000, NETS)


def stds(layers):
    return [float(x.std()) for x in layers]


@pytest.mark.parametrize(
    ("name", "expected", "margin"),
    [
        ("0.01", [0.49, 0.29, 0.18, 0.11, 0.07, 0.05], 0.006),
        ("0.05", [0.87, 0.85, 0.85, 0.85, 0.85, 0.85], 0.006),
        ("xavier", [0.63, 0.49, 0.41, 0.36, 0.32, 0.30], 0.01),
        ("xavier relu", [0.58, 0.41, 0.29, 0.20, 0.14, 0.10], 0.02),
        ("he relu", [0.82, 0.83, 0.83, 0.83, 0.83, 0.81], 0.07),
    ],
)
def test_six_layers_of_4096(six, name, expected, margin):
    assert stds(six[name]) == pytest.approx(expected, abs=margin)


def test_six_relu_layers_shrink_in_the_mean_too(six):
    means = [float(x.mean()) for x in six["xavier relu"]]
    assert (means[0], means[-1]) == pytest.approx((0.40, 0.07), abs=0.01)
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize(
    ("name", "first", "last", "margin"),
    [
        ("0.01", 0.21, 0.0, 0.006),
        ("1.0", 0.98, 0.98, 0.006),
        ("xavier", 0.63, 0.23, 0.011),
        ("xavier relu", 0.59, 0.03, 0.015),
        ("he relu", 0.83, 0.87, 0.3),
    ],
)
def test_ten_layers_of_500(ten, name, first, last, margin):
    found = stds(ten[name])
    assert found[0] == pytest.approx(first, abs=0.012)
    assert found[-1] == pytest.approx(last, abs=margin)


def test_ten_layers_with_small_weights_die_out_and_with_large_ones_saturate(ten):
    assert stds(ten["0.01"])[1:3] == pytest.approx([0.05, 0.01], abs=0.006)
    assert stds(ten["1.0"]) == pytest.approx([0.98] * 10, abs=0.006)
    for x in ten["1.0"]:
        assert np.mean(np.abs(x) > 0.95) > 0.8


@pytest.fixture(scope="module")
def chains():
    """Return each net of ten layers by the answers: activations, and gradients.

    The gradient at the end is unit-normal.
    """
    found = {}
    for name, (rule, nonlinearity) in {
        "0.01": (0.01, "tanh"),
        "1.0": (1.0, "tanh"),
        "xavier": ("xavier", "tanh"),
        "xavier relu": ("xavier", "relu"),
        "he relu": ("he", "relu"),
    }.items():
        rng = np.random.default_rng(1)
        x, dout = rng.standard_normal((2, 1000, 500))
        ws = [KEY.init_weights(500, 500, rule, rng) for _ in range(10)]
        hs = KEY.activations_by_layer(x, ws, nonlinearity)
        found[name] = hs, KEY.gradients_by_layer(dout, hs, ws, nonlinearity)
    return found


@pytest.mark.parametrize("name", ["0.01", "1.0", "xavier", "xavier relu", "he relu"])
def test_answers_give_the_same_table_as_plain_numpy(ten, chains, name):
    theirs, ours = stds(ten[name]), stds(chains[name][0])
    # Other random numbers: the scale of ReLU layers drifts, by some 10 % in ten layers.
    drift = 0.5 if "relu" in name else 0.03
    assert ours == pytest.approx(theirs, rel=drift, abs=0.006)


@pytest.mark.parametrize("name", ["0.01", "1.0", "xavier", "xavier relu", "he relu"])
def test_gradients_grow_from_layer_to_layer_as_the_variance_rule_says(chains, name):
    """Var(dz_(l-1)) = fan_out Var(w) mean(f'(z_(l-1))^2) Var(dz_l)."""
    hs, dzs = chains[name]
    scale = {"0.01": 0.01, "1.0": 1.0, "he relu": he(500)}.get(name, xavier(500))
    for h, before, after in zip(hs, dzs, dzs[1:], strict=False):
        slope = (h > 0) if "relu" in name else 1 - h**2
        factor = np.sqrt(500) * scale * np.sqrt(np.mean(slope**2.0))
        assert before.std() / after.std() == pytest.approx(factor, rel=0.1)


@pytest.mark.parametrize(
    ("name", "first", "margin"),
    [
        # 0.01 sqrt(500) = 0.224 a layer, nine times.
        ("0.01", 0.224**9, 0.1),
        # sqrt(1/2) at the last ReLU, and in each of nine layers; or 1 there with He.
        ("xavier relu", 2**-5.0, 0.35),
        ("he relu", 2**-0.5, 0.35),
    ],
)
def test_gradient_of_the_first_of_ten_layers(chains, name, first, margin):
    assert chains[name][1][0].std() == pytest.approx(first, rel=margin)


def test_saturated_layers_pass_a_larger_gradient_through_a_few_units(chains):
    hs, dzs = chains["1.0"]
    assert np.mean(1 - hs[4] ** 2 < 0.01) > 0.8
    assert dzs[0].std() > 1000 * dzs[-1].std()
    # Most entries are nothing beside the few large ones.
    assert np.median(np.abs(dzs[0])) < 1e-3 * dzs[0].std()


def test_rows_of_histograms_have_the_shapes_that_the_lectures_show(six):
    near_zero = [np.mean(np.abs(x) < 0.2) for x in six["0.01"]]
    assert near_zero == sorted(near_zero)
    assert near_zero[0] < 0.4 < 0.99 < near_zero[-1]
    for x in six["0.05"]:
        assert np.mean(np.abs(x) > 0.95) > 0.45
    for x in six["xavier"]:
        assert np.mean(np.abs(x) > 0.95) < 0.1
    for x in (*six["xavier relu"], *six["he relu"]):
        assert np.mean(x == 0) == pytest.approx(0.5, abs=0.02)
