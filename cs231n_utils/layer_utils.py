"""Layers that often stand together, as one."""

from cs231n_utils import layers
from cs231n_utils.types import Array, Cache


def affine_relu_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """Compute max(0, x w + b); the arguments are those of `affine_forward`."""
    a, affine = layers.affine_forward(x, w, b)
    out, relu = layers.relu_forward(a)
    return out, (affine, relu)


def affine_relu_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return (dx, dw, db) of `affine_relu_forward`."""
    affine, relu = cache
    return layers.affine_backward(layers.relu_backward(dout, relu), affine)
