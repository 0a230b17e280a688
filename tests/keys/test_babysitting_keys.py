"""The answers of the notebook `babysitting` against PyTorch and definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading import answer_key

torch = pytest.importorskip("torch")
F = torch.nn.functional
KEY = answer_key("babysitting")

seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=25, deadline=None, derandomize=True)


@few
@given(C=st.integers(2, 50), s=seeds, reg=st.floats(0, 10))
def test_the_expected_loss_is_cross_entropy_of_equal_scores_and_a_penalty(C, s, reg):
    rng = np.random.default_rng(s)
    weights = [torch.tensor(rng.normal(size=shape)) for shape in ((4, 3), (3, C))]
    scores = torch.zeros((5, C), dtype=torch.float64)
    loss = F.cross_entropy(scores, torch.tensor(rng.integers(0, C, 5)))
    loss += 0.5 * reg * sum((w**2).sum() for w in weights)
    got = KEY.expected_loss(C, [w.numpy() for w in weights], reg)
    assert got == pytest.approx(loss.item(), rel=1e-12)


@few
@given(N=st.integers(1, 80), size=st.integers(1, 100), s=seeds)
def test_batches_hold_every_example_once_and_are_about_equal(N, size, s):
    batches = KEY.deal_batches(N, size, np.random.default_rng(s))
    assert np.array_equal(np.sort(np.concatenate(batches)), np.arange(N))
    sizes = [len(batch) for batch in batches]
    assert len(sizes) == math.ceil(N / size)
    assert max(sizes) <= size
    assert max(sizes) - min(sizes) <= 1


def test_the_batches_of_an_epoch_are_drawn_evenly():
    rng = np.random.default_rng(0)
    firsts = [KEY.deal_batches(5, 2, rng)[0] for _ in range(4000)]
    counts = np.bincount(np.concatenate(firsts), minlength=5)
    assert np.abs(counts - 1600).max() < 6 * np.sqrt(1600)


@few
@given(s=seeds, momentum=st.sampled_from([0.0, 0.9]))
def test_steps_are_those_of_sgd_in_torch(s, momentum):
    rng = np.random.default_rng(s)
    X, y = rng.normal(size=(8, 5)), rng.integers(0, 3, 8)
    start = {"W": rng.normal(size=(5, 3)), "b": rng.normal(size=3)}
    tensors = {k: torch.tensor(v, requires_grad=True) for k, v in start.items()}
    sgd = torch.optim.SGD(list(tensors.values()), lr=0.1, momentum=momentum)

    def in_torch(params):
        scores = torch.tensor(X) @ params["W"] + params["b"]
        return F.cross_entropy(scores, torch.tensor(y))

    def loss_function(params, X, y):
        leaves = {k: torch.tensor(v, requires_grad=True) for k, v in params.items()}
        loss = in_torch(leaves)
        loss.backward()
        return loss.item(), {k: leaf.grad.numpy() for k, leaf in leaves.items()}

    def rule(w, dw, config):
        v = momentum * config.get("v", 0) + dw
        return w - 0.1 * v, {"v": v}

    params, configs = dict(start), {"W": {}, "b": {}}
    for _ in range(3):
        sgd.zero_grad()
        loss = in_torch(tensors)
        loss.backward()
        sgd.step()
        got = KEY.training_step(loss_function, params, X, y, rule, configs)
        assert got == pytest.approx(loss.item(), rel=1e-12)
    for name, tensor in tensors.items():
        np.testing.assert_allclose(params[name], tensor.detach().numpy(), rtol=1e-12)


@few
@given(s=seeds)
def test_the_gauges_agree_with_torch(s):
    rng = np.random.default_rng(s)
    a, b = (torch.tensor(rng.normal(size=(4, 6))) for _ in range(2))
    ratio = torch.linalg.norm(b - a) / torch.linalg.norm(a)
    assert KEY.update_ratio(a.numpy(), b.numpy()) == pytest.approx(ratio.item())
    h = torch.relu(b - 1)
    dead = (h.amax(dim=0) == 0).to(torch.float64).mean()
    assert KEY.dead_fraction(h.numpy()) == pytest.approx(dead.item())


@few
@given(s=seeds, decay=st.floats(0.01, 0.99), n=st.integers(1, 30))
def test_the_smoothed_losses_are_weighted_means(s, decay, n):
    losses = np.random.default_rng(s).uniform(0, 5, n)
    smoothed = KEY.smooth(losses, decay)
    for t in range(1, n + 1):
        mean = np.average(losses[:t], weights=decay ** np.arange(t)[::-1])
        assert smoothed[t - 1] == pytest.approx(mean, rel=1e-9)


def test_the_watchdog_stops_at_three_times_the_first_loss():
    assert KEY.watchdog([2.0, 6.0]) == ""
    assert KEY.watchdog([2.0, 6.01]) == "exploded"
    assert KEY.watchdog([np.nan]) == "nan"
    assert KEY.watchdog([2.0] * 199, window=100) == ""
    assert KEY.watchdog([2.0] * 200, window=100) == "flat"


def test_what_the_rules_of_curves_say_in_their_order():
    falls = np.linspace(2, 1, 20)
    assert KEY.diagnose(falls, [0.5], [0.4]) == "fine"
    assert KEY.diagnose(falls, [0.9], [0.4]) == "overfitting"
    assert KEY.diagnose([*falls, np.inf], [0.9], [0.4]) == "diverged"
    assert KEY.diagnose([*falls, 1.95], [0.9], [0.4]) == "flat"
    assert KEY.diagnose([2.0] * 10 + list(falls), [0.9], [0.4]) == "late start"
    assert KEY.diagnose([*falls, *[1.0] * 40], [0.4], [0.4]) == "stalled"
