"""The learning-rate explorer trains a real net, and says what became of it."""

import asyncio
import re

import numpy as np
import pytest

from cs231n_utils.widgets import LearningRateExplorer, RangeTest
from cs231n_utils.widgets.ranges import read_range
from cs231n_utils.widgets.runs import (
    SCHEDULES,
    Settings,
    scheduled,
    train,
    update_ratio,
)
from cs231n_utils.widgets.small_data import small_data
from cs231n_utils.widgets.state import read_state
from cs231n_utils.widgets.verdicts import judge

pytestmark = pytest.mark.usefixtures("keys")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("rate=0.000001", "too low"),
        ("rate=0.00001", "too low"),
        ("rate=0.0005", "good"),
        ("rate=0.001", "good"),
        ("rate=0.0003 momentum=0.9", "good"),
        ("rate=0.01", "exploding"),
        ("rate=1", "exploding"),
        ("rate=0.001 init=zero", "stuck"),
    ],
)
def test_rates_of_the_lecture_get_their_verdicts(line, word):
    *_, run = train(read_state(Settings, line))
    assert judge(run.losses).word == word


@pytest.mark.parametrize(
    ("momentum", "most", "edge"), [(0, 2e-3, 4e-3), (0.9, 5e-4, 1e-3)]
)
def test_momentum_moves_the_edge_to_about_a_third_as_the_notebook_says(
    momentum, most, edge
):
    *_, calm = train(Settings(rate=most, momentum=momentum))
    *_, wild = train(Settings(rate=edge, momentum=momentum))
    *_, low = train(Settings(rate=most / 10, momentum=momentum))
    assert judge(calm.losses).word == "good"
    assert judge(wild.losses).word == "exploding"
    assert max(calm.val_acc) > max(low.val_acc)


def test_rate_that_jumps_about_is_too_high():
    settings = Settings(rate=2e-3, batch="20")
    *_, run = train(settings, max_loss_ratio=None)
    assert judge(run.losses).word == "too high"


def test_seed_makes_runs_comparable():
    def losses(seed):
        *_, run = train(Settings(steps=100, seed=seed))
        return run.losses

    assert losses(1) == losses(1) != losses(2)


def test_earlier_runs_stay_and_are_named_until_cleared():
    widget = LearningRateExplorer("steps=100 rate=0.00001").run()
    widget.state = "steps=100 rate=0.001"
    widget.run()
    assert [run["rate"] for run in widget.runs] == [1e-5, 1e-3]
    assert "Earlier: rate 1e-05, too low" in widget.text
    before = widget.picture.png
    widget.clear()
    assert len(widget.runs) == 1
    assert "Earlier" not in widget.text
    assert widget.picture.png != before


def test_words_hold_the_numbers_of_the_run():
    widget = LearningRateExplorer("steps=100").run()
    (run,) = widget.runs
    assert "step 100 of 100" in widget.text
    assert f"Verdict: {run['verdict']}." in widget.text
    assert f"at best {max(run['val_acc']):.0%}" in widget.text
    ratio = float(re.search(r"weights by (\S+) of", widget.text)[1])
    assert ratio == pytest.approx(np.median(run["ratios"]), rel=0.5)


def test_picture_of_a_finished_run_is_the_stored_one(looks_like_stored):
    widget = LearningRateExplorer("steps=100 rate=0.00001").run()
    widget.state = "steps=100 rate=0.0005"
    looks_like_stored("learning-rate-run", widget.run().picture.png)
    looks_like_stored("range-test-run", RangeTest("steps=100").run().picture.png)


def test_run_streams_pauses_resumes_and_is_cancelled():
    widget = LearningRateExplorer("steps=2000")
    small_data()

    async def until(condition):
        for _ in range(10_000):
            if condition():
                return
            await asyncio.sleep(0.001)
        raise AssertionError("it never came to that")

    async def user():
        pictures = set()
        widget.picture.observe(lambda change: pictures.add(change["new"]), "png")
        widget._start.click()
        await until(lambda: len(pictures) >= 2)
        widget._pause.click()
        assert (widget.status, widget._pause.description) == ("paused", "Resume")
        count = len(widget.runs[-1]["losses"])
        assert f"step {count} of 2000" in widget.text
        await asyncio.sleep(0.05)
        assert len(widget.runs[-1]["losses"]) == count
        widget._pause.click()
        await until(lambda: len(widget.runs[-1]["losses"]) > count)
        widget._cancel.click()
        assert widget.status == "cancelled"
        assert 0 < widget._progress.value < 1
        assert widget._cancel.disabled
        await widget.job._task

    asyncio.run(user())
    assert len(widget.runs[-1]["losses"]) < 2000
    assert "of 2000" in widget.text


def test_start_while_it_runs_begins_anew_and_keeps_the_first():
    widget = LearningRateExplorer("steps=500")
    small_data()

    async def user():
        widget.start()
        first = widget.job
        while not widget.runs:
            await asyncio.sleep(0.001)
        widget.start()
        await widget.job._task
        assert first.status == "cancelled"

    asyncio.run(user())
    assert [len(run["losses"]) == 500 for run in widget.runs] == [False, True]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_schedules_never_exceed_the_rate_and_the_run_follows_them(schedule):
    rates = [scheduled(schedule, 0.01, t, 100) for t in range(100)]
    assert max(rates) == pytest.approx(0.01)
    assert min(rates) > 0
    *_, run = train(Settings(rate=1e-4, schedule=schedule, steps=100))
    assert run.rates == pytest.approx([r / 100 for r in rates])
    ends = {"constant": 1, "step": 0.01, "cosine": 0.000247, "warm-up": 1}
    assert rates[-1] / 0.01 == pytest.approx(ends[schedule], rel=1e-2)


def test_first_step_of_sgd_has_the_length_of_rate_times_gradient():
    *_, run = train(Settings(rate=1e-6, steps=100))
    *_, double = train(Settings(rate=2e-6, steps=100))
    assert double.ratios[0] == pytest.approx(2 * run.ratios[0], rel=1e-3)
    assert update_ratio(np.array([3.0, 4.0]), np.array([3.0, 4.5])) == 0.1


def test_range_test_finds_where_the_loss_falls_and_rises():
    rates = list(np.geomspace(1e-6, 1, 300))
    losses = [
        2.3 if r < 1e-4 else 2.3 - 0.5 * np.log10(r / 1e-4) if r < 1e-2 else 500 * r
        for r in rates
    ]
    found = read_range(rates, losses)
    assert 1e-4 < found.falls < 2e-4
    assert 1e-4 < found.fastest < 1e-2
    assert 0.9e-2 < found.rises < 1.5e-2
    assert read_range(rates, [2.3] * 300) == (None, None, None)


def test_range_test_of_the_small_net_brackets_the_good_rates():
    widget = RangeTest().run()
    found = read_range(widget.scene.run.rates, widget.scene.run.losses)
    assert 1e-5 < found.falls < 1e-3 < found.rises < 1e-2
    assert f"rises from {found.rises:.1g}" in widget.text
