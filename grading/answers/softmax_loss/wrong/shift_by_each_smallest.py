# check: test-softmax_loss-loss
# hint: nan or infinite
# about: the smallest score of each example
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.min(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
