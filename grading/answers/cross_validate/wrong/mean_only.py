# check: test-cross_validate
# hint: should return (mean, error)
# about: the mean alone
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return scores.mean()
