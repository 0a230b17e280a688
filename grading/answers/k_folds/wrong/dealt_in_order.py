# check: test-k_folds
# hint: shuffle with rng
# about: deals in order, without shuffling
import numpy as np


def k_folds(n, k, rng):
    parts = [np.arange(n)[i::k] for i in range(k)]
    folds = []
    for i in range(k):
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append((train, parts[i]))
    return folds
