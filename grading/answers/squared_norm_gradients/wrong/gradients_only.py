# check: test-squared_norm_gradients
# hint: should return (loss, dW, dx)
# about: the loss is not returned
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.outer(dq, x)
    dx = W.T @ dq
    return dW, dx
