"""The lectures' tables of activations per layer come out again."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

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
