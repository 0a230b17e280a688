# check: test-mc_dropout
# hint: the spread is the variance; take its root.
# says: the spread is the variance; take its root.
# about: the variance in place of the spread
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return q.mean(axis=0), q.var(axis=0)
