"""Checks of random answers: what they let pass and refuse, and how rarely wrongly."""

import re

import numpy as np
import pytest
from scipy.stats import binom

from cs231n_utils.chance import (
    SIGMAS,
    dealt,
    differs,
    drawn,
    folded,
    random_mask,
    same_mask,
    share,
)
from cs231n_utils.checks import CheckFailed


@pytest.mark.parametrize("n", [3000, 10_000, 18_000])
@pytest.mark.parametrize("p", [0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9])
def test_a_right_count_is_blamed_less_than_once_in_a_hundred_million(n, p):
    limit = SIGMAS * np.sqrt(p * (1 - p) * n)
    below, above = binom.cdf(n * p - limit, n, p), binom.sf(n * p + limit - 1, n, p)
    assert below + above < 1e-8


@pytest.mark.parametrize(("rows", "columns"), [(100, 100), (120, 144), (150, 120)])
@pytest.mark.parametrize("keep", [0.3, 0.7])
def test_rows_and_columns_of_one_fate_are_rarer_still(rows, columns, keep):
    most = max(keep, 1 - keep)
    assert 2 * rows * most**columns + 2 * columns * most**rows < 1e-12


def masked(rng, x, keep, factor):
    return x * (rng.random(x.shape) < keep) * factor


@pytest.mark.parametrize("shape", [(100, 100), (120, 2, 9, 8)])
def test_right_masks_pass_and_come_back(shape):
    rng = np.random.default_rng(0)
    x = rng.normal(3, 2, shape)
    for keep in (0.3, 0.5, 0.7):
        for _ in range(30):
            got = masked(rng, x, keep, 1 / keep)
            kept = random_mask("it", got, x, keep=keep, factor=1 / keep)
            assert np.array_equal(kept, got != 0)


X = np.full((100, 100), 2.0)


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (lambda r: X, "every entry stays"),
        (lambda r: 0 * X, "no entry stays"),
        (lambda r: X * (r.random(X.shape) < 0.7), "not of dropping"),
        (lambda r: X * (r.normal(size=X.shape) < 0.3), "numbers are normal"),
        (
            lambda r: X * (r.random(X.shape) < 0.5),
            "each entry stays with probability p",
        ),
        (lambda r: X * (r.random(100) < 0.3), "all rows get the same mask"),
        (lambda r: X * (r.random((100, 1)) < 0.3), "the fate of its whole row"),
        (lambda r: X * (r.random(X.shape) < 0.3), "expected 2, got 1"),
        (lambda r: X * r.random(X.shape), "every entry stays"),
        (lambda r: X[:50], "has shape"),
        (lambda r: X * np.nan, "nan"),
        (lambda r: None, "it is None"),
    ],
)
def test_other_masks_are_refused_by_name(got, message):
    with pytest.raises(CheckFailed, match=re.escape(message)):
        random_mask("it", got(np.random.default_rng(1)), X, keep=0.3, factor=2)


def test_share_says_how_far_chance_may_move_it():
    flags = np.arange(10_000) < 3500
    share("the share", flags, 0.35)
    share("the share", flags, 0.34)
    with pytest.raises(CheckFailed) as failed:
        share("the share", flags, 0.3, hint="the probability")
    assert str(failed.value) == (
        "the share is not right.\n"
        "  expected 0.3, where chance moves it by less than 0.03; got 0.35\n"
        "  Look at: the probability"
    )


def test_share_names_no_mistake_when_two_fit():
    with pytest.raises(CheckFailed) as failed:
        share("it", np.ones(100), 0.5, mistakes={"One.": 1, "Two.": 0.99})
    assert "One." not in str(failed.value)


KEPT = np.eye(20) > 0


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (4.0 * KEPT, None),
        (np.ones((20, 20)), "dx, where f dropped the entry"),
        (1.0 * KEPT, "dx, where f kept the entry"),
        (None, "it is None"),
        (np.ones(20), "has shape"),
    ],
)
def test_backward_pass_must_use_the_mask_of_the_forward_pass(got, message):
    if message is None:
        same_mask("dx", got, KEPT, 4, forward="f")
        return
    with pytest.raises(CheckFailed, match=message):
        same_mask("dx", got, KEPT, 4, forward="f")


@pytest.mark.parametrize(
    ("kept", "word"), [(KEPT | True, "every"), (KEPT & False, "no")]
)
def test_forward_pass_that_does_not_drop_is_to_be_mended_first(kept, word):
    with pytest.raises(CheckFailed, match=f"`f` keeps {word} entry.*Mend"):
        same_mask("dx", 4.0 * kept, kept, 4, forward="f")


def test_draws_that_are_equal_are_refused():
    differs("it", [1, 2], [2, 1])
    with pytest.raises(CheckFailed, match=r"it should differ.*\n  Look at: the seed"):
        differs("it", [1, 2], np.array([1, 2]), hint="the seed")


def test_batches_that_hold_every_example_once_come_back_as_arrays():
    batches = dealt("it", ([2, 0], np.array([1])), 3)
    assert [b.tolist() for b in batches] == [[2, 0], [1]]
    assert [b.tolist() for b in dealt("it", [[1, 1]], 2, once=False)] == [[1, 1]]


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (None, "a list of arrays, but is of type NoneType"),
        (np.eye(2, dtype=int), "a list of arrays, but is of type ndarray"),
        ([0, 1], "arrays of integers, one axis each"),
        ([[0.0, 1.0]], "arrays of integers, one axis each"),
        ([[[0, 1]]], "arrays of integers, one axis each"),
        ([[0, 2]], "indices from 0 to 1, but hold 0 to 2"),
        ([[0, 0]], "1 are in no batch and 1 occur more than once"),
        ([], "2 are in no batch and 0 occur more than once"),
    ],
)
def test_batches_of_another_form_are_told(got, said):
    with pytest.raises(CheckFailed, match=said):
        dealt("it", got, 2)
    if "no batch" in said and not got:
        with pytest.raises(CheckFailed, match="hold 0 indices for 2 examples"):
            dealt("it", got, 2, once=False)


SPACE = {"lr": (1e-2, 1.0), "reg": (1.0, 100.0)}


def test_settings_come_back_as_places_in_their_ranges():
    points = [{"lr": 0.1, "reg": 1.0}, {"reg": 10.0, "lr": np.float64(0.01)}]
    assert np.allclose(drawn("it", points, SPACE, 2), [[0.5, 0], [0, 0.5]])


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (None, "what it returns should be a list of 2, but is None"),
        ([{"lr": 0.1, "reg": 1.0}], "should be a list of 2, but is a list of 1"),
        ([(0.1, 1.0)] * 2, "a setting of it should be a dict, but is a tuple of 2"),
        ([{"lr": 0.1}] * 2, "a setting of it lacks 'reg'"),
        ([{"lr": 0.1, "reg": "1"}] * 2, "reg in a setting of it should be numbers"),
        ([{"lr": 0.1, "reg": 1.0}] * 2, "how many different lr and reg it draws"),
        (
            [{"lr": 0.1, "reg": 1.0}, {"lr": 0.2, "reg": 0.9}],
            "the share of it that lies in its range is not right",
        ),
    ],
)
def test_settings_that_are_not_drawn_from_the_space_are_told(got, said):
    with pytest.raises(CheckFailed, match=said):
        drawn("it", got, SPACE, 2)


def test_validation_indices_of_folds_come_back_sorted():
    folds = [([2], [3, 0, 1]), (np.array([0, 3, 1]), np.array([2]))]
    with pytest.raises(CheckFailed, match="the sizes of the folds of it, sorted"):
        folded("it", folds, 4, 2)
    assert [
        v.tolist() for v in folded("it", [([2, 1], [3, 0]), ([0, 3], [1, 2])], 4, 2)
    ] == [[0, 3], [1, 2]]


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (None, "what it is should be a list of 2, but is None"),
        ([([0], [1])], "the number of pairs of it is not right"),
        ([[0], [1]], "a fold of it should be a list of 2, but is a list of 1"),
        ([([0.0], [1]), ([1], [0])], "train of it should be arrays of integers"),
        ([([0], [1]), ([1], [])], "the number of validation indices of it"),
        ([([0], [1]), ([0], [1])], "all validation indices of it, sorted"),
        ([([0, 1], [1]), ([1], [0])], "the size of train of it"),
        ([([1], [1]), ([1], [0])], "train and val of it, sorted"),
    ],
)
def test_folds_of_another_form_are_told(got, said):
    with pytest.raises(CheckFailed, match=said):
        folded("it", got, 2, 2)
