# check: test-k_folds
# hint: train holds all that val does not
# about: trains on all examples
import numpy as np


def k_folds(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    folds = []
    for i in range(k):
        train = np.concatenate(parts)
        folds.append((train, parts[i]))
    return folds
