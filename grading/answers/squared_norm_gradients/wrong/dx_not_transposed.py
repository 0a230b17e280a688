# check: test-squared_norm_gradients
# hint: W must be transposed on the way back
# says: W must be transposed on the way back.
# about: W dq
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.outer(dq, x)
    dx = W @ dq
    return loss, dW, dx
