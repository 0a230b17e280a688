"""Initial weights, and what they do to activations and gradients, layer by layer.

The nets here are chains h_l = f(h_(l-1) w_l) without biases, where h_0 is the input.
"""

from collections.abc import Sequence

import numpy as np

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array


@skeleton("init_statistics")
def init_weights(
    fan_in: int, fan_out: int, rule: str | float, rng: np.random.Generator
) -> Array:
    """Draw the initial weights of a layer from a normal distribution of mean 0.

    Parameters
    ----------
    fan_in, fan_out : int
        Numbers of inputs and of outputs of the layer.
    rule : {"zero", "xavier", "glorot", "he"} or float
        - "zero": all weights are 0.
        - "xavier": variance 1 / fan_in.
        - "glorot": variance 2 / (fan_in + fan_out).
        - "he": variance 2 / fan_in.
        - a number: the standard deviation itself.

        Any other text is a ValueError.
    rng : numpy Generator
        The only source of random numbers.

    Returns
    -------
    w : array of shape (fan_in, fan_out)
    """
    raise NotImplementedError


@skeleton("init_statistics")
def activations_by_layer(
    x: Array, weights: Sequence[Array], nonlinearity: str
) -> list[Array]:
    """Send a batch through a chain of layers and keep what comes out of each.

    Parameters
    ----------
    x : array of shape (N, D_0)
    weights : list of arrays of shape (D_(l-1), D_l)
    nonlinearity : {"tanh", "relu"}

    Returns
    -------
    hs : list of arrays of shape (N, D_l)
        One for each layer, after its nonlinearity, from the first layer to the last.
    """
    raise NotImplementedError


@skeleton("init_statistics")
def gradients_by_layer(
    dout: Array, hs: Sequence[Array], weights: Sequence[Array], nonlinearity: str
) -> list[Array]:
    """Send a gradient back through a chain of layers and keep it at each.

    Parameters
    ----------
    dout : array of shape (N, D_L)
        Gradient of the loss with respect to the last layer's output.
    hs : list of arrays of shape (N, D_l)
        From `activations_by_layer`.
    weights : list of arrays of shape (D_(l-1), D_l)
    nonlinearity : {"tanh", "relu"}

    Returns
    -------
    dzs : list of arrays of shape (N, D_l)
        For each layer, from the first to the last, the gradient with respect to
        z_l = h_(l-1) w_l, the input of its nonlinearity.
    """
    raise NotImplementedError


@skeleton("init_statistics")
def lsuv_init(
    x: Array, weights: Sequence[Array], nonlinearity: str, per_unit: bool = False
) -> list[Array]:
    """Scale the weights of a chain of layers, so that a batch keeps its size.

    Layer by layer, from the first: z_l = h_(l-1) w_l gets standard deviation 1 on this
    batch, where h_(l-1) comes from the layers that are scaled already.

    Parameters
    ----------
    x : array of shape (N, D_0)
        A batch of training examples.
    weights : list of arrays of shape (D_(l-1), D_l)
    nonlinearity : {"tanh", "relu"}
    per_unit : bool, default=False
        False: one factor a layer, and the standard deviation is that of all entries of
        z_l. True: one factor a unit, that is a column of w_l, each with its own.

    Returns
    -------
    scaled : list of arrays, of the shapes of `weights`
    """
    raise NotImplementedError
