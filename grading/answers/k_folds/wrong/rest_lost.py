# check: test-k_folds
# hint: every example validates once
# about: loses what does not divide
import numpy as np


def k_folds(n, k, rng):
    parts = rng.permutation(n)[: n // k * k].reshape(k, -1)
    folds = []
    for i in range(k):
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append((train, parts[i]))
    return folds
