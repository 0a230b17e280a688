# check: test-cross_validate
# hint: with 5 folds
# about: the median
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return np.median(scores), scores.std(ddof=1) / np.sqrt(len(scores))
