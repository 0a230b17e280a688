# check: test-cross_validate
# hint: it is divided by the root of K - 1
# says: it is divided by the root of K - 1.
# about: divided by the root of K - 1 as well
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return scores.mean(), scores.std(ddof=1) / np.sqrt(len(scores) - 1)
