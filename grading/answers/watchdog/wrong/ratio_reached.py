# check: test-watchdog-stop
# hint: 6 is 3 times 2, and not more
# about: >= in place of >
import numpy as np


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    if not np.isfinite(losses[-1]):
        return "nan"
    if losses[-1] >= max_ratio * losses[0]:
        return "exploded"
    if window and len(losses) >= 2 * window:
        older = np.mean(losses[-2 * window : -window])
        newer = np.mean(losses[-window:])
        if newer > (1 - min_drop) * older:
            return "flat"
    return ""
