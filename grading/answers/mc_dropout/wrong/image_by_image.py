# check: test-mc_dropout
# hint: number of calls
# about: gives the images one by one
import numpy as np


def mc_dropout(forward, X, samples):
    q = []
    for _ in range(samples):
        scores = np.array([forward(X[i : i + 1])[0] for i in range(len(X))])
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        q.append(e / e.sum(axis=1, keepdims=True))
    return np.mean(q, axis=0), np.std(q, axis=0)
