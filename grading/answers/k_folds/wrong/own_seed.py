# check: test-k_folds
# hint: shuffle with rng
# about: a generator of its own
import numpy as np


def k_folds(n, k, rng):
    rng = np.random.default_rng(0)
    parts = np.array_split(rng.permutation(n), k)
    folds = []
    for i in range(k):
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append((train, parts[i]))
    return folds
