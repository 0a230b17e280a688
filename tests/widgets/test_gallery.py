"""The gallery's runs are real, and its game is fair."""

import os

import numpy as np
import pytest

from cs231n_utils.widgets import (
    LossCurveGallery,
    RangeTest,
    SearchCommandCentre,
    search,
)
from cs231n_utils.widgets.cases import CASES, histories, record, stored
from cs231n_utils.widgets.gallery import State, truth
from cs231n_utils.widgets.recorded import recorded
from cs231n_utils.widgets.state import read_state
from grading.recordings import SEARCH

# THOROUGH=1 trains all of them again.
TRAINED = (
    CASES
    if os.environ.get("THOROUGH")
    else ("healthy", "exploding", "weights-too-large")
)


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("name", TRAINED)
def test_stored_curve_is_what_training_gives(name):
    again, kept = record(CASES[name]), stored()[name]
    # Rounding grows in runs that jump about: their beginnings must agree.
    calm = name not in ("rate-too-high", "exploding")
    count = len(kept["losses"]) if calm else 60
    assert again["losses"][:count] == pytest.approx(kept["losses"][:count], rel=0.05)
    if calm:
        assert again["val_acc"][-1] == pytest.approx(kept["val_acc"][-1], abs=0.05)


@pytest.mark.usefixtures("keys")
def test_stored_range_test_is_what_training_gives():
    again, kept = histories(RangeTest().run().scene.run), recorded()["range_test"]
    assert again["losses"][:150] == pytest.approx(kept["losses"][:150], rel=0.05)


@pytest.mark.usefixtures("keys")
def test_stored_trials_are_what_training_gives():
    kept, state = recorded()["search"], read_state(search.State, SEARCH)
    points = [{k: t[k] for k in ("learning_rate", "reg")} for t in kept]
    assert points == search.proposals(state)
    again = SearchCommandCentre(state=f"{SEARCH} trials=2").run().results
    assert [t["accuracy"] for t in again] == pytest.approx(
        [t["accuracy"] for t in kept[:2]], abs=0.05
    )


def test_every_case_has_a_curve_and_every_curve_a_case():
    assert list(stored()) == list(CASES)


def test_every_run_comes_once_in_an_order_that_the_seed_decides():
    orders = [[truth(State(run=i, seed=s)) for i in range(1, 9)] for s in range(3)]
    assert all(sorted(order) == sorted(CASES) for order in orders)
    assert orders[0] != orders[1]


def test_diagnosis_is_judged_and_the_first_one_counts():
    widget = LossCurveGallery("run=2 seed=0")
    right = truth(widget.values)
    wrong = next(name for name in CASES if name != right)
    assert "What is your diagnosis?" in widget.text
    assert right not in widget.text
    widget.inputs["diagnosis"].value = wrong
    assert f"Not {wrong}" in widget.text
    assert "right: 0 of 1" in widget.text
    widget.inputs["diagnosis"].value = right
    assert f"Right: {right}" in widget.text
    assert CASES[right].cure in widget.text
    assert "right: 0 of 1" in widget.text
    widget.inputs["run"].value = 3
    assert widget.values.diagnosis == "undecided"
    widget.inputs["diagnosis"].value = truth(widget.values)
    assert "right: 1 of 2" in widget.text


def test_curves_show_what_is_said_of_them():
    runs = {name: (np.array(r["losses"]), r) for name, r in stored().items()}
    assert len(runs["exploding"][0]) < 600
    assert runs["weights-too-large"][0][0] > 100
    assert runs["overfitting"][1]["train_acc"][-1] == 1
    assert np.ptp(runs["equal-weights"][0]) < 0.05
    assert runs["regularisation-too-strong"][0][0] > 2.5
    assert runs["rate-too-low"][0][-1] > 2.2
    assert runs["healthy"][0][-50:].mean() < 1.3
