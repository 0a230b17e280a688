# check: test-squared_norm_gradients
# hint: the factor of dW is x, not W
# says: the factor of dW is x, not W.
# about: takes the wrong local derivative
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = dq[:, None] * W
    dx = W.T @ dq
    return loss, dW, dx
