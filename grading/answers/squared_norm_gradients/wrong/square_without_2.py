# check: test-squared_norm_gradients
# hint: the 2 of the square's derivative is missing
# says: the 2 of the square's derivative is missing.
# about: dq is q
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = q
    dW = np.outer(dq, x)
    dx = W.T @ dq
    return loss, dW, dx
