# about: deals like cards, with setdiff1d
import numpy as np


def k_folds(n, k, rng):
    order = rng.permutation(n)
    parts = [order[i::k] for i in range(k)]
    folds = []
    for i in range(k):
        train = np.setdiff1d(np.arange(n), parts[i])
        folds.append((train, parts[i]))
    return folds
