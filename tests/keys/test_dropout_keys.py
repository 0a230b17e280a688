"""The answers of the notebook `dropout` against PyTorch, and against chance itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading import answer_key

torch = pytest.importorskip("torch")
F = torch.nn.functional
KEY = answer_key("dropout")

sizes = st.integers(1, 6)
seeds = st.integers(0, 2**32 - 1)
keeps = st.sampled_from([0.2, 0.5, 0.8, 1.0])
few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def agree(got, expected):
    expected = expected.detach().numpy() if torch.is_tensor(expected) else expected
    assert np.shape(got) == np.shape(expected)
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)


@few
@given(N=sizes, D=sizes, M=sizes, p=keeps, s=seeds)
def test_dropconnect_is_a_linear_layer_with_a_masked_weight(keys, N, D, M, p, s):
    rng = np.random.default_rng(s)
    x, w, b = (rng.normal(size=shape) for shape in ((N, D), (D, M), M))
    param = {"mode": "train", "p": p, "seed": s}
    mask, _ = keys.dropconnect_forward(np.eye(D), np.ones((D, M)), 0 * b, param)
    assert set(np.unique(mask)) <= {0, 1 / p}
    leaves = [torch.tensor(a, requires_grad=True) for a in (x, w, b)]
    expected = F.linear(leaves[0], (leaves[1] * torch.tensor(mask)).T, leaves[2])
    dout = rng.normal(size=(N, M))
    expected.backward(torch.tensor(dout))
    out, cache = keys.dropconnect_forward(x, w, b, param)
    agree(out, expected)
    for gradient, there in zip(
        keys.dropconnect_backward(dout, cache), leaves, strict=True
    ):
        agree(gradient, there.grad)
    out, _ = keys.dropconnect_forward(x, w, b, {**param, "mode": "test"})
    agree(out, F.linear(*(torch.tensor(a) for a in (x, w.T, b))))


@few
@given(D=st.integers(1, 9), p=keeps, s=seeds)
def test_moments_are_those_over_all_masks(D, p, s):
    rng = np.random.default_rng(s)
    x, w = rng.normal(size=(2, D)), rng.normal(size=(D, 3))
    masks, probabilities = KEY.all_masks(D, p)
    assert len({tuple(mask) for mask in masks}) == len(masks) == 2**D
    assert probabilities.sum() == pytest.approx(1)
    values = (masks[:, None] * x / p) @ w
    mean = np.tensordot(probabilities, values, 1)
    variance = np.tensordot(probabilities, (values - mean) ** 2, 1)
    got_mean, got_variance = KEY.dropout_moments(x, w, p)
    agree(got_mean, mean)
    np.testing.assert_allclose(got_variance, variance, rtol=1e-9, atol=1e-12)


def test_the_lectures_four_masks_average_to_half_the_sum():
    """At p = 1/2 the four masks of w1 x + w2 y give (w1 x + w2 y) / 2."""
    masks, probabilities = KEY.all_masks(2, 0.5)
    assert probabilities.tolist() == [0.25] * 4
    x, w = np.array([1.5, -2.0]), np.array([4.0, 0.25])
    assert probabilities @ ((masks * x) @ w) == w @ x / 2
    vanilla = KEY.vanilla_dropout(x, {"mode": "test", "p": 0.5})
    assert vanilla @ w == w @ x / 2


@pytest.mark.parametrize("p", [0.2, 0.5, 0.8])
def test_drawn_dropout_has_the_variance_of_torch_and_of_the_formula(p):
    x, w = np.array([[1.0, -2.0, 3.0]]), np.array([[0.5], [1.0], [2.0]])
    many = np.repeat(x, 100_000, axis=0)
    out, _ = KEY.dropout_forward(many, {"mode": "train", "p": p, "seed": 0})
    torch.manual_seed(0)
    theirs = F.dropout(torch.tensor(many), 1 - p).numpy()
    mean, variance = (float(part.item()) for part in KEY.dropout_moments(x, w, p))
    for values in (out @ w, theirs @ w):
        assert values.mean() == pytest.approx(mean, abs=6 * np.sqrt(variance / 1e5))
        assert values.var() == pytest.approx(variance, rel=0.03)


@few
@given(T=st.integers(1, 5), N=sizes, C=st.integers(2, 6), s=seeds)
def test_mc_dropout_is_mean_and_spread_of_softmax(T, N, C, s):
    rng = np.random.default_rng(s)
    scores = rng.choice([1, 100]) * rng.normal(size=(T, N, C))
    calls = iter(scores)
    mean, spread = KEY.mc_dropout(lambda X: next(calls), np.zeros((N, 2)), T)
    q = F.softmax(torch.tensor(scores), dim=2)
    agree(mean, q.mean(dim=0))
    agree(spread, q.std(dim=0, correction=0))
    assert next(calls, None) is None
