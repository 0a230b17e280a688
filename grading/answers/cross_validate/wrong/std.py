# check: test-cross_validate
# hint: this is the standard deviation; it is not divided by the root of K
# says: this is the standard deviation; it is not divided by the root of K.
# about: the standard deviation itself
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return scores.mean(), scores.std(ddof=1)
