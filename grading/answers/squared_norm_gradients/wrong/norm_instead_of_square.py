# check: test-squared_norm_gradients
# hint: that is the norm; the loss is its square
# says: that is the norm; the loss is its square.
# about: the root is taken
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sqrt(np.sum(q**2))
    dq = 2 * q
    dW = np.outer(dq, x)
    dx = W.T @ dq
    return loss, dW, dx
