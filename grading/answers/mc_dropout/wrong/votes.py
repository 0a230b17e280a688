# check: test-mc_dropout
# hint: these are votes for the winning class; average probabilities.
# says: these are votes for the winning class; average probabilities.
# about: counts which class wins
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=2, keepdims=True)
    votes = 1.0 * (q == q.max(axis=2, keepdims=True))
    return votes.mean(axis=0), votes.std(axis=0)
