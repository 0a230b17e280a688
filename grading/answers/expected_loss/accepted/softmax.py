# about: a softmax of equal scores
import numpy as np


def expected_loss(num_classes, weights, reg):
    p = np.exp(np.zeros(num_classes))
    p /= p.sum()
    flat = [np.vdot(w, w) for w in weights]
    return -np.log(p[0]) + 0.5 * reg * np.sum(flat)
