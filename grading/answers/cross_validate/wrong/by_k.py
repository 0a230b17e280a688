# check: test-cross_validate
# hint: it is divided by K instead of its root
# says: it is divided by K instead of its root.
# about: divided by K, not its root
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds])
    return scores.mean(), scores.std(ddof=1) / len(scores)
