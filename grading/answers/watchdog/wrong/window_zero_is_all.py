# check: test-watchdog-stop
# hint: a window of 0 means not to look for flat
# about: looks with a window of 0
import numpy as np


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    last = losses[-1]
    if np.isnan(last) or np.isinf(last):
        return "nan"
    if last > max_ratio * losses[0]:
        return "exploded"
    if len(losses) >= max(2, 2 * window):
        window = window or 1
        new = np.mean(losses[-window:])
        old = np.mean(losses[-2 * window : -window])
        if new > (1 - min_drop) * old:
            return "flat"
    return ""
