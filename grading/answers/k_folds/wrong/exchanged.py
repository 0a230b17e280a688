# check: test-k_folds
# hint: the pairs are (train, val), in this order
# says: the pairs are (train, val), in this order.
# about: (val, train)
import numpy as np


def k_folds(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    folds = []
    for i in range(k):
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append((parts[i], train))
    return folds
