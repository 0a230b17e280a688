# check: test-softmax_loss-loss
# hint: that is the sum over the examples; take the mean
# says: that is the sum over the examples; take the mean.
# about: neither loss nor gradient is divided by N
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).sum()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    return loss, dx
