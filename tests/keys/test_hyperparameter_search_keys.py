"""The answers of `hyperparameter_search` against scipy and scikit-learn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grading import answer_key

KEY = answer_key("hyperparameter_search")

seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=25, deadline=None, derandomize=True)


@pytest.mark.parametrize(("low", "high"), [(1e-6, 1e-2), (0.5, 2.0), (1e-3, 1e5)])
def test_log_uniform_has_the_distribution_of_that_name(low, high):
    stats = pytest.importorskip("scipy.stats")
    values = KEY.log_uniform(low, high, 4000, np.random.default_rng(0))
    assert stats.kstest(values, stats.loguniform(low, high).cdf).pvalue > 1e-3


def test_random_points_are_log_uniform_and_do_not_hang_together():
    stats = pytest.importorskip("scipy.stats")
    space = {"lr": (1e-6, 1e-3), "reg": (1e-5, 1e5)}
    points = KEY.random_points(space, 4000, np.random.default_rng(0))
    assert all(list(point) == list(space) for point in points)
    columns = [np.array([point[name] for point in points]) for name in space]
    for column, ends in zip(columns, space.values(), strict=True):
        assert stats.kstest(column, stats.loguniform(*ends).cdf).pvalue > 1e-3
    assert stats.spearmanr(*columns).pvalue > 1e-3


def some_trials(s, n):
    """Return trials of two hyperparameters, at least one of which did not diverge."""
    rng = np.random.default_rng(s)
    accuracies = np.where(rng.random(n) < 0.3, np.nan, rng.permutation(n) / n)
    accuracies[rng.integers(n)] = 1.5
    return [
        {"lr": 10 ** rng.uniform(-6, -3), "reg": 10 ** rng.uniform(-5, 5), "val_acc": a}
        for a in accuracies
    ]


SPACE = {"lr": (1e-6, 1e-3), "reg": (1e-5, 1e5)}


@few
@given(s=seeds, n=st.integers(1, 20), keep=st.integers(1, 20))
def test_the_best_trials_lie_in_the_middle_of_the_refined_space(s, n, keep):
    trials = some_trials(s, n)
    new = KEY.refine(trials, SPACE, keep)
    able = [t for t in trials if not math.isnan(t["val_acc"])]
    limit = np.sort([t["val_acc"] for t in able])[-min(keep, len(able))]
    for name, (low, high) in new.items():
        values = [t[name] for t in able if t["val_acc"] >= limit]
        assert low * 2 == pytest.approx(min(values), rel=1e-12)
        assert high / 2 == pytest.approx(max(values), rel=1e-12)
    order = np.random.default_rng(s).permutation(n)
    assert KEY.refine([trials[i] for i in order], SPACE, keep) == new


@few
@given(s=seeds, n=st.integers(1, 20), margin=st.floats(0.01, 0.45))
def test_the_edge_warning_turns_round_with_the_space(s, n, margin):
    trials = some_trials(s, n)
    edges = KEY.edge_warning(trials, SPACE, margin)
    best = max(trials, key=lambda t: np.nan_to_num(t["val_acc"], nan=-1))
    for name, ends in SPACE.items():
        place = np.interp(np.log10(best[name]), np.log10(ends), [0, 1])
        assume(min(abs(place - margin), abs(place - 1 + margin)) > 1e-9)
        expected = {(True, False): "low", (False, True): "high"}
        assert edges.get(name) == expected.get((place < margin, place > 1 - margin))
    turned = [
        {
            **{n: SPACE[n][0] * SPACE[n][1] / t[n] for n in SPACE},
            "val_acc": t["val_acc"],
        }
        for t in trials
    ]
    other = {"low": "high", "high": "low"}
    assert KEY.edge_warning(turned, SPACE, margin) == {
        name: other[side] for name, side in edges.items()
    }


@few
@given(
    s=seeds, n=st.integers(1, 30), epochs=st.integers(1, 4), factor=st.integers(2, 4)
)
def test_successive_halving_finds_the_best_where_curves_do_not_cross(
    s, n, epochs, factor
):
    accuracies = np.random.default_rng(s).permutation(n) / n
    points = [{"lr": float(i)} for i in range(n)]
    calls = []

    def train(point, far):
        calls.append(far)
        return accuracies[int(point["lr"])] * (1 - 2.0**-far)

    best, rounds = KEY.successive_halving(train, points, epochs, factor)
    assert best == points[int(accuracies.argmax())]
    far, left = zip(*rounds, strict=True)
    assert left[0] == n
    assert left[-1] == 1
    assert list(far) == [epochs * factor**i for i in range(len(rounds))]
    assert list(left[1:]) == [max(1, m // factor) for m in left[:-1]]
    assert sorted(calls) == sorted(f for f, m in rounds for _ in range(m))


def test_successive_halving_leaves_out_what_diverged():
    scores = {1.0: math.nan, 2.0: 0.1, 3.0: math.nan, 4.0: 0.2}
    points = [{"lr": lr} for lr in scores]
    best, _ = KEY.successive_halving(lambda p, _: scores[p["lr"]], points, 1)
    assert best == {"lr": 4.0}
    best, rounds = KEY.successive_halving(lambda *_: math.nan, points, 1)
    assert best in points
    assert rounds == [(1, 4), (2, 2), (4, 1)]


@few
@given(n=st.integers(2, 60), k=st.integers(2, 60), s=seeds)
def test_folds_deal_every_example_once_as_scikit_learn_does(n, k, s):
    selection = pytest.importorskip("sklearn.model_selection")
    assume(k <= n)
    folds = KEY.k_folds(n, k, np.random.default_rng(s))
    assert np.array_equal(np.sort(np.concatenate([v for _, v in folds])), np.arange(n))
    for train, val in folds:
        assert np.array_equal(np.sort([*train, *val]), np.arange(n))
    theirs = selection.KFold(k, shuffle=True, random_state=0).split(np.zeros(n))
    assert sorted(len(v) for _, v in folds) == sorted(len(v) for _, v in theirs)


def test_every_example_is_as_likely_in_every_fold():
    rng = np.random.default_rng(0)
    firsts = [KEY.k_folds(6, 3, rng)[0][1] for _ in range(3000)]
    counts = np.bincount(np.concatenate(firsts), minlength=6)
    assert np.abs(counts - 1000).max() < 6 * np.sqrt(3000 * 2 / 9)


@few
@given(s=seeds, N=st.integers(1, 40), D=st.integers(1, 6), k=st.integers(1, 40))
def test_neighbours_vote_as_in_scikit_learn(s, N, D, k):
    neighbors = pytest.importorskip("sklearn.neighbors")
    assume(k <= N)
    rng = np.random.default_rng(s)
    X_train, X = rng.normal(size=(N, D)), rng.normal(size=(30, D))
    y_train = rng.integers(0, 4, N)
    theirs = neighbors.KNeighborsClassifier(k, algorithm="brute").fit(X_train, y_train)
    votes = theirs.predict_proba(X)
    clear = np.sum(votes == votes.max(axis=1, keepdims=True), axis=1) == 1
    labels = KEY.knn_predict(X_train, y_train, X, k)
    assert np.array_equal(labels[clear], theirs.predict(X)[clear])
    # A tie goes to the smallest label.
    first = theirs.classes_[votes.argmax(axis=1)]
    assert np.array_equal(labels, first)


@few
@given(s=seeds, k=st.integers(2, 12))
def test_the_error_is_the_standard_error_of_the_mean(s, k):
    stats = pytest.importorskip("scipy.stats")
    scores = np.random.default_rng(s).random(k)
    folds = [(np.arange(3), np.array([i])) for i in range(k)]
    mean, error = KEY.cross_validate(lambda _, val: scores[val[0]], folds)
    assert mean == pytest.approx(np.mean(scores), rel=1e-12)
    assert error == pytest.approx(stats.sem(scores), rel=1e-12)
