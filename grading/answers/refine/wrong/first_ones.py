# check: test-refine
# hint: the first trials are taken, not the best
# says: the first trials are taken, not the best.
# about: does not sort
import numpy as np


def refine(trials, space, keep):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = able[:keep]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = (min(values) / 2, max(values) * 2)
    return new
