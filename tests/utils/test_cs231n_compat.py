"""Code in the style of CS231n runs here unchanged."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest

from cs231n_utils import fill_from
from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.gradient_check import eval_numerical_gradient, rel_error
from cs231n_utils.skeletons import filling, skeletons
from cs231n_utils.solver import Solver

# Made up for this test: other names for arguments, helpers, loops, caches of its own,
# functions that this course does not have, updates in place, a seed set globally.
LAYERS = """
from builtins import range
import numpy as np


def flat(v):
    return np.reshape(v, (v.shape[0], np.prod(v.shape[1:])))


def affine_forward(inp, weights, bias):
    out = np.dot(flat(inp), weights) + bias.reshape(1, -1)
    cache = (inp, weights, bias)
    return out, cache


def affine_backward(upstream, cache):
    inp, weights, bias = cache
    dx = np.dot(upstream, np.transpose(weights)).reshape(*inp.shape)
    dw = np.dot(np.transpose(flat(inp)), upstream)
    return dx, dw, np.ones(upstream.shape[0]).dot(upstream)


def relu_forward(x):
    return (x > 0) * x, x


def relu_backward(dout, cache):
    dx = np.array(dout, copy=True)
    dx[cache <= 0] = 0
    return dx


def softmax_loss(x, y):
    e = np.exp(x - np.max(x, axis=1)[:, None])
    p = e / np.sum(e, axis=1)[:, None]
    n = x.shape[0]
    loss = 0.0
    for i in range(n):
        loss -= np.log(p[i, y[i]]) / n
    p[range(n), y] -= 1
    return loss, p / n


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    N, D = x.shape
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    cache = None
    if mode == "train":
        mean, var = np.mean(x, 0), np.var(x, 0)
        norm = (x - mean) * (var + eps) ** -0.5
        out = norm * gamma + beta
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
        cache = {"norm": norm, "inv": (var + eps) ** -0.5, "gamma": gamma}
    elif mode == "test":
        out = (x - running_mean) * (running_var + eps) ** -0.5 * gamma + beta
    else:
        raise ValueError("no such mode: %s" % mode)
    bn_param["running_mean"] = running_mean
    bn_param["running_var"] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    norm, inv = cache["norm"], cache["inv"]
    dgamma, dbeta = np.sum(dout * norm, 0), np.sum(dout, 0)
    dx = cache["gamma"] * inv * (dout - np.mean(dout, 0) - norm * dgamma / len(dout))
    return dx, dgamma, dbeta


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask, out = None, x
    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    return out.astype(x.dtype, copy=False), (dropout_param, mask)


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    return dout * mask if dropout_param["mode"] == "train" else dout


def conv_forward_naive(x, w, b, conv_param):
    return None, None
"""

OPTIM = """
import numpy as np


def sgd(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    w -= config["learning_rate"] * dw
    return w, config


def adam(x, dx, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("m", np.zeros_like(x))
    config.setdefault("v", np.zeros_like(x))
    config.setdefault("t", 0)
    config["t"] += 1
    config["m"] = config["beta1"] * config["m"] + (1 - config["beta1"]) * dx
    config["v"] = config["beta2"] * config["v"] + (1 - config["beta2"]) * dx * dx
    m = config["m"] / (1 - config["beta1"] ** config["t"])
    v = config["v"] / (1 - config["beta2"] ** config["t"])
    x -= config["learning_rate"] * m / (np.sqrt(v) + config["epsilon"])
    return x, config
"""


@pytest.fixture
def filled(tmp_path):
    """Fill from the two files above, and return the names that were found in them."""
    (tmp_path / "layers.py").write_text(LAYERS)
    (tmp_path / "optim.py").write_text(OPTIM)
    with filling({}):
        yield fill_from(tmp_path / "layers.py") + fill_from(str(tmp_path / "optim.py"))


def test_their_files_fill_what_they_share_with_this_course(filled):
    assert set(filled) == {
        *("affine_forward", "affine_backward", "relu_forward", "relu_backward"),
        *("softmax_loss", "batchnorm_forward", "batchnorm_backward"),
        *("dropout_forward", "dropout_backward", "adam"),
    }
    assert skeletons()["rmsprop"].body is None


@pytest.mark.parametrize("normalization", [None, "batchnorm"])
@pytest.mark.parametrize("keep", [1, 0.5])
def test_their_way_of_checking_a_net_works(filled, normalization, keep):
    rng = np.random.default_rng(231)
    X, y = rng.normal(size=(10, 15)), rng.integers(0, 10, 10)
    model = FullyConnectedNet(
        [20, 30],
        input_dim=15,
        num_classes=10,
        dropout_keep_ratio=keep,
        normalization=normalization,
        weight_scale=5e-2,
        dtype=np.float64,
        seed=123,
    )
    loss, grads = model.loss(X, y)
    assert loss == pytest.approx(np.log(10), rel=0.25)
    for name in sorted(grads):

        def f(_):
            return model.loss(X, y)[0]

        numeric = eval_numerical_gradient(f, model.params[name], verbose=False, h=1e-5)
        norms = np.linalg.norm(numeric) + np.linalg.norm(grads[name])
        assert np.linalg.norm(numeric - grads[name]) < max(1e-6 * norms, 1e-8)


def test_their_way_of_training_works(filled):
    rng = np.random.default_rng(0)
    y = rng.integers(0, 4, 120)
    X = rng.normal(size=(120, 3, 4, 4)) + y[:, None, None, None]
    data = {
        "X_train": X[:100],
        "y_train": y[:100],
        "X_val": X[100:],
        "y_val": y[100:],
        "X_test": X[100:],
        "y_test": y[100:],
    }
    model = FullyConnectedNet([30, 20], input_dim=48, weight_scale=0.1, seed=0)
    solver = Solver(
        model,
        data,
        print_every=100,
        num_epochs=20,
        batch_size=25,
        update_rule="adam",
        optim_config={"learning_rate": 5e-3},
        verbose=False,
    )
    solver.train()
    assert solver.best_val_acc > 0.6
    y_pred = np.argmax(model.loss(data["X_val"]), axis=1)
    assert (y_pred == data["y_val"]).mean() == solver.best_val_acc
    assert len(solver.train_acc_history) == 21


NOTEBOOK = """
    import numpy as np
    from cs231n_utils.layers import batchnorm_forward, batchnorm_backward
    from cs231n_utils.layers import affine_forward, softmax_loss
    from cs231n_utils.layer_utils import affine_relu_forward, affine_relu_backward
    from cs231n_utils.classifiers.fc_net import FullyConnectedNet, TwoLayerNet
    from cs231n_utils.data_utils import get_CIFAR10_data
    from cs231n_utils.gradient_check import (
        eval_numerical_gradient, eval_numerical_gradient_array, grad_check_sparse,
        rel_error,
    )
    from cs231n_utils.optim import adam, sgd_momentum
    from cs231n_utils.solver import Solver

    np.random.seed(231)
    N, D = 4, 5
    x = 5 * np.random.randn(N, D) + 12
    gamma, beta, dout = np.random.randn(D), np.random.randn(D), np.random.randn(N, D)
    bn_param = {"mode": "train"}
    fx = lambda x: batchnorm_forward(x, gamma, beta, bn_param)[0]
    dx_num = eval_numerical_gradient_array(fx, x, dout)
    _, cache = batchnorm_forward(x, gamma, beta, bn_param)
    dx, dgamma, dbeta = batchnorm_backward(dout, cache)
    error = rel_error(dx_num, dx)
"""


def test_the_lines_of_a_notebook_run_with_the_package_name_changed(filled):
    pytest.importorskip("cs231n_utils.data_utils")
    namespace: dict[str, object] = {}
    exec(textwrap.dedent(NOTEBOOK), namespace)
    assert float(namespace["error"]) < 1e-6


def test_two_layer_net_takes_float64_as_there(filled):
    from cs231n_utils.classifiers.fc_net import TwoLayerNet

    model = TwoLayerNet(input_dim=4, hidden_dim=5, num_classes=3, weight_scale=1e-3)
    for name, value in model.params.items():
        model.params[name] = np.linspace(-0.7, 0.3, value.size).reshape(value.shape)
    X = np.linspace(-5.5, 4.5, 12).reshape(4, 3).T
    hidden = np.maximum(0, X @ model.params["W1"] + model.params["b1"])
    scores = hidden @ model.params["W2"] + model.params["b2"]
    assert rel_error(model.loss(X), scores) < 1e-12
