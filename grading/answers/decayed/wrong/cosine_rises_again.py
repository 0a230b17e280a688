# check: test-decayed-total
# hint: the cosine rises again after the end.
# says: the cosine rises again after the end.
# about: goes on after the end
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
        return 0.5 * (1 + np.cos(np.pi * t / param["total"]))
    raise ValueError(f"unknown kind {kind}")
