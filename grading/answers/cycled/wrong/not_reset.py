# check: test-cycled
# hint: the step is not counted from the start of its period.
# says: the step is not counted from the start of its period.
# about: counts on from step 0 in a new period
import numpy as np


def cycled(t, kind, param):
    low = param.get("low", 0.1)
    if kind == "triangular":
        half = param["half"]
        place = t % (2 * half)
        up = place / half if place < half else 2 - place / half
        return low + (1 - low) * up
    if kind == "one_cycle":
        total, peak = param["total"], param.get("peak", 0.3)
        if t >= total:
            return 0.0
        top = peak * total
        if t < top:
            return low + (1 - low) * t / top
        return 0.5 * (1 + np.cos(np.pi * (t - top) / (total - top)))
    if kind == "restarts":
        growth = param.get("growth", 2)
        period = param["first"]
        while t >= period:
            t = t - period
            period = period
            period = period * growth
        return 0.5 * (
            1
            + np.cos(
                np.pi * (t if period == param["first"] else t + param["first"]) / period
            )
        )
    raise ValueError(f"unknown kind {kind}")
