# about: lists the restarts first
import numpy as np


def cycled(t, kind, param):
    low = param["low"] if "low" in param else 0.1
    if kind == "triangular":
        half = param["half"]
        distance = abs((t + half) % (2 * half) - half)
        return low + (1 - low) * distance / half
    if kind == "one_cycle":
        end, top = param["total"], param.get("peak", 0.3) * param["total"]
        if t < top:
            return low + t * (1 - low) / top
        angle = np.pi * (min(t, end) - top) / (end - top)
        return (np.cos(angle) + 1) / 2
    if kind != "restarts":
        raise ValueError(kind)
    ends = [param["first"]]
    lengths = [param["first"]]
    while ends[-1] <= t:
        lengths.append(lengths[-1] * param.get("growth", 2))
        ends.append(ends[-1] + lengths[-1])
    return (1 + np.cos(np.pi * (1 - (ends[-1] - t) / lengths[-1]))) / 2
