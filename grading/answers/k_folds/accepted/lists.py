# about: a shuffled range, as lists
import numpy as np


def k_folds(n, k, rng):
    order = np.arange(n)
    rng.shuffle(order)
    parts = np.array_split(order, k)
    folds = []
    for i in range(k):
        train = np.concatenate([parts[j] for j in range(k) if j != i])
        folds.append([list(train), list(parts[i])])
    return folds
