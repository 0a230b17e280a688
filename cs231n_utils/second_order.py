"""Second order: Newton, quasi-Newton methods and the line search that they need.

`golden_section`, `quasi_newton_update` and `lbfgs_direction` are skeletons for the
notebook `optimizers`; `minimise` puts them together. A point has shape (n,).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from cs231n_utils.skeletons import BadInput, skeleton
from cs231n_utils.types import Array

Loss = Callable[[Array], float]
Gradient = Callable[[Array], Array]
METHODS = ("gradient", "newton", "sr1", "dfp", "bfgs", "lbfgs")


@skeleton("optimizers")
def golden_section(
    f: Callable[[float], float], low: float, high: float, steps: int
) -> float:
    """Narrow an interval around the minimum of a function of one number.

    Parameters
    ----------
    f : callable
        Falls and then rises between `low` and `high`. It is dear: call it twice at the
        start and once for each step.
    low, high : float
    steps : int
        How often the interval is shortened, each time to 0.618 of its length.

    Returns
    -------
    x : float
        The middle of the last interval.
    """
    raise NotImplementedError


@skeleton("optimizers")
def quasi_newton_update(H: Array, s: Array, y: Array, kind: str) -> Array:
    """Mend an estimate of the inverse Hessian with what one step has shown.

    Parameters
    ----------
    H : array of shape (n, n)
        The estimate so far, symmetric.
    s, y : array of shape (n,)
        The step, and by how much it has changed the gradient.
    kind : {"sr1", "dfp", "bfgs"}
        Any other text is a ValueError.

    Returns
    -------
    H : array of shape (n, n)
        Symmetric, and H y = s. The old H where the update would divide by what is not
        above 1e-12: s^T y for "dfp" and "bfgs", |(s - H y)^T y| for "sr1".
    """
    raise NotImplementedError


@skeleton("optimizers")
def lbfgs_direction(gradient: Array, pairs: Sequence[tuple[Array, Array]]) -> Array:
    """Return -H g of BFGS without ever making the matrix H.

    Parameters
    ----------
    gradient : array of shape (n,)
    pairs : list of (s, y), arrays of shape (n,)
        The last steps and changes of the gradient, the oldest first, with s^T y > 0.
        May be empty.

    Returns
    -------
    direction : array of shape (n,)
        H is what BFGS makes of these pairs from the start (s^T y / y^T y) I of the
        newest pair; of no pairs, H = I.
    """
    raise NotImplementedError


def hessian(gradient: Gradient, x: Array, h: float = 1e-5) -> Array:
    """Measure the Hessian by differences of the gradient, made symmetric."""
    columns = [gradient(x + e) - gradient(x - e) for e in h * np.eye(len(x))]
    H = np.array(columns) / (2 * h)
    return (H + H.T) / 2


def line_search(f: Callable[[float], float], steps: int = 12) -> float:
    """Return a step length t > 0 near a minimum of f(t), or 0 when none is lower.

    Doubles or halves until the minimum is bracketed, then narrows by `golden_section`.
    """
    start, high = f(0.0), 1.0
    with np.errstate(over="ignore", invalid="ignore"):
        while not f(high) < start:
            high /= 4
            if high < 1e-12:
                return 0.0
        last = f(high)
        while high < 1e8 and (value := f(2 * high)) < last:
            high, last = 2 * high, value
        t = golden_section(f, 0.0, 2 * high, steps)
        return t if f(t) <= last else high


def minimise(
    loss: Loss,
    gradient: Gradient,
    start: Array,
    method: str,
    steps: int = 50,
    memory: int = 10,
) -> Array:
    """Descend with a line search along the direction of a method.

    Parameters
    ----------
    loss, gradient : callable
        Of a point.
    start : array of shape (n,)
    method : {"gradient", "newton", "sr1", "dfp", "bfgs", "lbfgs"}
        "newton" takes full steps without a line search, up or down.
    steps : int, default=50
    memory : int, default=10
        How many pairs "lbfgs" keeps.

    Returns
    -------
    path : array of shape (at most steps + 1, n)
        It ends early where no step lowers the loss any more.
    """
    if method not in METHODS:
        raise BadInput(f'No method "{method}". There are: {", ".join(METHODS)}.')
    return np.array(list(_points(loss, gradient, start, method, steps, memory)))


def _points(
    loss: Loss, gradient: Gradient, x: Array, method: str, steps: int, memory: int
) -> Iterator[Array]:
    x = np.array(x, dtype=float)
    H: Array = np.eye(len(x))
    pairs: list[tuple[Array, Array]] = []
    g = gradient(x)
    yield x
    for _ in range(steps):
        if method == "newton":
            s = -np.linalg.solve(hessian(gradient, x), g)
        else:
            d = lbfgs_direction(g, pairs) if method == "lbfgs" else -H @ g
            # An estimate of rank one may point uphill.
            d = d if d @ g < 0 else -g
            s = _step(loss, x, d)
        if not s.any():
            return
        new = gradient(x + s)
        y = new - g
        if method in ("sr1", "dfp", "bfgs"):
            H = quasi_newton_update(H, s, y, method)
        if s @ y > 1e-12:
            pairs = [*pairs, (s, y)][-memory:]
        x, g = x + s, new
        yield x


def _step(loss: Loss, x: Array, d: Array) -> Array:
    return line_search(lambda t: float(loss(x + t * d))) * d
