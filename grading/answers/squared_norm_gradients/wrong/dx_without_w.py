# check: test-squared_norm_gradients
# hint: dx lacks the weights
# says: dx lacks the weights.
# about: dx is dq
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.outer(dq, x)
    dx = +dq
    return loss, dW, dx
