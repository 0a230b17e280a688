# check: test-refine
# hint: leave out trials whose val_acc is nan
# about: argsort, which puts nan last, and takes the end
import numpy as np


def refine(trials, space, keep):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    order = np.argsort([t["val_acc"] for t in trials])[::-1]
    best = [trials[i] for i in order[:keep]]
    new = {}
    for name in space:
        values = [t[name] for t in best]
        new[name] = (min(values) / 2, max(values) * 2)
    return new
