# check: test-cross_validate
# hint: the sum is divided by K; take K - 1
# says: the sum is divided by K; take K - 1.
# about: divides by K
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return scores.mean(), scores.std(ddof=0) / np.sqrt(len(scores))
