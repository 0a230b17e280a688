# about: plain Python
import math


def watchdog(losses, max_ratio=3.0, window=0, min_drop=1e-3):
    first, last, n = losses[0], losses[-1], len(losses)
    if not math.isfinite(last):
        return "nan"
    if last / first > max_ratio:
        return "exploded"
    if not window or n < 2 * window:
        return ""
    new = sum(losses[n - window :]) / window
    old = sum(losses[n - 2 * window : n - window]) / window
    return "flat" if 1 - new / old < min_drop else ""
