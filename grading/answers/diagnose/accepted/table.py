# about: a table of rules
import numpy as np


def diagnose(losses, train_accs, val_accs):
    a = np.asarray(losses, dtype=float)
    first, quarter, half, last = a[0], a[len(a) // 4], a[len(a) // 2], a[-1]
    rules = {
        "diverged": not last <= 3 * first,
        "flat": last > 0.95 * first,
        "late start": quarter > 0.95 * first,
        "overfitting": train_accs[-1] > val_accs[-1] + 0.25,
        "stalled": (half - last) / (first - last or 1) < 0.05,
        "fine": True,
    }
    return next(name for name, holds in rules.items() if holds)
