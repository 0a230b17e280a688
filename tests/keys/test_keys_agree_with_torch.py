"""Every answer key against PyTorch: layers both ways, update rules, networks."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cs231n_utils import layers, optim
from cs231n_utils.classifiers.fc_net import FullyConnectedNet, TwoLayerNet
from cs231n_utils.skeletons import filling

torch = pytest.importorskip("torch")
F = torch.nn.functional

# Both sides compute in float64, where right formulas differ by rounding only.
TOLERANCE = 1e-9

sizes = st.integers(1, 6)
seeds = st.integers(0, 2**32 - 1)
few = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def agree(got, expected, tolerance=TOLERANCE):
    """Assert that two arrays differ by little, relative to the largest entry."""
    got = np.asarray(got)
    expected = expected.detach().numpy() if torch.is_tensor(expected) else expected
    assert got.shape == np.shape(expected)
    scale = max(1e-6, float(np.max(np.abs(expected), initial=0.0)))
    assert np.max(np.abs(got - expected), initial=0.0) <= tolerance * scale


def leaf(array):
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def agree_both_ways(rng, answer, backwards, oracle, inputs, args=()):
    """Compare a layer's output and each of its backward passes with autograd's."""
    leaves = [leaf(x) for x in inputs]
    expected = oracle(*leaves)
    dout = rng.standard_normal(expected.shape)
    expected.backward(torch.tensor(dout))
    out, cache = answer(*[x.copy() for x in inputs], *args)
    agree(out, expected)
    for backward in backwards:
        gradients = backward(dout.copy(), cache)
        gradients = gradients if isinstance(gradients, tuple) else (gradients,)
        for gradient, x in zip(gradients, leaves, strict=True):
            agree(gradient, x.grad)


@few
@given(
    N=sizes, dims=st.lists(st.integers(1, 4), min_size=1, max_size=3), M=sizes, s=seeds
)
def test_affine(keys, N, dims, M, s):
    rng = np.random.default_rng(s)
    D = int(np.prod(dims))
    x, w, b = (rng.normal(size=shape) for shape in ((N, *dims), (D, M), M))
    agree_both_ways(
        rng,
        keys.affine_forward,
        [keys.affine_backward],
        lambda x, w, b: F.linear(x.flatten(1), w.T, b),
        (x, w, b),
    )


@few
@given(shape=st.lists(sizes, min_size=1, max_size=4), s=seeds)
def test_relu(keys, shape, s):
    rng = np.random.default_rng(s)
    x = rng.normal(size=shape)
    agree_both_ways(rng, keys.relu_forward, [keys.relu_backward], F.relu, (x,))


@few
@given(N=sizes, C=st.integers(2, 12), scale=st.sampled_from([1e-3, 1, 1e3]), s=seeds)
def test_softmax_loss(keys, N, C, scale, s):
    rng = np.random.default_rng(s)
    x, y = scale * rng.normal(size=(N, C)), rng.integers(0, C, N)
    scores = leaf(x)
    expected = F.cross_entropy(scores, torch.tensor(y))
    expected.backward()
    loss, dx = keys.softmax_loss(x, y)
    agree(loss, expected)
    agree(dx, scores.grad)


@few
@given(N=st.integers(2, 12), D=sizes, eps=st.sampled_from([1e-5, 0.1]), s=seeds)
def test_batchnorm_in_training(keys, N, D, eps, s):
    rng = np.random.default_rng(s)
    x, gamma, beta = rng.normal(2, 3, (N, D)), rng.normal(size=D), rng.normal(size=D)
    agree_both_ways(
        rng,
        keys.batchnorm_forward,
        [keys.batchnorm_backward, keys.batchnorm_backward_alt],
        lambda x, g, b: F.batch_norm(x, None, None, g, b, training=True, eps=eps),
        (x, gamma, beta),
        ({"mode": "train", "eps": eps},),
    )


@few
@given(N=st.integers(2, 9), D=sizes, momentum=st.sampled_from([0.9, 0.3]), s=seeds)
def test_batchnorm_running_averages_and_test_mode(keys, N, D, momentum, s):
    rng = np.random.default_rng(s)
    gamma, beta = rng.normal(size=D), rng.normal(size=D)
    layer = torch.nn.BatchNorm1d(D, momentum=1 - momentum, dtype=torch.float64)
    affine = {"weight": torch.tensor(gamma), "bias": torch.tensor(beta)}
    layer.load_state_dict(affine, strict=False)
    layer.running_var.zero_()
    param = {"mode": "train", "momentum": momentum}
    for _ in range(3):
        x = rng.normal(2, 3, (N, D))
        keys.batchnorm_forward(x, gamma, beta, param)
        # PyTorch averages the variance divided by N - 1; ours is divided by N.
        before = layer.running_var.clone()
        layer(torch.tensor(x))
        unbiased = (layer.running_var - momentum * before) / (1 - momentum)
        layer.running_var.copy_(
            momentum * before + (1 - momentum) * unbiased * (N - 1) / N
        )
    agree(param["running_mean"], layer.running_mean)
    agree(param["running_var"], layer.running_var)
    x = rng.normal(2, 3, (N, D))
    out, _ = keys.batchnorm_forward(x, gamma, beta, {**param, "mode": "test"})
    agree(out, layer.eval()(torch.tensor(x)))


@few
@given(N=sizes, D=st.integers(2, 9), eps=st.sampled_from([1e-5, 0.1]), s=seeds)
def test_layernorm(keys, N, D, eps, s):
    rng = np.random.default_rng(s)
    x, gamma, beta = rng.normal(2, 3, (N, D)), rng.normal(size=D), rng.normal(size=D)
    agree_both_ways(
        rng,
        keys.layernorm_forward,
        [keys.layernorm_backward],
        lambda x, g, b: F.layer_norm(x, (D,), g, b, eps=eps),
        (x, gamma, beta),
        ({"eps": eps},),
    )


@few
@given(N=sizes, G=st.integers(1, 4), width=st.integers(2, 5), s=seeds)
def test_groupnorm_forward(keys, N, G, width, s):
    rng = np.random.default_rng(s)
    D = G * width
    x, gamma, beta = rng.normal(2, 3, (N, D)), rng.normal(size=D), rng.normal(size=D)
    out, _ = keys.groupnorm_forward(x, gamma, beta, {"groups": G})
    agree(
        out,
        F.group_norm(*map(torch.tensor, (x,)), G, *map(torch.tensor, (gamma, beta))),
    )


@few
@given(N=sizes, D=sizes, M=sizes, eps=st.sampled_from([1e-5, 0.1]), s=seeds)
def test_fold_batchnorm(keys, N, D, M, eps, s):
    rng = np.random.default_rng(s)
    x, w, b = (rng.normal(size=shape) for shape in ((N, D), (D, M), M))
    gamma, beta, mean = (rng.normal(size=M) for _ in range(3))
    param = {"running_mean": mean, "running_var": rng.uniform(0.1, 2, M), "eps": eps}
    tensors = [torch.tensor(v) for v in (mean, param["running_var"], gamma, beta)]
    expected = F.batch_norm(torch.tensor(x @ w + b), *tensors, eps=eps)
    w_folded, b_folded = keys.fold_batchnorm(w, b, gamma, beta, param)
    agree(x @ w_folded + b_folded, expected)


@few
@given(N=sizes, D=sizes, p=st.sampled_from([0.25, 0.5, 0.9, 1.0]), s=seeds)
def test_dropout_goes_back_through_its_mask(keys, N, D, p, s):
    rng = np.random.default_rng(s)
    x, dout = rng.normal(size=(N, D)), rng.normal(size=(N, D))
    param = {"mode": "train", "p": p, "seed": s}
    mask = keys.dropout_forward(np.ones((N, D)), param)[0]
    assert set(np.unique(mask)) <= {0, 1 / p}
    agree_both_ways(
        rng,
        keys.dropout_forward,
        [keys.dropout_backward],
        lambda x: x * torch.tensor(mask),
        (x,),
        (param,),
    )
    out, cache = keys.dropout_forward(x, {**param, "mode": "test"})
    agree(out, x)
    agree(keys.dropout_backward(dout, cache), dout)


@pytest.mark.parametrize("p", [0.2, 0.5, 0.8])
def test_dropout_keeps_the_expectation(keys, p):
    out, _ = keys.dropout_forward(np.ones(40_000), {"mode": "train", "p": p, "seed": 0})
    # Five standard deviations of the mean of 40,000 masked entries.
    assert abs(out.mean() - 1) < 5 * np.sqrt((1 - p) / p / 40_000)
    assert abs((out > 0).mean() - p) < 5 * np.sqrt(p * (1 - p) / 40_000)


TORCH_RULES = {
    "sgd": lambda ps: torch.optim.SGD(ps, lr=0.01),
    "sgd_momentum": lambda ps: torch.optim.SGD(ps, lr=0.01, momentum=0.9),
    "nesterov": lambda ps: torch.optim.SGD(ps, lr=0.01, momentum=0.9, nesterov=True),
    "adagrad": lambda ps: torch.optim.Adagrad(ps, lr=0.01, eps=1e-8),
    "rmsprop": lambda ps: torch.optim.RMSprop(ps, lr=0.01, alpha=0.99, eps=1e-8),
    "adam": lambda ps: torch.optim.Adam(ps, lr=1e-3, eps=1e-8),
    "adamw": lambda ps: torch.optim.AdamW(ps, lr=1e-3, eps=1e-8, weight_decay=1e-2),
    "amsgrad": lambda ps: torch.optim.Adam(ps, lr=1e-3, eps=1e-8, amsgrad=True),
}


@pytest.mark.parametrize("name", TORCH_RULES)
@pytest.mark.parametrize("scale", [1e-7, 1, 1e3])
def test_update_rules_with_their_defaults(keys, name, scale):
    rng = np.random.default_rng(3)
    w = rng.normal(size=(4, 3))
    parameter = leaf(w)
    optimizer = TORCH_RULES[name]([parameter])
    config = None
    for step in range(7):
        # Gradients that shrink tell AMSGrad from Adam.
        dw = scale * rng.normal(size=w.shape) / (1 + step)
        parameter.grad = torch.tensor(dw)
        optimizer.step()
        w, config = getattr(optim, name)(w, dw, config)
        agree(w, parameter)


def test_every_update_rule_has_an_oracle(keys):
    from cs231n_utils.solver import rules

    assert set(rules()) == set(TORCH_RULES)


def test_rules_with_other_settings(keys):
    rng = np.random.default_rng(4)
    w, dw = rng.normal(size=5), rng.normal(size=5)
    table = {
        "adam": (
            {"learning_rate": 0.1, "beta1": 0.5, "beta2": 0.7, "epsilon": 0.1},
            lambda ps: torch.optim.Adam(ps, lr=0.1, betas=(0.5, 0.7), eps=0.1),
        ),
        "rmsprop": (
            {"learning_rate": 0.1, "decay_rate": 0.5, "epsilon": 0.1},
            lambda ps: torch.optim.RMSprop(ps, lr=0.1, alpha=0.5, eps=0.1),
        ),
        "sgd_momentum": (
            {"learning_rate": 0.1, "momentum": 0.5},
            lambda ps: torch.optim.SGD(ps, lr=0.1, momentum=0.5),
        ),
    }
    for name, (config, make) in table.items():
        parameter = leaf(w)
        optimizer, mine = make([parameter]), w
        for _ in range(3):
            parameter.grad = torch.tensor(dw)
            optimizer.step()
            mine, config = getattr(optim, name)(mine, dw, config)
        agree(mine, parameter)


def torch_loss(net, X, y, masks):
    """Build a net's loss with torch's own layers, from its parameters and masks."""
    P = {name: leaf(value) for name, value in net.params.items()}
    a = torch.tensor(X).flatten(1)
    for i in range(1, net.num_layers):
        a = F.linear(a, P[f"W{i}"].T, P[f"b{i}"])
        if net.normalization == "batchnorm":
            a = F.batch_norm(
                a, None, None, P[f"gamma{i}"], P[f"beta{i}"], training=True
            )
        if net.normalization == "layernorm":
            a = F.layer_norm(a, a.shape[1:], P[f"gamma{i}"], P[f"beta{i}"])
        a = F.relu(a) * torch.tensor(masks[i - 1] if masks else 1.0)
    scores = F.linear(a, P[f"W{net.num_layers}"].T, P[f"b{net.num_layers}"])
    weights = [P[name] for name in P if name.startswith("W")]
    penalty = 0.5 * net.reg * sum((W**2).sum() for W in weights)
    return F.cross_entropy(scores, torch.tensor(y)) + penalty, P


@pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm"])
@pytest.mark.parametrize("keep", [1, 0.6])
@pytest.mark.parametrize("reg", [0.0, 3.14])
def test_networks_with_every_option(answers, normalization, keep, reg):
    rng = np.random.default_rng(5)
    X, y = rng.normal(size=(7, 2, 3)), rng.integers(0, 4, 7)
    net = FullyConnectedNet(
        [5, 5, 3], 6, 4, keep, normalization, reg, 0.3, np.float64, seed=1
    )
    for name, value in net.params.items():
        if not name.startswith("W"):
            net.params[name] = rng.normal(1, 0.5, value.shape)
    masks = []

    def remembering(x, dropout_param):
        out, mask = answers["dropout_forward"](x, dropout_param)
        masks.append(mask)
        return out, mask

    with filling({**answers, "dropout_forward": remembering}):
        loss, grads = net.loss(X, y)
    assert len(masks) == (3 if keep < 1 else 0)
    expected, parameters = torch_loss(net, X, y, masks)
    expected.backward()
    agree(loss, expected)
    assert list(grads) == list(net.params)
    for name, grad in grads.items():
        if normalization == "batchnorm" and name in ("b1", "b2", "b3"):
            # The mean takes the bias out again: the gradient is nothing but rounding.
            assert np.abs(grad).max() < 1e-12
        else:
            agree(grad, parameters[name].grad)


@pytest.mark.parametrize("reg", [0.0, 1.0])
def test_two_layer_net(keys, reg):
    rng = np.random.default_rng(6)
    X, y = rng.normal(size=(5, 8)), rng.integers(0, 3, 5)
    net = TwoLayerNet(8, 6, 3, weight_scale=0.5, reg=reg, seed=0)
    loss, grads = net.loss(X, y)
    expected, parameters = torch_loss(net, X, y, None)
    expected.backward()
    agree(loss, expected)
    for name, grad in grads.items():
        agree(grad, parameters[name].grad)


@pytest.mark.parametrize("name", layers.__all__)
def test_every_layer_has_an_oracle(name):
    tests = list(Path(__file__).parent.glob("test_*.py"))
    layer = name.rpartition("_")[0]
    # A test names it, or goes over a table of layers.
    named = re.compile(rf'\bkeys\.{name}\b|: \("{layer}", ')
    assert any(named.search(test.read_text(encoding="utf-8")) for test in tests), (
        f"{name} is in the contract; compare its answer with another implementation."
    )
