# check: test-softmax_loss-loss
# hint: the logarithm is to base 10; take the natural one
# says: the logarithm is to base 10; take the natural one.
# about: np.log10
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log10(p[np.arange(N), y]).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N * np.log(10)
    return loss, dx
