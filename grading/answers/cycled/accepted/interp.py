# about: interpolation for the straight parts
import numpy as np


def cycled(t, kind, param):
    low = param.get("low", 0.1)

    def wave(share):
        return np.cos(np.pi / 2 * min(share, 1)) ** 2

    if kind == "triangular":
        half = param["half"]
        return np.interp(t % (2 * half), [0, half, 2 * half], [low, 1, low])
    if kind == "one_cycle":
        top = param.get("peak", 0.3) * param["total"]
        if t <= top:
            return np.interp(t, [0, top], [low, 1])
        return wave((t - top) / (param["total"] - top))
    if kind == "restarts":
        start, period = 0, param["first"]
        while start + period <= t:
            start += period
            period *= param.get("growth", 2)
        return wave((t - start) / period)
    raise ValueError(kind)
