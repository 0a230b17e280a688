# check: test-cross_validate
# hint: once for each fold
# about: calls score twice a fold
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    [score(train, val) for train, val in folds]
    return scores.mean(), scores.std(ddof=1) / np.sqrt(len(scores))
