# about: an array
import numpy as np


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    a = np.asarray(losses, dtype=float)
    reason = ""
    if window and a.size >= 2 * window:
        old, new = a[-2 * window :].reshape(2, window).sum(axis=1)
        reason = "flat" if new > old - min_drop * old else ""
    if a[-1] > max_ratio * a[0]:
        reason = "exploded"
    if a[-1] - a[-1] != 0:
        reason = "nan"
    return reason
