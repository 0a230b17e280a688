# check: test-cross_validate
# hint: score(train, val)
# about: score(val, train)
import numpy as np


def cross_validate(score, folds):
    scores = np.array(
        [score(val, np.concatenate([val, train])[:3]) for train, val in folds]
    )
    return scores.mean(), scores.std(ddof=1) / np.sqrt(len(scores))
