"""Schedules of the learning rate: functions of the step that return a factor.

The rate of step t is the factor times the rate in `optim_config`. Steps are counted
from 0. A schedule remembers nothing, so that any step can be asked for:

    Solver(..., schedule=lambda t: decayed(t, "cosine", {"total": 1000}))
"""

from __future__ import annotations

from collections.abc import Callable

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import ParamDict

DECAYS = ("step", "exponential", "inverse", "inverse_sqrt", "linear", "cosine")
CYCLES = ("triangular", "one_cycle", "restarts")


@skeleton("optimizers")
def decayed(t: int, kind: str, param: ParamDict) -> float:
    """Return the factor of a schedule that starts at 1 and never rises.

    Parameters
    ----------
    t : int
        The step, from 0.
    kind : {"step", "exponential", "inverse", "inverse_sqrt", "linear", "cosine"}
        - "step": times "factor" once in "every" steps.
        - "exponential": e to the power of -k t.
        - "inverse": 1 / (1 + k t).
        - "inverse_sqrt": 1 over the root of 1 + k t.
        - "linear": straight down to 0 at step "total", and 0 from there on.
        - "cosine": half a wave of the cosine from 1 to 0 at step "total", and 0 from
          there on.

        Any other text is a ValueError.
    param : dict
        "every" and "factor" (default 0.1); "k" (for "inverse_sqrt" default 1); "total".

    Returns
    -------
    factor : float
    """
    raise NotImplementedError


@skeleton("optimizers")
def warmed_up(t: int, warmup: int, schedule: Callable[[int], float]) -> float:
    """Return the factor of another schedule with a warm-up before it.

    Parameters
    ----------
    t : int
        The step, from 0.
    warmup : int
        So many steps rise in a straight line: the first has 1 / warmup, the last 1.
        May be 0.
    schedule : callable
        Begins with its own step 0 when the warm-up is over.

    Returns
    -------
    factor : float
    """
    raise NotImplementedError


@skeleton("optimizers")
def cycled(t: int, kind: str, param: ParamDict) -> float:
    """Return the factor of a schedule that rises again.

    Parameters
    ----------
    t : int
        The step, from 0.
    kind : {"triangular", "one_cycle", "restarts"}
        - "triangular": from "low" (default 0.1) straight up to 1 in "half" steps, down
          again in as many, and so on.
        - "one_cycle": from "low" (default 0.1) straight up to 1 at step
          "peak" * "total" ("peak" is a share, default 0.3), then down to 0 at step
          "total" by half a wave of the cosine, and 0 from there on.
        - "restarts": half a wave of the cosine from 1 towards 0 in "first" steps, then
          anew from 1; each period is "growth" (default 2) times as long as the last.

        Any other text is a ValueError.
    param : dict

    Returns
    -------
    factor : float
    """
    raise NotImplementedError
