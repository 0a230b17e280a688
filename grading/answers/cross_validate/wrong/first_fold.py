# check: test-cross_validate
# hint: once for each fold
# about: one fold twice and so on
import numpy as np


def cross_validate(score, folds):
    scores = np.array([score(train, val) for train, val in folds[1:]])
    return scores.mean(), scores.std(ddof=1) / np.sqrt(len(scores))
