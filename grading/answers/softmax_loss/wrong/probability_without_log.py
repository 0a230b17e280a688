# check: test-softmax_loss-loss, test-softmax_loss-dx
# hint: that is 1 less the probability; the loss is minus its logarithm
# says: that is 1 less the probability; the loss is minus its logarithm.
# about: no logarithm
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = (1 - p[np.arange(N), y]).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
