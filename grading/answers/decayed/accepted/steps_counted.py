# about: drops one after the other
import numpy as np


def decayed(t, kind, param):
    if kind == "step":
        factor = 1.0
        for step in range(1, t + 1):
            if step % param["every"] == 0:
                factor *= param.get("factor", 0.1)
        return factor
    if kind in ("linear", "cosine"):
        left = 1 - t / param["total"] if t < param["total"] else 0
        return left if kind == "linear" else (1 - np.cos(np.pi * left)) / 2
    k = param.get("k", 1)
    if kind == "exponential":
        return 1 / np.exp(k * t)
    if kind in ("inverse", "inverse_sqrt"):
        return (1 + k * t) ** (-1 if kind == "inverse" else -1 / 2)
    raise ValueError("no such kind")
