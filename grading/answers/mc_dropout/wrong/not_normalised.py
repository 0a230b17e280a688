# check: test-mc_dropout
# hint: the exponentials are not divided by their sum.
# says: the exponentials are not divided by their sum.
# about: the exponentials are not divided by their sum
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return e.mean(axis=0), e.std(axis=0)
