# check: test-quasi_newton_update
# hint: sr1 looks at |(s - H y)^T y|, not at s^T y
# about: the guard of BFGS for SR1 too
import numpy as np


def quasi_newton_update(H, s, y, kind):
    if kind not in ("sr1", "dfp", "bfgs"):
        raise ValueError("kind")
    Hy, sy = H @ y, s @ y
    if sy <= 1e-12:
        return H
    if kind == "sr1":
        r = s - Hy
        return H + np.outer(r, r) / (r @ y)
    if kind == "dfp":
        return H + np.outer(s, s) / sy - np.outer(Hy, Hy) / (y @ Hy)
    P = np.eye(len(s)) - np.outer(s, y) / sy
    return P @ H @ P.T + np.outer(s, s) / sy
