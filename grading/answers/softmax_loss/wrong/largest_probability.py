# check: test-softmax_loss-loss, test-softmax_loss-dx
# hint: the class with the largest score counts; it should be the right one, y
# says: the class with the largest score counts; it should be the right one, y.
# about: max in place of y
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p.max(axis=1)).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
