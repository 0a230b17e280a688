# about: sums by hand
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    m = sum(scores) / len(scores)
    K = len(scores)
    return m, (sum((s - m) ** 2 for s in scores) / (K * (K - 1))) ** 0.5
