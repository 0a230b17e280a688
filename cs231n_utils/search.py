"""Searching hyperparameters, and telling how well a choice of them is known.

A setting is a dict of hyperparameters, such as {"lr": 1e-3, "reg": 1e-2}. A space is a
dict of their ranges, such as {"lr": (1e-6, 1e-3), "reg": (1e-5, 1e5)}; all of them
count in the logarithm. A trial is a setting with what came of it, at least "val_acc",
which is nan where training failed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, Labels

Space = Mapping[str, tuple[float, float]]
Setting = Mapping[str, float]
Trials = Sequence[Mapping[str, Any]]
Indices = NDArray[np.intp]


@skeleton("hyperparameter_search")
def log_uniform(low: float, high: float, size: int, rng: np.random.Generator) -> Array:
    """Draw numbers whose logarithms are uniform between those of low and high.

    Parameters
    ----------
    low, high : float
        The range itself, not its exponents; both are positive.
    size : int
        How many numbers.
    rng : numpy Generator
        The only source of random numbers.

    Returns
    -------
    values : array of shape (size,)
    """
    raise NotImplementedError


@skeleton("hyperparameter_search")
def random_points(
    space: Space, n: int, rng: np.random.Generator
) -> list[dict[str, float]]:
    """Draw settings from a space, each hyperparameter by itself.

    Parameters
    ----------
    space : dict
        By name: (low, high).
    n : int
        How many settings.
    rng : numpy Generator
        The only source of random numbers.

    Returns
    -------
    points : list of n dicts
        Each has the names of `space`, and a number within the range for each.
    """
    raise NotImplementedError


@skeleton("hyperparameter_search")
def refine(trials: Trials, space: Space, keep: int) -> dict[str, tuple[float, float]]:
    """Return the smaller space around the best trials.

    Parameters
    ----------
    trials : list of dicts
        Settings with their "val_acc". Where it is nan the trial does not count.
    space : dict
        The space that was searched; the new one has the same names.
    keep : int
        How many of the best trials count.

    Returns
    -------
    space : dict
        By name: half the least and twice the greatest value among the best trials. It
        may reach beyond the old space.
    """
    raise NotImplementedError


@skeleton("hyperparameter_search")
def edge_warning(trials: Trials, space: Space, margin: float = 0.1) -> dict[str, str]:
    """Tell which hyperparameters of the best trial lie at the edge of their range.

    Parameters
    ----------
    trials : list of dicts
        Settings with their "val_acc". Where it is nan the trial does not count.
    space : dict
        By name: (low, high).
    margin : float, default=0.1
        The part of a range, in the logarithm, that counts as its edge on either side.

    Returns
    -------
    edges : dict
        By name: "low" or "high". Names of the others are left out.
    """
    raise NotImplementedError


@skeleton("hyperparameter_search")
def successive_halving(
    train: Callable[[Setting, int], float],
    points: Sequence[Setting],
    epochs: int,
    factor: int = 2,
) -> tuple[Setting, list[tuple[int, int]]]:
    """Train all settings a little, and go on with the best of them only.

    Parameters
    ----------
    train : callable
        train(point, epochs) returns the validation accuracy that a setting has after
        so many epochs in all. It is nan where training failed: worse than any other.
    points : list of dicts
    epochs : int
        How far the first round goes.
    factor : int, default=2
        After a round the best len(points) // factor settings stay, at least one, and
        the number of epochs is multiplied by it. The last round is that of one setting.

    Returns
    -------
    best : dict
        The setting of the last round.
    rounds : list of (int, int)
        For each round the epochs, and how many settings were trained that far.
    """
    raise NotImplementedError


@skeleton("hyperparameter_search")
def k_folds(n: int, k: int, rng: np.random.Generator) -> list[tuple[Indices, Indices]]:
    """Deal n examples into k folds, each of which validates once.

    Parameters
    ----------
    n, k : int
        Numbers of examples and of folds; k need not divide n.
    rng : numpy Generator
        Shuffles the examples; the only source of random numbers.

    Returns
    -------
    folds : list of k pairs (train, val)
        Arrays of indices. `val` are the examples of one fold, whose sizes differ by at
        most one, and `train` are all others.
    """
    raise NotImplementedError


@skeleton("hyperparameter_search")
def knn_predict(X_train: Array, y_train: Labels, X: Array, k: int) -> Labels:
    """Let the k nearest training examples vote.

    Parameters
    ----------
    X_train : array of shape (N, D)
    y_train : integers of shape (N,), from 0 on
    X : array of shape (M, D)
    k : int
        From 1 to N.

    Returns
    -------
    labels : integers of shape (M,)
        The most frequent label among the k training examples of least Euclidean
        distance; of those that are equally frequent the smallest.
    """
    raise NotImplementedError


@skeleton("hyperparameter_search")
def cross_validate(
    score: Callable[[Indices, Indices], float],
    folds: Sequence[tuple[Indices, Indices]],
) -> tuple[float, float]:
    """Return the mean score over folds, and its standard error.

    Parameters
    ----------
    score : callable
        score(train, val) returns an accuracy: trained on some examples, measured on
        others.
    folds : list of pairs (train, val)
        What `k_folds` returned; at least two.

    Returns
    -------
    mean : float
    error : float
        The standard deviation of the scores, with one less than their number below the
        sum, divided by the root of their number.
    """
    raise NotImplementedError
