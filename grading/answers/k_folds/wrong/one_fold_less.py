# check: test-k_folds
# hint: train holds all that val does not
# about: trains on all folds but two
import numpy as np


def k_folds(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    folds = []
    for i in range(k):
        train = np.concatenate(
            [parts[j] for j in range(k) if j not in (i, (i + 1) % k)] + [parts[i][:0]]
        )
        folds.append((train, parts[i]))
    return folds
