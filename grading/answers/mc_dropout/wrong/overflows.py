# check: test-mc_dropout
# hint: nan or infinite
# about: exponentials of large scores
import numpy as np


def mc_dropout(forward, X, samples):
    e = np.exp([forward(X) for _ in range(samples)])
    q = e / e.sum(axis=2, keepdims=True)
    return q.mean(axis=0), q.std(axis=0)
