# check: test-softmax_loss-loss
# hint: the loss is divided by the number of classes, not of examples
# says: the loss is divided by the number of classes, not of examples.
# about: C in place of N, in the gradient too
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).sum() / x.shape[1]
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= x.shape[1]
    return loss, dx
