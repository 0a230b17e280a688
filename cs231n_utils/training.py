"""Training, step by step: the parts of a solver that watch and take its steps.

These are skeletons for the notebook `babysitting`. `Solver` has its own parts, and
takes yours in their place once you have filled these; see its docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Labels, ParamDict

LossFunction = Callable[[dict[str, Array], Array, Labels], tuple[float, dict[str, Any]]]


@skeleton("babysitting")
def deal_batches(
    num_examples: int, batch_size: int, rng: np.random.Generator
) -> list[NDArray[np.intp]]:
    """Deal all examples out into the minibatches of one epoch.

    Parameters
    ----------
    num_examples : int
    batch_size : int
        No batch is larger.
    rng : numpy Generator
        The only source of chance.

    Returns
    -------
    batches : list of arrays of int
        Indices from 0 to num_examples - 1, each in exactly one batch, in random order.
        There are as few batches as possible, and their sizes differ by at most one.
    """
    raise NotImplementedError


@skeleton("babysitting")
def training_step(
    loss_function: LossFunction,
    params: dict[str, Array],
    X: Array,
    y: Labels,
    update_rule: Callable[..., tuple[Array, ParamDict]],
    configs: dict[str, ParamDict],
) -> float:
    """Take one step of training, and return the loss before it.

    Parameters
    ----------
    loss_function : callable
        loss_function(params, X, y) -> (loss, grads), called once.
    params : dict of arrays
        Each gets its new value. All keep theirs where the loss is nan or infinite.
    X : array of shape (N, d_1, ..., d_k)
    y : array of shape (N,)
        The examples of one minibatch and their labels.
    update_rule : callable
        update_rule(w, dw, config) -> (next_w, next_config).
    configs : dict of dicts
        A config for each name in `params`; each is replaced by the next one.

    Returns
    -------
    loss : float
    """
    raise NotImplementedError


@skeleton("babysitting")
def watchdog(
    losses: Sequence[float],
    max_ratio: float = 3.0,
    window: int = 0,
    min_drop: float = 1e-3,
) -> str:
    """Say whether training should stop, and why.

    Parameters
    ----------
    losses : list of float
        The losses of all steps so far, at least one.
    max_ratio : float, default=3.0
    window : int, default=0
        How many losses are averaged to see whether they fall; 0 means not to look.
    min_drop : float, default=1e-3

    Returns
    -------
    reason : str
        The first of these that holds, or "".
        "nan": the last loss is nan or infinite.
        "exploded": the last loss is more than max_ratio times the first.
        "flat": there are at least 2 * window losses, and the mean of the last `window`
        is above 1 - min_drop times the mean of the `window` losses before them.
    """
    raise NotImplementedError
