# check: test-watchdog-flat
# hint: 9.5 is above (1 - min_drop) times 10
# about: min_drop is not used
import numpy as np


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    last = losses[-1]
    if np.isnan(last) or np.isinf(last):
        return "nan"
    if last > max_ratio * losses[0]:
        return "exploded"
    if window > 0 and len(losses) >= 2 * window:
        new = np.mean(losses[-window:])
        old = np.mean(losses[-2 * window : -window])
        if new > 0.999 * old:
            return "flat"
    return ""
