"""False alarms are counted where they are, and checks of chance have power.

A few trials here, and 10,000 with THOROUGH=1 or from the scripts in `benchmarks/`.
"""

import importlib.util
import os
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from cs231n_utils import chance
from cs231n_utils.checks import CheckFailed
from grading.checking import check_cells, filled_by_keys
from grading.editions import released

TRIALS = 10_000 if os.environ.get("THOROUGH") else 4
BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def script(name):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    # Workers look it up by its name.
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


alarms, drawn = script("false_alarms"), script("random_answers")
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS\n"
SEEDED = "from grading import hidden_rng\nrng = hidden_rng('a')\n"


def check(visible, hidden, **given):
    given |= {"np": np, "ran": []}
    text = f"ran.append('visible')\n{visible}\n" + HIDDEN.format(hidden)
    return alarms.Check("test-a", text, given), given["ran"]


def test_hidden_part_is_drawn_anew_for_each_seed_and_the_rest_is_not_run_again():
    one, ran = check("x = 1", f"{SEEDED}assert x and rng.random() < 0.5, 'unlucky'")
    said = [one.judge(seed) for seed in range(40)]
    assert {text for text in said if text} == {"AssertionError: unlucky"}
    assert 5 < sum(map(bool, said)) < 35
    assert said == [one.judge(seed) for seed in range(40)]
    assert ran == ["visible"]


def test_check_that_draws_nothing_is_run_once():
    one, ran = check("x = np.random.default_rng(3).random()", "ran.append('hidden')")
    assert [one.judge(seed) for seed in range(9)] == [""] * 9
    assert ran == ["visible", "hidden"]
    assert not one.seeded
    assert not one.chancy


def test_number_drawn_without_a_seed_is_another_in_each_grading():
    one, ran = check("assert np.random.default_rng().random() < 0.5", "")
    said = [one.judge(seed) for seed in range(40)]
    assert 5 < sum(map(bool, said)) < 35
    assert said == [one.judge(seed) for seed in range(40)]
    assert ran.count("visible") == 81


def test_hidden_part_starts_each_time_from_what_the_visible_part_left():
    one, _ = check(
        "x = 1\ndef f():\n    return x",
        f"{SEEDED}assert f() == 1\nx = 2\nassert f() == 2",
    )
    assert [one.judge(seed) for seed in range(3)] == [""] * 3


def test_visible_part_that_fails_counts_in_every_grading():
    one, _ = check("assert False, 'no'", SEEDED)
    assert {one.judge(seed) for seed in range(3)} == {"AssertionError: no"}


def test_workers_count_the_alarms_of_all_seeds(monkeypatch):
    unlucky = f"{SEEDED}assert rng.random() < 0.9, 'unlucky'"
    monkeypatch.setattr(alarms, "checks_of", lambda name: [check("", unlucky)[0]])
    (_, _, here), (_, _, there) = (
        *alarms.alarms("babysitting", 50, 1),
        *alarms.alarms("babysitting", 50, 2),
    )
    assert here == there
    assert 0 < len(here) < 25


def test_answer_draws_the_same_for_a_seed_and_others_in_the_next_trial():
    draws = drawn.Draws()

    @draws.other
    def f(rng, seed):
        return rng.normal(), np.random.default_rng(seed).normal()

    found = []
    for trial in (0, 0, 1):
        draws.start(trial)
        found.append([*f(np.random.default_rng(5), 7), f(np.random.default_rng(5), 7)])
    assert found[0] == found[1]
    assert tuple(found[0][:2]) == found[0][2]
    assert not set(found[0][:2]) & set(found[2][:2])
    assert f(np.random.default_rng(5), None)[1] != f(np.random.default_rng(5), None)[1]
    assert np.random.default_rng is drawn.MADE


def counting(name):
    """Return the cells of a notebook that judge by counting."""
    cells = check_cells(name).items()
    return {n for n, c in cells if re.search(r"\b(share|random_mask)\(", c.source)}


@pytest.mark.parametrize("name", released())
def test_every_check_that_counts_has_a_slightly_wrong_answer_to_refuse(name):
    stated = {cell for cell, _ in drawn.WRONG.get(name, ())}
    assert counting(name) <= stated, "add one to WRONG in benchmarks/random_answers.py"


@pytest.mark.parametrize("name", drawn.WRONG)
def test_right_answers_that_draw_other_numbers_pass(name):
    with filled_by_keys():
        found = {check: rest for check, *rest in drawn.right_answers(name, TRIALS)}
    assert {cell for cell, _ in drawn.WRONG[name]} <= set(found)
    for check, (said, nearest, _) in found.items():
        assert said == []
        assert (0 < nearest < 1) or check not in counting(name)


@pytest.mark.parametrize("name", drawn.WRONG)
def test_slightly_wrong_answers_are_refused(name):
    with filled_by_keys():
        for _, what, refused in drawn.wrong_answers(name, TRIALS):
            assert refused >= drawn.POWER * TRIALS, what


DRAWS = 10_000


@pytest.mark.parametrize("p", [0.1, 0.3, 0.5, 0.9])
def test_ten_thousand_right_shares_pass_and_wrong_ones_do_not(p):
    rng, n = np.random.default_rng(10), 10_000
    place = np.arange(n)
    for count in rng.binomial(n, p, DRAWS):
        chance.share("it", place < count, p)
    for count in rng.binomial(n, p + 0.05, 200):
        with pytest.raises(CheckFailed):
            chance.share("it", place < count, p)


def test_right_masks_pass_and_wrong_ones_do_not():
    rng, x = np.random.default_rng(11), np.full((100, 100), 2.0)

    def mask(keep):
        return x * (rng.random(x.shape) < keep) / 0.4

    for _ in range(max(TRIALS, 300)):
        chance.random_mask("it", mask(0.4), x, keep=0.4, factor=2.5)
    for wrong in (0.35, 0.45):
        for _ in range(50):
            with pytest.raises(CheckFailed):
                chance.random_mask("it", mask(wrong), x, keep=0.4, factor=2.5)
