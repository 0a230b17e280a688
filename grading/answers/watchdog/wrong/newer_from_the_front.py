# check: test-watchdog-flat
# hint: only the last two windows count
# about: the last losses are counted from the front
import numpy as np


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    if not np.isfinite(losses[-1]):
        return "nan"
    if losses[-1] > max_ratio * losses[0]:
        return "exploded"
    if window and len(losses) >= 2 * window:
        older = np.mean(losses[-2 * window : -window])
        newer = np.mean(losses[window:])
        if newer > (1 - min_drop) * older:
            return "flat"
    return ""
