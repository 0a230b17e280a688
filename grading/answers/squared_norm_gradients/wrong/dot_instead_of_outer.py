# check: test-squared_norm_gradients
# hint: has shape (), but should have shape (2, 2)
# about: a number instead of a matrix
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.dot(dq, x)
    dx = W.T @ dq
    return loss, dW, dx
