# about: a table of functions
import numpy as np


def decayed(t, kind, param):
    table = {
        "step": lambda p: p.get("factor", 0.1) ** np.floor(t / p["every"]),
        "exponential": lambda p: np.exp(-p["k"] * t),
        "inverse": lambda p: np.divide(1, 1 + p["k"] * t),
        "inverse_sqrt": lambda p: (1 + p.get("k", 1) * t) ** -0.5,
        "linear": lambda p: 1 - np.clip(t / p["total"], 0, 1),
        "cosine": lambda p: (1 + np.cos(np.pi * np.clip(t / p["total"], 0, 1))) / 2,
    }
    if kind not in table:
        raise ValueError("kind must be one of " + ", ".join(table))
    return table[kind](param)
