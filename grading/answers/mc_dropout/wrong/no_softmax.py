# check: test-mc_dropout
# hint: these are scores; the softmax is missing.
# says: these are scores; the softmax is missing.
# about: averages the scores
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return scores.mean(axis=0), scores.std(axis=0)
