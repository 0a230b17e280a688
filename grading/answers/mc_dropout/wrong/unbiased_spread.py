# check: test-mc_dropout
# hint: the spread divides by one less than the number of samples.
# says: the spread divides by one less than the number of samples.
# about: divides by samples - 1
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return q.mean(axis=0), q.std(axis=0, ddof=1)
