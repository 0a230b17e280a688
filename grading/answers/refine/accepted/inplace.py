# about: sorts the list that it is given, with nan as -1
import numpy as np


def refine(trials, space, keep):
    trials.sort(key=lambda t: -np.nan_to_num(t["val_acc"], nan=-1))
    able = [t for t in trials if t["val_acc"] == t["val_acc"]]
    best = sorted(able, key=lambda t: -t["val_acc"])[:keep]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = (min(values) / 2, max(values) * 2)
    return new
