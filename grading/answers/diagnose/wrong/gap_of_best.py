# check: test-diagnose-gap
# hint: only the last accuracies count
# about: best accuracies
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
    if max(train_accs) - max(val_accs) > 0.25:
        return "overfitting"
    if losses[n // 2] - last < 0.05 * (first - last):
        return "stalled"
    return "fine"
