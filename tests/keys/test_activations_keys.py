"""The keys of the notebook of activations against PyTorch, both ways, in float64."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.gradient_check import check_gradient
from cs231n_utils.layers.by_name import ACTIVATIONS

torch = pytest.importorskip("torch")
F = torch.nn.functional

TOLERANCE = 1e-9
SHAPES = [(7,), (4, 5), (2, 3, 4)]
# Small ones, and some at which exp overflows.
STDS = [1, 5, 1000]


@pytest.fixture(autouse=True)
def _one_thread():
    torch.set_num_threads(1)


def agree(got, expected):
    expected = expected.detach().numpy()
    assert np.shape(got) == expected.shape
    scale = max(1e-6, np.abs(expected).max())
    assert np.abs(got - expected).max() <= TOLERANCE * scale


def agree_both_ways(forward, backward, oracle, inputs, args=()):
    leaves = [torch.tensor(x, requires_grad=True) for x in inputs]
    expected = oracle(*leaves)
    dout = np.random.default_rng(9).normal(size=tuple(expected.shape))
    expected.backward(torch.tensor(dout))
    out, cache = forward(*(x.copy() for x in inputs), *args)
    agree(out, expected)
    gradients = backward(dout.copy(), cache)
    gradients = gradients if isinstance(gradients, tuple) else (gradients,)
    for gradient, x in zip(gradients, leaves, strict=True):
        agree(gradient, x.grad)


def swish(beta):
    return lambda x: x * torch.sigmoid(beta * x)


ORACLES = {
    "sigmoid": ("sigmoid", (), torch.sigmoid),
    "tanh": ("tanh", (), torch.tanh),
    "elu": ("elu", ({"alpha": 1.7},), lambda x: F.elu(x, 1.7)),
    "elu, defaults": ("elu", ({},), F.elu),
    # PyTorch rounds 1 / alpha to float32.
    "celu": ("elu", ({"alpha": 0.5, "width": 0.5},), lambda x: F.celu(x, 0.5)),
    "softplus": ("softplus", (), F.softplus),
    "softplus, beta": ("softplus", (2.5,), lambda x: F.softplus(x, 2.5, threshold=500)),
    "silu": ("self_gated", ("swish",), F.silu),
    "swish": ("self_gated", ("swish", 1.7), swish(1.7)),
    "gelu": ("self_gated", ("gelu",), F.gelu),
    "hard_swish": ("self_gated", ("hard_swish",), F.hardswish),
}


@pytest.mark.parametrize("name", ORACLES)
def test_functions_of_one_number(keys, name):
    layer, args, oracle = ORACLES[name]
    pair = [getattr(keys, f"{layer}_{way}") for way in ("forward", "backward")]
    for seed, (shape, std) in enumerate(itertools.product(SHAPES, STDS)):
        x = np.random.default_rng(seed).normal(0, std, shape)
        agree_both_ways(*pair, oracle, (x,), args)


@pytest.mark.parametrize("slopes", [1, 5])
def test_prelu(keys, slopes):
    rng = np.random.default_rng(0)
    case = rng.normal(size=(6, 5)), rng.normal(size=slopes)
    agree_both_ways(keys.prelu_forward, keys.prelu_backward, F.prelu, case)


def test_selu_constants(keys):
    """They are PyTorch's for std 1, and keep the moments of samples for others."""
    from grading import answer_key

    std = np.array([1.0, 0.5, 2.0])
    scale, alpha = answer_key("activations").selu_constants(std)
    x = np.random.default_rng(0).normal(size=(20, 7))
    param = {"alpha": alpha[0], "scale": scale[0]}
    agree_both_ways(keys.elu_forward, keys.elu_backward, F.selu, (x,), (param,))
    assert scale[0] == pytest.approx(1.0507, abs=5e-5)
    assert alpha[0] == pytest.approx(1.6733, abs=5e-5)
    for s, lam, a in zip(std, scale, alpha, strict=True):
        inputs = np.random.default_rng(1).normal(0, s, 1_000_000)
        out, _ = keys.elu_forward(inputs, {"alpha": a, "scale": lam})
        assert out.mean() == pytest.approx(0, abs=5 * s / 1000)
        assert out.std() == pytest.approx(s, rel=0.01)


@pytest.mark.parametrize(("K", "M"), [(1, 3), (2, 4), (5, 2)])
def test_maxout(keys, K, M):
    rng = np.random.default_rng(K)
    case = tuple(rng.normal(size=shape) for shape in ((6, 4), (K, 4, M), (K, M)))

    def oracle(x, w, b):
        return (torch.einsum("nd,kdm->knm", x, w) + b[:, None]).amax(0)

    agree_both_ways(keys.maxout_forward, keys.maxout_backward, oracle, case)


@pytest.mark.parametrize(
    ("gate", "oracle"),
    [
        ("sigmoid", torch.sigmoid),
        ("relu", torch.relu),
        ("gelu", F.gelu),
        ("silu", F.silu),
    ],
)
def test_glu_reglu_geglu_swiglu(keys, gate, oracle):
    rng = np.random.default_rng(3)
    case = tuple(rng.normal(size=s) for s in ((5, 4), (4, 3), (4, 3), 3, 3))
    agree_both_ways(
        keys.glu_forward,
        keys.glu_backward,
        lambda x, w, v, b, c: oracle(x @ w + b) * (x @ v + c),
        case,
        (ACTIVATIONS[gate],),
    )


def test_glu_with_the_sigmoid_is_pytorch_s_own(keys):
    rng = np.random.default_rng(4)
    x, w, v, b, c = (rng.normal(size=s) for s in ((5, 4), (4, 3), (4, 3), 3, 3))
    out, _ = keys.glu_forward(x, w, v, b, c, ACTIVATIONS["sigmoid"])
    # F.glu has the value first and the gate second.
    both = np.concatenate([x @ v + c, x @ w + b], axis=1)
    agree(out, F.glu(torch.tensor(both)))


NAMED = {
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "elu": F.elu,
    "selu": F.selu,
    "celu": lambda x: F.celu(x, 0.5),
    "softplus": F.softplus,
    "silu": F.silu,
    "gelu": F.gelu,
    "hard_swish": F.hardswish,
}


def test_every_activation_by_name(keys):
    assert set(NAMED) == set(ACTIVATIONS)
    x = np.random.default_rng(5).normal(0, 2, (6, 4))
    for name, oracle in NAMED.items():
        agree_both_ways(*ACTIVATIONS[name], oracle, (x,))


@pytest.mark.parametrize("activation", [*ACTIVATIONS, "prelu"])
def test_gradients_of_a_net_with_every_activation(keys, activation):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(6, 8)), rng.integers(0, 4, 6)
    options = {"weight_scale": 0.5, "dtype": np.float64, "activation": activation}
    net = FullyConnectedNet([7, 5], 8, 4, seed=0, **options)
    _, grads = net.loss(X, y)
    for name, value in net.params.items():

        def loss(moved, name=name, value=value):
            net.params[name] = moved
            result, _ = net.loss(X, y)
            net.params[name] = value
            return result

        report = check_gradient(loss, value, grads[name])
        assert report.passed, report
