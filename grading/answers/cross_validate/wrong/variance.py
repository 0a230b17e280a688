# check: test-cross_validate
# hint: this is the variance over the root; take the standard deviation
# says: this is the variance over the root; take the standard deviation.
# about: the variance
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return scores.mean(), scores.var(ddof=1) / np.sqrt(len(scores))
