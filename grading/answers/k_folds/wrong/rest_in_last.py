# check: test-k_folds
# hint: sizes differ by at most one
# about: the rest goes into the last fold
import numpy as np


def k_folds(n, k, rng):
    order = rng.permutation(n)
    m = n // k
    parts = [order[i * m : (i + 1) * m] for i in range(k - 1)] + [order[(k - 1) * m :]]
    folds = []
    for i in range(k):
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append((train, parts[i]))
    return folds
