"""Losses: scores and labels in, one number and its gradient out."""

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Labels


@skeleton("backprop")
def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Return the mean cross-entropy of softmax probabilities, and its gradient.

    Adding the same number to all scores of an example changes nothing, however large
    that number is.

    Parameters
    ----------
    x : array of shape (N, C)
        Scores: x[i, j] belongs to class j of example i.
    y : array of shape (N,)
        Labels: integers from 0 to C - 1.

    Returns
    -------
    loss : float
        Mean over the N examples.
    dx : array of shape (N, C)
        Gradient of the loss with respect to x.
    """
    raise NotImplementedError
