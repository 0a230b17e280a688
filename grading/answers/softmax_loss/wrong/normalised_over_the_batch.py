# check: test-softmax_loss-loss, test-softmax_loss-dx
# hint: the probabilities add up to 1 over the batch; they should over the classes
# says: the probabilities add up to 1 over the batch; they should over the classes.
# about: sum over axis 0
import numpy as np


def softmax_loss(x, y):
    N = x.shape[0]
    shifted = x - x.max()
    exps = np.exp(shifted)
    p = exps / exps.sum(axis=0, keepdims=True)
    loss = -np.log(p[np.arange(N), y]).mean()
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx
