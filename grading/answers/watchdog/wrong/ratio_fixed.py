# check: test-watchdog-stop
# hint: max_ratio is 4 here
# about: 3 written in
import numpy as np


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    last = losses[-1]
    if np.isnan(last) or np.isinf(last):
        return "nan"
    if last > 3 * losses[0]:
        return "exploded"
    if window > 0 and len(losses) >= 2 * window:
        new = np.mean(losses[-window:])
        old = np.mean(losses[-2 * window : -window])
        if new > (1 - min_drop) * old:
            return "flat"
    return ""
