# check: test-softmax_loss-dx
# hint: the probabilities, less 1
# about: stops at dL/dp
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    dx = np.zeros_like(p)
    dx[np.arange(N), y] = -1 / p[np.arange(N), y]
    dx /= N
    return loss, dx
