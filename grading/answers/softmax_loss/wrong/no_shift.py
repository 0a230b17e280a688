# check: test-softmax_loss-loss
# hint: shifted by 1000 holds 1 entries that are nan
# about: exp overflows for large scores
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
