"""Activation functions by name, as networks call them."""

from __future__ import annotations

import numpy as np

from cs231n_utils.layers.activations import (
    elu_backward,
    elu_forward,
    prelu_backward,
    prelu_forward,
    sigmoid_backward,
    sigmoid_forward,
    softplus_backward,
    softplus_forward,
    tanh_backward,
    tanh_forward,
)
from cs231n_utils.layers.affine import relu_backward, relu_forward
from cs231n_utils.layers.gated import Pair, self_gated_backward, self_gated_forward
from cs231n_utils.types import Array, Cache, ParamDict

LEAK = 0.01
SELU: ParamDict = {"alpha": 1.6732632423543772, "scale": 1.0507009873554805}


def _leaky_forward(x: Array) -> tuple[Array, Cache]:
    return prelu_forward(x, np.full(1, LEAK, x.dtype))


def _leaky_backward(dout: Array, cache: Cache) -> Array:
    dx, _ = prelu_backward(dout, cache)
    return dx


def _elu(param: ParamDict) -> Pair:
    return lambda x: elu_forward(x, dict(param)), elu_backward


def _self_gated(kind: str) -> Pair:
    return lambda x: self_gated_forward(x, kind), self_gated_backward


# PReLU is not among them: its slopes are parameters of the network.
ACTIVATIONS: dict[str, Pair] = {
    "relu": (relu_forward, relu_backward),
    "leaky_relu": (_leaky_forward, _leaky_backward),
    "sigmoid": (sigmoid_forward, sigmoid_backward),
    "tanh": (tanh_forward, tanh_backward),
    "elu": _elu({}),
    "selu": _elu(SELU),
    "celu": _elu({"alpha": 0.5, "width": 0.5}),
    "softplus": (softplus_forward, softplus_backward),
    "silu": _self_gated("swish"),
    "gelu": _self_gated("gelu"),
    "hard_swish": _self_gated("hard_swish"),
}
