# check: test-diagnose-loss, test-diagnose-gap
# hint: should be one of
# about: other spelling
import numpy as np


def diagnose(losses, train_accs, val_accs):
    n = len(losses)
    first, last = losses[0], losses[-1]
    if not np.isfinite(last) or last > 3 * first:
        return "diverged"
    if last > 0.95 * first:
        return "flat"
    if losses[n // 4] > 0.95 * first:
        return "late start"
    if train_accs[-1] - val_accs[-1] > 0.25:
        return "overfitting"
    if losses[n // 2] - last < 0.05 * (first - last):
        return "stalled"
    return "Fine"
