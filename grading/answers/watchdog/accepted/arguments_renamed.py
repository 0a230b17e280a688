# about: other names of arguments
import numpy as np


def watchdog(history, limit=3.0, window=0, eps=1e-3):
    last = history[-1]
    if np.isnan(last) or np.isinf(last):
        return "nan"
    if last > limit * history[0]:
        return "exploded"
    if window > 0 and len(history) >= 2 * window:
        new = np.mean(history[-window:])
        old = np.mean(history[-2 * window : -window])
        if new > (1 - eps) * old:
            return "flat"
    return ""
