# check: test-mc_dropout
# hint: the scores are averaged before the softmax; average probabilities.
# says: the scores are averaged before the softmax; average probabilities.
# about: averages scores, and takes the softmax last
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    s = scores.mean(axis=0)
    m = np.exp(s - s.max(axis=1, keepdims=True))
    m = m / m.sum(axis=1, keepdims=True)
    return m, q.std(axis=0)
