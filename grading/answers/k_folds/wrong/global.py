# check: test-k_folds
# hint: take all random numbers from rng
# about: numpy's global generator
import numpy as np


def k_folds(n, k, rng):
    parts = np.array_split(np.random.permutation(n), k)
    folds = []
    for i in range(k):
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append((train, parts[i]))
    return folds
