# about: numpy arrays, ranges as lists
import numpy as np


def refine(trials, space, keep):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = sorted(able, key=lambda t: -t["val_acc"])[:keep]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = [np.min(values) * 0.5, np.max(values) + np.max(values)]
    return new
