# check: test-refine
# hint: low and high have changed places
# says: low and high have changed places.
# about: the ends exchanged
import numpy as np


def refine(trials, space, keep):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = sorted(able, key=lambda t: -t["val_acc"])[:keep]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = (max(values) * 2, min(values) / 2)
    return new
