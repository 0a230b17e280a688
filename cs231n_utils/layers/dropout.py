"""Dropout and DropConnect."""

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Cache, ParamDict


@skeleton("dropout")
def dropout_forward(x: Array, dropout_param: ParamDict) -> tuple[Array, Cache]:
    """Drop entries at random while training; do nothing at test time.

    This is inverted dropout: the entries that stay are divided by p, so that the
    expectation of `out` is x and nothing needs to be scaled at test time.

    Parameters
    ----------
    x : array of any shape
    dropout_param : dict
        - "p": probability of **keeping** an entry, 0 < p <= 1.
        - "mode": "train" or "test", required.
        - "seed": optional int; the same seed gives the same mask.

    Returns
    -------
    out : array of the shape and dtype of x
    cache : object for `dropout_backward`
    """
    raise NotImplementedError


@skeleton("dropout")
def dropout_backward(dout: Array, cache: Cache) -> Array:
    """Return the gradient of `dropout_forward`, through the mask that it drew.

    Parameters
    ----------
    dout : array of any shape
        Gradient of the loss with respect to `out`.
    cache : object from `dropout_forward`

    Returns
    -------
    dx : array of the shape of dout
        After a forward pass in mode "test" it is dout.
    """
    raise NotImplementedError


@skeleton("dropout")
def dropconnect_forward(
    x: Array, w: Array, b: Array, dropconnect_param: ParamDict
) -> tuple[Array, Cache]:
    """Compute x w + b with weights dropped at random while training.

    One mask is drawn for w, and all examples of the batch share it. The weights that
    stay are divided by p; the bias is never dropped.

    Parameters
    ----------
    x : array of shape (N, D)
    w : array of shape (D, M)
    b : array of shape (M,)
    dropconnect_param : dict
        - "p": probability of **keeping** a weight, 0 < p <= 1.
        - "mode": "train" or "test", required; "test" is the plain affine layer.
        - "seed": optional int; the same seed gives the same mask.

    Returns
    -------
    out : array of shape (N, M)
    cache : object for `dropconnect_backward`
    """
    raise NotImplementedError


@skeleton("dropout")
def dropconnect_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return the gradients of `dropconnect_forward`, through the mask that it drew.

    Parameters
    ----------
    dout : array of shape (N, M)
        Gradient of the loss with respect to `out`.
    cache : object from `dropconnect_forward` in mode "train"

    Returns
    -------
    dx : array of shape (N, D)
    dw : array of shape (D, M)
    db : array of shape (M,)
    """
    raise NotImplementedError
