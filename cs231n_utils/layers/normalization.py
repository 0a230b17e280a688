"""Batch, layer and group normalisation."""

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Cache, ParamDict


@skeleton("batchnorm")
def batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: ParamDict
) -> tuple[Array, Cache]:
    """Normalise each feature: over the batch in training, by running averages in test.

    Parameters
    ----------
    x : array of shape (N, D)
    gamma, beta : arrays of shape (D,)
        Scale and shift that are learnt.
    bn_param : dict
        - "mode": "train" or "test", required; anything else is a ValueError.
        - "eps": added to the variance, under the root; default 1e-5.
        - "momentum": weight of the past in the running averages; default 0.9.
        - "running_mean", "running_var": arrays of shape (D,), written back in training;
          zeros where they are missing.

    Returns
    -------
    out : array of shape (N, D)
    cache : object for `batchnorm_backward`
    """
    raise NotImplementedError


@skeleton("batchnorm")
def batchnorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return the gradients of `batchnorm_forward` in training, node by node.

    Parameters
    ----------
    dout : array of shape (N, D)
        Gradient of the loss with respect to `out`.
    cache : object from `batchnorm_forward` in mode "train"

    Returns
    -------
    dx : array of shape (N, D)
    dgamma, dbeta : arrays of shape (D,)
    """
    raise NotImplementedError


@skeleton("batchnorm")
def batchnorm_backward_alt(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return what `batchnorm_backward` returns, by the formula simplified on paper.

    Takes and returns the same as `batchnorm_backward`, from the same cache.
    """
    raise NotImplementedError


@skeleton("batchnorm")
def fold_batchnorm(
    w: Array, b: Array, gamma: Array, beta: Array, bn_param: ParamDict
) -> tuple[Array, Array]:
    """Return the one affine layer that equals an affine layer and its batch norm.

    Parameters
    ----------
    w : array of shape (D, M)
    b, gamma, beta : arrays of shape (M,)
    bn_param : dict
        "running_mean" and "running_var" as training left them; "eps", default 1e-5.

    Returns
    -------
    w_folded : array of shape (D, M)
    b_folded : array of shape (M,)
        x w_folded + b_folded is what batch norm in mode "test" makes of x w + b.
    """
    raise NotImplementedError


@skeleton("batchnorm")
def layernorm_forward(
    x: Array, gamma: Array, beta: Array, ln_param: ParamDict
) -> tuple[Array, Cache]:
    """Normalise each example over its features, in training and in test alike.

    Parameters
    ----------
    x : array of shape (N, D)
    gamma, beta : arrays of shape (D,)
        Scale and shift that are learnt.
    ln_param : dict
        "eps": added to the variance, under the root; default 1e-5.

    Returns
    -------
    out : array of shape (N, D)
    cache : object for `layernorm_backward`
    """
    raise NotImplementedError


@skeleton("batchnorm")
def layernorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return the gradients of `layernorm_forward`.

    Parameters
    ----------
    dout : array of shape (N, D)
        Gradient of the loss with respect to `out`.
    cache : object from `layernorm_forward`

    Returns
    -------
    dx : array of shape (N, D)
    dgamma, dbeta : arrays of shape (D,)
    """
    raise NotImplementedError


@skeleton("batchnorm")
def groupnorm_forward(
    x: Array, gamma: Array, beta: Array, gn_param: ParamDict
) -> tuple[Array, Cache]:
    """Normalise each example over groups of neighbouring features.

    One group of all features is layer norm.

    Parameters
    ----------
    x : array of shape (N, D)
    gamma, beta : arrays of shape (D,)
        Scale and shift that are learnt.
    gn_param : dict
        - "groups": number of groups G, required; D is a multiple of it.
        - "eps": added to the variance, under the root; default 1e-5.

    Returns
    -------
    out : array of shape (N, D)
    cache : anything
        No backward pass is asked for.
    """
    raise NotImplementedError
