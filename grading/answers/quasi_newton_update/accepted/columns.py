# about: columns and rows as matrices
import numpy as np


def quasi_newton_update(H, s, y, kind):
    if kind not in ("sr1", "dfp", "bfgs"):
        raise ValueError(f"{kind} is unknown")
    s, y = s.reshape(-1, 1), y.reshape(-1, 1)
    sy = (s.T @ y).item()
    r = s - H @ y
    ry = (r.T @ y).item()
    if kind == "sr1":
        return H + r @ r.T / ry if abs(ry) > 1e-12 else H
    if not sy > 1e-12:
        return H
    if kind == "dfp":
        return H - H @ y @ y.T @ H / (y.T @ H @ y) + s @ s.T / sy
    eye = np.identity(len(s))
    return (eye - s @ y.T / sy) @ H @ (eye - y @ s.T / sy) + s @ s.T / sy
