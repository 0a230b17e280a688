# check: test-refine
# hint: the range is not widened
# says: the range is not widened.
# about: not widened
import numpy as np


def refine(trials, space, keep):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = sorted(able, key=lambda t: -t["val_acc"])[:keep]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = (min(values), max(values))
    return new
