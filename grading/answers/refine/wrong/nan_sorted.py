# check: test-refine
# hint: leave out trials whose val_acc is nan
# about: sorts with nan in the list
import numpy as np


def refine(trials, space, keep):
    able = [t for t in trials]
    best = sorted(able, key=lambda t: -t["val_acc"])[:keep]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = (min(values) / 2, max(values) * 2)
    return new
