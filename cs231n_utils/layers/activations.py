"""Activation functions of one number, applied entry by entry."""

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Cache, ParamDict


@skeleton("activations")
def sigmoid_forward(x: Array) -> tuple[Array, Cache]:
    """Compute 1 / (1 + exp(-x)), for x of any size.

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    out : array of the shape of x
        Between 0 and 1; never nan.
    cache : object for `sigmoid_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def sigmoid_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of `sigmoid_forward`, of the shape of dout."""
    raise NotImplementedError


@skeleton("activations")
def tanh_forward(x: Array) -> tuple[Array, Cache]:
    """Compute the hyperbolic tangent, for x of any size.

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    out : array of the shape of x
        Between -1 and 1; never nan.
    cache : object for `tanh_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def tanh_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of `tanh_forward`, of the shape of dout."""
    raise NotImplementedError


@skeleton("activations")
def prelu_forward(x: Array, a: Array) -> tuple[Array, Cache]:
    """Compute x where it is positive and a x elsewhere.

    Parameters
    ----------
    x : array of shape (N, D)
    a : array of shape (D,) or (1,)
        Slope of each feature, or one for all of them. Any number: also above 1.

    Returns
    -------
    out : array of shape (N, D)
    cache : object for `prelu_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def prelu_backward(dout: Array, cache: Cache) -> tuple[Array, Array]:
    """Return the gradients of `prelu_forward`.

    Parameters
    ----------
    dout : array of shape (N, D)
    cache : object from `prelu_forward`

    Returns
    -------
    dx : array of shape (N, D)
    da : array of the shape of a
    """
    raise NotImplementedError


@skeleton("activations")
def elu_forward(x: Array, elu_param: ParamDict) -> tuple[Array, Cache]:
    """Compute ELU, SELU or CELU: x where it is positive, an exponential elsewhere.

    scale * x, or scale * alpha (exp(x / width) - 1).

    Parameters
    ----------
    x : array of any shape
    elu_param : dict
        - "alpha": default 1. The negative side goes down to -scale * alpha.
        - "scale": default 1.
        - "width": default 1.

        ELU has alpha alone; SELU has alpha 1.6733 and scale 1.0507; CELU has a width
        that equals alpha.

    Returns
    -------
    out : array of the shape of x
        Never nan, however large x is.
    cache : object for `elu_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def elu_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of `elu_forward`, of the shape of dout."""
    raise NotImplementedError


@skeleton("activations")
def softplus_forward(x: Array, beta: float = 1.0) -> tuple[Array, Cache]:
    """Compute log(1 + exp(beta x)) / beta, for x of any size.

    Parameters
    ----------
    x : array of any shape
    beta : float, default=1.0
        The larger, the nearer to ReLU.

    Returns
    -------
    out : array of the shape of x
        Never nan or infinite.
    cache : object for `softplus_backward`
    """
    raise NotImplementedError


@skeleton("activations")
def softplus_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of `softplus_forward`, of the shape of dout."""
    raise NotImplementedError
