"""The answers of `init_statistics` against PyTorch and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA

from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.skeletons import filling
from grading import answer_key

torch = pytest.importorskip("torch")
KEY = answer_key("init_statistics")
NONLINEARITIES = {"tanh": torch.tanh, "relu": torch.relu}


def close(got, expected, tolerance=1e-9):
    expected = expected.detach().numpy() if torch.is_tensor(expected) else expected
    assert np.shape(got) == np.shape(expected)
    np.testing.assert_allclose(got, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("rule", ["mean image", "channel mean", "standardise"])
def test_preprocess(rule):
    rng = np.random.default_rng(0)
    X, other = rng.uniform(0, 255, (9, 3, 4, 5)), rng.uniform(0, 255, (2, 3, 4, 5))
    axes = (0, 2, 3) if rule == "channel mean" else 0
    std, mean = torch.std_mean(torch.tensor(X), axes, correction=0, keepdim=True)
    std = std if rule == "standardise" else 1
    train, val = KEY.preprocess(X, other, rule)
    close(train, (torch.tensor(X) - mean) / std)
    close(val, (torch.tensor(other) - mean) / std)


@pytest.mark.parametrize("whiten", [False, True])
@pytest.mark.parametrize("k", [2, 6])
def test_pca(whiten, k):
    rng = np.random.default_rng(1)
    X, other = (rng.normal(3, 1, (n, 6)) @ rng.normal(size=(6, 6)) for n in (40, 5))
    U, variances, mean = KEY.fit_pca(X)
    theirs = PCA(k, whiten=whiten).fit(X)
    close(mean, theirs.mean_)
    # scikit-learn divides the covariance by N - 1.
    close(variances[:k], theirs.explained_variance_ * 39 / 40)
    sign = np.sign((U[:, :k] * theirs.components_.T).sum(axis=0))
    close(U[:, :k] * sign, theirs.components_.T)
    got = KEY.apply_pca(other, U[:, :k], variances[:k], mean, whiten, 0)
    scale = np.sqrt(40 / 39) if whiten else 1
    close(sign * got, scale * theirs.transform(other))


@pytest.mark.parametrize("shape", [(400, 300), (100, 900)])
def test_init_weights_have_the_variance_of_torch_s(shape):
    n, m = shape
    rng, generator = np.random.default_rng(2), torch.Generator().manual_seed(2)
    w = torch.empty(m, n)
    oracles = {
        "xavier": lambda: torch.nn.init.kaiming_normal_(
            w, nonlinearity="linear", generator=generator
        ),
        "glorot": lambda: torch.nn.init.xavier_normal_(w, generator=generator),
        "he": lambda: torch.nn.init.kaiming_normal_(
            w, nonlinearity="relu", generator=generator
        ),
    }
    for rule, oracle in oracles.items():
        # Two samples of at least 90,000 numbers: 2 % are six deviations.
        ours = KEY.init_weights(n, m, rule, rng)
        assert ours.std() == pytest.approx(float(oracle().std()), rel=0.02)
    assert not KEY.init_weights(n, m, "zero", rng).any()
    assert KEY.init_weights(n, m, 0.3, rng).std() == pytest.approx(0.3, rel=0.02)


@pytest.mark.parametrize("nonlinearity", NONLINEARITIES)
def test_activations_and_gradients_by_layer(nonlinearity):
    rng = np.random.default_rng(3)
    f = NONLINEARITIES[nonlinearity]
    ws = [rng.normal(size=shape) for shape in [(4, 6), (6, 5), (5, 3)]]
    x, dout = rng.normal(size=(7, 4)), rng.normal(size=(7, 3))
    hs = KEY.activations_by_layer(x, ws, nonlinearity)
    h, zs = torch.tensor(x), []
    for w, ours in zip(ws, hs, strict=True):
        zs.append((h @ torch.tensor(w)).requires_grad_())
        zs[-1].retain_grad()
        h = f(zs[-1])
        close(ours, h)
    h.backward(torch.tensor(dout))
    dzs = KEY.gradients_by_layer(dout, hs, ws, nonlinearity)
    for ours, z in zip(dzs, zs, strict=True):
        close(ours, z.grad)


@pytest.mark.parametrize("nonlinearity", NONLINEARITIES)
@pytest.mark.parametrize("per_unit", [False, True])
def test_lsuv_brings_every_layer_to_variance_1(nonlinearity, per_unit):
    rng = np.random.default_rng(4)
    ws = [rng.normal(size=shape) for shape in [(4, 6), (6, 5), (5, 3)]]
    x = rng.normal(2, 3, (50, 4))
    h = torch.tensor(x)
    for w, old in zip(KEY.lsuv_init(x, ws, nonlinearity, per_unit), ws, strict=True):
        z = h @ torch.tensor(w)
        close(z.std(0 if per_unit else None, correction=0), np.ones(z.shape[1:])
              if per_unit else 1.0)  # fmt: skip
        ratio = w / old
        close(ratio, np.broadcast_to(ratio[0] if per_unit else ratio[0, 0], w.shape))
        h = NONLINEARITIES[nonlinearity](z)


def test_moments_against_large_samples():
    rng = np.random.default_rng(5)
    w, x = rng.normal(1, 2, (2, 10**5, 4)), rng.uniform(0, 6, (2, 10**5, 4))
    z = (w * x).sum(axis=2)
    # 200,000 sums; the sample's variance strays by about 0.5 %.
    assert z.var() == pytest.approx(KEY.variance_of_sum(4, 1, 4, 3, 3), rel=0.03)
    y = torch.relu(torch.tensor(rng.normal(0, 1.7, 10**6)))
    mean, square = KEY.relu_moments(1.7**2)
    assert float(y.mean()) == pytest.approx(mean, rel=0.01)
    assert float((y**2).mean()) == pytest.approx(square, rel=0.01)


def test_networks_draw_their_weights_by_a_rule():
    with filling({"init_weights": KEY.init_weights}):
        net = FullyConnectedNet([300], 600, 200, weight_scale="he", seed=0)
        same = FullyConnectedNet([300], 600, 200, weight_scale="he", seed=0)
    assert net.params["W1"].dtype == np.float32
    assert net.params["W1"].std() == pytest.approx((2 / 600) ** 0.5, rel=0.02)
    assert net.params["W2"].std() == pytest.approx((2 / 300) ** 0.5, rel=0.02)
    assert np.array_equal(net.params["W1"], same.params["W1"])
