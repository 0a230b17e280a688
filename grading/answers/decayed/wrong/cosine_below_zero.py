# check: test-decayed-total
# hint: it is the cosine itself, which goes down to -1.
# says: it is the cosine itself, which goes down to -1.
# about: the cosine itself
import numpy as np


def decayed(t, kind, param):
    if kind == "step":
        return param.get("factor", 0.1) ** (t // param["every"])
    elif kind == "exponential":
        return np.exp(-param["k"] * t)
    elif kind == "inverse":
        return 1 / (1 + param["k"] * t)
    elif kind == "inverse_sqrt":
        return 1 / np.sqrt(1 + param.get("k", 1) * t)
    elif kind == "linear":
        return max(0, 1 - t / param["total"])
    elif kind == "cosine":
        if t >= param["total"]:
            return 0.0
        return np.cos(np.pi * t / param["total"])
    raise ValueError(f"unknown kind {kind}")
