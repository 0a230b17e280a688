# check: test-cross_validate
# hint: this is the sum of the scores
# says: this is the sum of the scores.
# about: the sum
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return scores.sum(), scores.std(ddof=1) / np.sqrt(len(scores))
