# check: test-mc_dropout
# hint: this is the spread of the scores; take that of the probabilities.
# says: this is the spread of the scores; take that of the probabilities.
# about: the spread of the scores
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    return q.mean(axis=0), scores.std(axis=0)
