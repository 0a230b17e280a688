# check: test-watchdog-stop
# hint: more than 3 times the first loss
# about: 3 more than the first; 6.1 is above 5 but 5.9 too
import numpy as np


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    last = losses[-1]
    if np.isnan(last) or np.isinf(last):
        return "nan"
    if last > max_ratio + losses[0] + 2:
        return "exploded"
    if window > 0 and len(losses) >= 2 * window:
        new = np.mean(losses[-window:])
        old = np.mean(losses[-2 * window : -window])
        if new > (1 - min_drop) * old:
            return "flat"
    return ""
