# check: test-squared_norm_gradients
# hint: the entries of q are added without being squared
# says: the entries of q are added without being squared.
# about: sum of q
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q)
    dq = 2 * q
    dW = np.outer(dq, x)
    dx = W.T @ dq
    return loss, dW, dx
