"""The search command centre: reading trials, refining, warning, trying."""

import numpy as np
import pytest
from every_widget import TRIALS

from cs231n_utils.skeletons import BadInput
from cs231n_utils.widgets import SearchCommandCentre
from cs231n_utils.widgets.search import (
    State,
    around,
    at_the_edge,
    proposals,
    read_trials,
    refined,
    within,
)

LOOK = [
    {"learning_rate": 10.0**-a, "reg": 10.0**-b, "accuracy": 0.5 - abs(a - 3) / 10}
    for a in range(1, 7)
    for b in range(1, 6)
]


def test_region_at_first_holds_all_trials():
    trials = read_trials(LOOK)
    assert len(within(around(trials), trials)) == 30
    assert around([]) == State()


def test_refining_closes_in_on_the_best():
    trials = read_trials(LOOK)
    region = refined(around(trials), trials)
    assert region.rate_low < 1e-3 < region.rate_high
    assert region.rate_high / region.rate_low < 100
    assert around(trials).rate_high / around(trials).rate_low > 1e5
    assert refined(State(rate_low=5.0, rate_high=9.0), trials).rate_low == 5.0


@pytest.mark.parametrize(
    ("best", "said"),
    [
        ((1, 3), ["the highest learning rate"]),
        ((6, 3), ["the lowest learning rate"]),
        ((3, 5), ["the lowest regularisation"]),
        ((1, 1), ["the highest learning rate", "the highest regularisation"]),
        ((3, 3), []),
    ],
)
def test_best_trial_at_an_edge_is_warned_of(best, said):
    results = [
        {**t, "accuracy": float((a, b) == best)}
        for t, (a, b) in zip(
            LOOK, [(a, b) for a in range(1, 7) for b in range(1, 6)], strict=True
        )
    ]
    assert at_the_edge(read_trials(results)) == said
    text = SearchCommandCentre(results).text
    assert ("Warning" in text) == bool(said)
    assert all(edge in text for edge in said)


def test_new_points_lie_in_the_region_and_come_from_the_seed():
    state = State(rate_low=1e-4, rate_high=1e-2, trials=40, seed=3)
    points = proposals(state)
    rates = np.log10([p["learning_rate"] for p in points])
    assert len(points) == 40
    assert -4 <= rates.min() < -3.5 < -2.5 < rates.max() <= -2
    assert points == proposals(state)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"learning_rate": 1, "reg": 1}, "Result 0 lacks accuracy"),
        ({"learning_rate": 1, "reg": 0, "accuracy": 1}, "both must be above 0"),
    ],
)
def test_bad_result_is_named(result, said):
    with pytest.raises(BadInput, match=said):
        SearchCommandCentre([result])


def test_words_hold_the_best_trial():
    widget = SearchCommandCentre(TRIALS)
    assert "5 trials. The best has accuracy 50.0% at learning rate 0.001" in widget.text
    assert "5 lie in the region" in widget.text


def test_drag_over_the_picture_is_the_region():
    widget = SearchCommandCentre(TRIALS)
    axes = widget.scene.canvas.axes[0]
    size = widget.scene.canvas.fig.bbox.size
    corners = axes.transData.transform([(1e-4, 1e-2), (1e-2, 1e-4)]) / size
    widget.brush(*([x, 1 - y] for x, y in corners))
    v = widget.values
    found = [v.rate_low, v.rate_high, v.reg_low, v.reg_high]
    assert found == pytest.approx([1e-4, 1e-2, 1e-4, 1e-2], rel=0.01)
    before = widget.state
    widget.brush((0.5, 0.5), (0.5, 0.5))
    assert widget.state == before


def test_start_tries_the_points_and_adds_what_it_finds():
    tried = []

    def attempt(learning_rate, reg):
        for _ in range(3):
            yield
        tried.append((learning_rate, reg))
        return 0.9

    widget = SearchCommandCentre(TRIALS, attempt, "trials=4 seed=1")
    points = widget.proposals
    widget.run()
    assert tried == [(p["learning_rate"], p["reg"]) for p in points]
    assert widget.results[:5] == TRIALS
    assert [r["accuracy"] for r in widget.results[5:]] == [0.9] * 4
    assert "9 trials. The best has accuracy 90.0%" in widget.text


def test_cancel_keeps_the_trials_that_are_whole():
    def attempt(learning_rate, reg):
        yield
        if len(widget.results) == 2:
            widget.cancel()
        yield
        return 0.5

    widget = SearchCommandCentre([], attempt, "trials=5")
    widget.run()
    assert widget.status == "cancelled"
    assert len(widget.results) == 2


@pytest.mark.usefixtures("keys")
def test_small_net_is_searched_by_default():
    widget = SearchCommandCentre(state="trials=2 rate_low=0.0003 rate_high=0.002").run()
    assert [0.2 < r["accuracy"] < 0.5 for r in widget.results] == [True, True]
