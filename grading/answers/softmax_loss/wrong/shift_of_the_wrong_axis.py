# check: test-softmax_loss-loss, test-softmax_loss-dx
# hint: the largest score of each class is subtracted; take that of each example
# says: the largest score of each class is subtracted; take that of each example.
# about: axis=0
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=0, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
