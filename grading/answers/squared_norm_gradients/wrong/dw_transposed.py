# check: test-squared_norm_gradients
# hint: that is dW with rows and columns exchanged
# says: that is dW with rows and columns exchanged.
# about: outer product the wrong way round
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.outer(x, dq)
    dx = W.T @ dq
    return loss, dW, dx
