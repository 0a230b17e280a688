# check: test-mc_dropout
# hint: has shape (2,)
# about: the spread of the mean over the classes
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return q.mean(axis=0), q.mean(axis=0).std(axis=1)
