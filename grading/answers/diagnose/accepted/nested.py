# about: nested conditions
import numpy as np


def diagnose(losses, train_accs, val_accs):
    first, last, n = losses[0], losses[-1], len(losses)
    if np.isnan(last) or np.isinf(last) or last / first > 3:
        return "diverged"
    if last / first > 0.95:
        return "flat"
    if losses[n // 4] / first > 0.95:
        return "late start"
    gap = train_accs[-1] - val_accs[-1]
    if gap > 0.25:
        return "overfitting"
    share = (losses[n // 2] - last) / (first - last)
    return "stalled" if share < 0.05 else "fine"
