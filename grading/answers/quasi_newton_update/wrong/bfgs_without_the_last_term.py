# check: test-quasi_newton_update
# hint: the last term, with s s^T, is missing from bfgs.
# says: the last term, with s s^T, is missing from bfgs.
# about: leaves s s^T out of BFGS
import numpy as np


def quasi_newton_update(H, s, y, kind):
    Hy = H @ y
    if kind == "sr1":
        r = s - Hy
        if abs(r @ y) <= 1e-12:
            return H
        return H + np.outer(r, r) / (r @ y)
    if kind not in ("dfp", "bfgs"):
        raise ValueError("kind")
    sy = s @ y
    if sy <= 1e-12:
        return H
    if kind == "dfp":
        return H + np.outer(s, s) / sy - np.outer(Hy, Hy) / (y @ Hy)
    P = np.eye(len(s)) - np.outer(s, y) / sy
    return P @ H @ P.T
