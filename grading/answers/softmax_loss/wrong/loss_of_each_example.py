# check: test-softmax_loss-loss, test-softmax_loss-dx
# hint: loss of softmax_loss has shape (2,)
# about: the mean is forgotten
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max(axis=1, keepdims=True)
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(N), y])
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
