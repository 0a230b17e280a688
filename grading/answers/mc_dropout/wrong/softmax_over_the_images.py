# check: test-mc_dropout
# hint: the softmax goes over the images; it belongs to the classes of a row.
# says: the softmax goes over the images; it belongs to the classes of a row.
# about: the softmax goes over the images
import numpy as np


def mc_dropout(forward, X, samples):
    scores = np.array([forward(X) for _ in range(samples)])
    e = np.exp(scores - scores.max(axis=2, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    return q.mean(axis=0), q.std(axis=0)
