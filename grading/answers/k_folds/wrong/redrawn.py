# check: test-k_folds
# hint: all validation indices
# about: draws a new validation set for each fold
import numpy as np


def k_folds(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    folds = []
    sizes = [len(p) for p in parts]
    for i in range(k):
        order = rng.permutation(n)
        folds.append((order[sizes[i] :], order[: sizes[i]]))
        continue
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append((train, parts[i]))
    return folds
