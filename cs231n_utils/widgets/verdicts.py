"""What a loss curve says about the learning rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

EARLY = 40  # steps before which a curve says nothing, unless it explodes
EXPLODED = 3.0  # times the first loss
LITTLE = 0.85  # share of the first loss that is left at the end of a run that crawled
RISE = 1.3  # times the lowest average that the last one exceeds
JUMPS = 0.3  # mean change from step to step, as a share of the loss
MOVED = 1e-4  # change of the loss, as a share, that is more than the noise of a batch


class Verdict(NamedTuple):
    """A word, and a sentence that gives the reason."""

    word: str
    why: str


def smooth(values: Sequence[float], parts: int = 30) -> NDArray[np.float64]:
    """Average each value with those before it, over a `parts`-th of the curve."""
    x = np.asarray(values, dtype=np.float64)
    n = max(1, len(x) // parts)
    total = np.cumsum(np.concatenate([[0.0], np.nan_to_num(x, posinf=1e30)]))
    ends = np.arange(1, len(x) + 1)
    starts = np.maximum(0, ends - n)
    means: NDArray[np.float64] = (total[ends] - total[starts]) / (ends - starts)
    return means


def judge(losses: Sequence[float]) -> Verdict:
    """Judge a learning rate by the losses of a run.

    Parameters
    ----------
    losses : list of float
        One for each step so far.

    Returns
    -------
    verdict : Verdict
        The word is "too early", "exploding", "stuck", "too low", "too high" or "good".

    Examples
    --------
    >>> judge([2.3, 2.4, float("nan")]).word
    'exploding'
    """
    if not losses:
        return Verdict("too early", "Nothing has run yet.")
    first, last = losses[0], losses[-1]
    # Not <=, so that nan explodes too.
    if not max(losses) <= EXPLODED * first or not np.isfinite(last):
        return Verdict(
            "exploding",
            f"The loss went from {first:.3g} to {last:.3g}. Take a lower rate.",
        )
    if len(losses) < EARLY:
        return Verdict("too early", f"It takes {EARLY} steps to tell.")
    return _judge_calm(losses)


def _judge_calm(losses: Sequence[float]) -> Verdict:
    first, means = losses[0], smooth(losses)
    end, least = means[-1], float(means.min())
    tail = np.asarray(losses[-max(20, len(losses) // 4) :])
    jumps = float(np.mean(np.abs(np.diff(tail))) / max(np.mean(tail), 1e-12))
    if abs(means - first).max() < 0.005 * first and _flat(losses):
        return Verdict(
            "stuck",
            f"The loss stays at {end:.3g} and falls nowhere: no rate helps here. "
            "Look at the initial weights.",
        )
    if (end > RISE * least or jumps > JUMPS) and end > 0.25 * first:
        return Verdict(
            "too high",
            f"The loss has been at {least:.3g} and is at {end:.3g}; from step to step "
            f"it changes by {jumps:.0%}. Take a lower rate.",
        )
    if end > LITTLE * first:
        return Verdict(
            "too low",
            f"After {len(losses)} steps {end / first:.0%} of the first loss is left. "
            "Take a higher rate.",
        )
    return Verdict("good", f"The loss fell from {first:.3g} to {end:.3g}.")


def _flat(losses: Sequence[float]) -> bool:
    """Tell a curve that only wavers from one that falls slowly."""
    half = len(losses) // 2
    x = np.asarray(losses)
    fall = (np.mean(x[:half]) - np.mean(x[half:])) / np.mean(x)
    return bool(fall < MOVED)
