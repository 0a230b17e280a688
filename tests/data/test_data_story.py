"""The lecture's figures come out on the embedded pictures, and on CIFAR-10 itself."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from cs231n_utils.data import get_data

ROOT = Path(__file__).parents[2]
story = SimpleNamespace(**runpy.run_path(str(ROOT / "benchmarks" / "data_story.py")))
LN_10 = np.log(10)


@pytest.fixture(
    scope="module", params=["toybox", pytest.param("cifar10", marks=pytest.mark.slow)]
)
def data(request: pytest.FixtureRequest) -> dict[str, Any]:
    if request.param == "toybox":
        return get_data()
    return get_data("cifar10", path=request.getfixturevalue("real_cifar10"))


@pytest.fixture(scope="module")
def toybox() -> dict[str, Any]:
    return get_data()


@pytest.fixture(scope="module")
def two_layer(toybox: dict[str, Any]) -> float:
    """Return the best validation accuracy of the 2-layer net at a good rate."""
    return max(epoch.val_acc for epoch in story.two_layer(toybox))


def test_the_first_loss_is_ln_10_and_grows_with_regularisation(data):
    assert story.first_loss(data, 0) == pytest.approx(LN_10, abs=1e-3)
    assert story.first_loss(data, 1e3) == pytest.approx(3.07, abs=0.01)


@pytest.mark.parametrize("seed", range(2))
def test_twenty_examples_are_learnt_by_heart(data, seed: int):
    last = story.overfit(data, seed=seed)
    assert last.val_acc == 1.0
    assert 0.001 < last.cost < 0.01


def test_a_rate_of_1e_6_keeps_the_cost_but_accuracy_climbs(data):
    run = list(story.train(data, lr=1e-6, reg=1e-6))
    assert all(abs(epoch.cost - LN_10) < 2e-3 for epoch in run)
    assert run[-1].cost < run[0].cost
    assert run[-1].val_acc > run[0].val_acc + 0.01
    assert 0.12 < run[-1].val_acc < 0.3


def test_a_rate_of_1e6_explodes_in_the_first_epoch(data):
    (epoch,) = story.train(data, lr=1e6, reg=1e-6)
    assert not np.isfinite(epoch.last_cost)
    assert epoch.val_acc < 0.2


@pytest.mark.parametrize("seed", range(2))
def test_a_rate_of_3e_3_learns_and_then_explodes(data, seed: int):
    run = list(story.train(data, lr=3e-3, reg=1e-6, epochs=25, seed=seed))
    calm = [epoch for epoch in run if epoch.cost < 3 * LN_10]
    assert len(calm) >= 2
    assert max(epoch.val_acc for epoch in calm) > 0.25
    assert not np.isfinite(run[-1].last_cost)
    assert run[-1].val_acc < 0.25


def test_a_good_rate_brings_the_2_layer_net_to_about_half(two_layer: float):
    assert 0.45 < two_layer < 0.6


def test_a_linear_classifier_and_nearest_pictures_stay_well_below(toybox, two_layer):
    assert story.linear(toybox) < two_layer - 0.08
    assert story.nearest(toybox) < two_layer - 0.08


def test_a_deeper_net_gets_clearly_above(toybox, two_layer: float):
    assert max(epoch.val_acc for epoch in story.deep(toybox)) > two_layer + 0.03


def test_the_best_rates_of_the_search_lie_at_the_edge(toybox):
    found = story.search(toybox, trials=8, epochs=3, decay=0.9)
    assert found[0][1] > 10**-3.3
    assert found[-1][1] < 10**-3.3
