# check: test-mc_dropout
# hint: this is the error of the mean; it shrinks with the number of samples, the spread does not.
# says: this is the error of the mean; it shrinks with the number of samples, the spread does not.
# about: the standard error of the mean
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return q.mean(axis=0), q.std(axis=0) / np.sqrt(samples)
