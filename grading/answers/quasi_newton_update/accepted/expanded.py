# about: BFGS multiplied out
import numpy as np


def quasi_newton_update(H, s, y, kind):
    sy, Hy = np.dot(s, y), np.dot(H, y)
    yHy = np.dot(y, Hy)
    if kind == "sr1":
        below = sy - yHy
        if np.abs(below) > 1e-12:
            return H + np.outer(s - Hy, s - Hy) / below
        return H.copy()
    if kind == "bfgs":
        if sy <= 1e-12:
            return H.copy()
        cross = np.outer(Hy, s) + np.outer(s, Hy)
        return H + (sy + yHy) * np.outer(s, s) / sy**2 - cross / sy
    if kind == "dfp":
        if sy <= 1e-12:
            return H.copy()
        return H + np.outer(s, s) / sy - np.outer(Hy, Hy) / yHy
    raise ValueError(kind)
