"""Where the bars of a histogram begin and end."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence

# What spans more than this factor is drawn on a logarithmic axis.
WIDE = 20
BARS = 10


def is_wide(values: Sequence[float]) -> bool:
    """Tell whether values span so much that a linear axis hides most of them."""
    some = [value for value in values if value > 0]
    return bool(some) and max(some) > WIDE * min(some)


def edges(values: Sequence[float], least: float = 0.0) -> list[float]:
    """Return round edges of about ten bars that hold all values.

    On a logarithmic axis they are 1, 2, 5, 10 and so on; what is 0 counts to the first.

    Parameters
    ----------
    values : list of float
    least : float, default=0
        How wide a bar on a linear axis is at least.
    """
    if is_wide(values):
        return _decades(min(v for v in values if v > 0), max(values))
    low, high = min(values), max(values)
    step = _round_up(max((high - low) / BARS, least) or 1)
    first = math.floor(low / step)
    last = max(first + 1, math.ceil(high / step))
    return [round(k * step, 9) for k in range(first, last + 1)]


def heights(values: Sequence[float], bounds: Sequence[float]) -> list[int]:
    """Count the values in each bar; those on an edge belong above it."""
    counts = [0] * (len(bounds) - 1)
    for value in values:
        place = bisect.bisect_right(bounds, value) - 1
        counts[min(max(place, 0), len(counts) - 1)] += 1
    return counts


def _decades(low: float, high: float) -> list[float]:
    span = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    every = [m * 10.0**e for e in span for m in (1, 2, 5)]
    first = bisect.bisect_right(every, low) - 1
    last = bisect.bisect_left(every, high)
    return [float(f"{edge:.3g}") for edge in every[first : last + 1]]


def _round_up(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= step * (1 - 1e-9))
