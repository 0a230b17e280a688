# check: test-squared_norm_gradients
# hint: the 2 of the square's derivative is missing in dx
# says: the 2 of the square's derivative is missing in dx.
# about: dx with q
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.outer(dq, x)
    dx = W.T @ q
    return loss, dW, dx
