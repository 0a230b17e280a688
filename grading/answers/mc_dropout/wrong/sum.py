# check: test-mc_dropout
# hint: this is the sum over the calls; their mean is asked for.
# says: this is the sum over the calls; their mean is asked for.
# about: adds up and does not divide
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return q.sum(axis=0), q.std(axis=0)
