"""The affine layer and the rectifier."""

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Cache


@skeleton("backprop")
def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """Compute out = x w + b for a minibatch.

    Parameters
    ----------
    x : array of shape (N, d_1, ..., d_k)
        N examples; each is flattened to D = d_1 * ... * d_k numbers.
    w : array of shape (D, M)
    b : array of shape (M,)

    Returns
    -------
    out : array of shape (N, M)
    cache : object for `affine_backward`
    """
    raise NotImplementedError


@skeleton("backprop")
def affine_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return the gradients of `affine_forward`.

    Parameters
    ----------
    dout : array of shape (N, M)
        Gradient of the loss with respect to `out`.
    cache : object from `affine_forward`

    Returns
    -------
    dx : array of the shape of x, (N, d_1, ..., d_k)
    dw : array of shape (D, M)
    db : array of shape (M,)
    """
    raise NotImplementedError


@skeleton("backprop")
def relu_forward(x: Array) -> tuple[Array, Cache]:
    """Compute max(0, x), entry by entry.

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    out : array of the shape of x
    cache : object for `relu_backward`
    """
    raise NotImplementedError


@skeleton("backprop")
def relu_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of `relu_forward`.

    Parameters
    ----------
    dout : array of any shape
        Gradient of the loss with respect to `out`.
    cache : object from `relu_forward`

    Returns
    -------
    dx : array of the shape of dout
    """
    raise NotImplementedError
