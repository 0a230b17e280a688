"""What a loss curve says about the rate."""

import numpy as np
import pytest

from cs231n_utils.widgets.verdicts import EARLY, judge, smooth

T = np.arange(300)
NOISE = 0.05 * np.random.default_rng(0).standard_normal(300)
CURVES = {
    "good": 0.5 + 1.8 * np.exp(-T / 80) + NOISE,
    "too low": 2.3 - 2e-4 * T + 0.02 * NOISE,
    "too high": 1.5 + 0.8 * np.exp(-T / 10) + 20 * NOISE * (T > 0),
    "stuck": 2.3 + 1e-4 * NOISE,
    "exploding": np.r_[2.3 - 0.01 * T[:100], 2.3 * 1.2 ** np.arange(20)],
}


@pytest.mark.parametrize("word", CURVES)
def test_each_kind_of_curve_has_its_word(word):
    verdict = judge(list(CURVES[word]))
    assert verdict.word == word
    assert verdict.why.endswith(".")


@pytest.mark.parametrize("last", [np.nan, np.inf, 7.0])
def test_explosion_is_seen_at_once(last):
    assert judge([2.3, 2.2, last]).word == "exploding"


def test_rising_again_is_too_high():
    curve = np.r_[np.linspace(2.3, 1.0, 150), np.linspace(1.0, 2.0, 150)]
    assert judge(list(curve)).word == "too high"


def test_a_short_curve_says_nothing():
    assert judge([]).word == "too early"
    assert judge([2.3] * (EARLY - 1)).word == "too early"
    assert judge([2.3] * EARLY).word == "stuck"


def test_smoothing_averages_a_thirtieth_of_what_came_before():
    x = np.arange(90.0)
    assert smooth(list(x))[:5].tolist() == [0, 0.5, 1, 2, 3]
    assert len(smooth([1.0])) == 1
