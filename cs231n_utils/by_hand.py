"""A problem so small that one step of training can be followed by hand."""

from __future__ import annotations

from cs231n_utils.types import Array, ParamDict


def line_loss(
    params: dict[str, Array], X: Array, y: Array
) -> tuple[float, dict[str, Array]]:
    """Return the loss (w x + b - y)^2 of one example, and its two slopes.

    >>> import numpy as np
    >>> params = {"w": np.array([3.0]), "b": np.array([1.0])}
    >>> line_loss(params, np.array([2.0]), np.array([4.0]))
    (9.0, {'w': array([12.]), 'b': array([6.])})
    """
    error = params["w"] * X + params["b"] - y
    return float(error[0] ** 2), {"w": 2 * error * X, "b": 2 * error}


def counting_sgd(w: Array, dw: Array, config: ParamDict) -> tuple[Array, ParamDict]:
    """Take a step of SGD at config["rate"]; the next config has "t" one higher.

    It returns a new config and leaves the one that it was given alone.
    """
    return w - config["rate"] * dw, {"rate": config["rate"], "t": config["t"] + 1}
