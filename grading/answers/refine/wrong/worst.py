# check: test-refine
# hint: range of lr of refine
# about: keeps the worst
import numpy as np


def refine(trials, space, keep):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = sorted(able, key=lambda t: t["val_acc"])[:keep]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = (min(values) / 2, max(values) * 2)
    return new
