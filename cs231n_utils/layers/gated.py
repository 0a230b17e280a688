"""Units in which one number decides how much of another passes."""

from collections.abc import Callable
from typing import TypeAlias

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Cache

# The forward and the backward pass of an activation function.
Pair: TypeAlias = tuple[
    Callable[[Array], tuple[Array, Cache]], Callable[[Array, Cache], Array]
]


@skeleton("activations")
def self_gated_forward(x: Array, kind: str, beta: float = 1.0) -> tuple[Array, Cache]:
    """Compute x g(beta x), entry by entry.

    Parameters
    ----------
    x : array of any shape
    kind : {"swish", "gelu", "hard_swish"}
        The gate g(z): the sigmoid of z; the share of a normal distribution below z;
        z / 6 + 1/2, cut off at 0 and at 1. Anything else is a ValueError.
    beta : float, default=1.0
        The larger, the nearer to ReLU. Swish with beta 1 is called SiLU.

    Returns
    -------
    out : array of the shape of x
    cache : object for `self_gated_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def self_gated_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of `self_gated_forward`, of the shape of dout."""
    raise NotImplementedError


@skeleton("activations")
def maxout_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """Compute the largest of K affine functions for each unit.

    Parameters
    ----------
    x : array of shape (N, D)
    w : array of shape (K, D, M)
    b : array of shape (K, M)

    Returns
    -------
    out : array of shape (N, M)
        The maximum of x w_k + b_k over k.
    cache : object for `maxout_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def maxout_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return the gradients of `maxout_forward`.

    Parameters
    ----------
    dout : array of shape (N, M)
    cache : object from `maxout_forward`

    Returns
    -------
    dx : array of shape (N, D)
    dw : array of shape (K, D, M)
    db : array of shape (K, M)
    """
    raise NotImplementedError


@skeleton("activations")
def glu_forward(
    x: Array, w: Array, v: Array, b: Array, c: Array, gate: Pair
) -> tuple[Array, Cache]:
    """Compute gate(x w + b) * (x v + c).

    Parameters
    ----------
    x : array of shape (N, D)
    w, v : arrays of shape (D, M)
    b, c : arrays of shape (M,)
    gate : pair of functions
        An activation's forward and backward pass. With the sigmoid this is GLU, with
        ReLU ReGLU, with GELU GEGLU, with Swish SwiGLU.

    Returns
    -------
    out : array of shape (N, M)
    cache : object for `glu_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def glu_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array, Array, Array]:
    """Return the gradients of `glu_forward`.

    Parameters
    ----------
    dout : array of shape (N, M)
    cache : object from `glu_forward`

    Returns
    -------
    dx : array of shape (N, D)
    dw, dv : arrays of shape (D, M)
    db, dc : arrays of shape (M,)
    """
    raise NotImplementedError
