# check: test-squared_norm_gradients
# hint: the factor of dW is x, not q
# says: the factor of dW is x, not q.
# about: outer product of dq with q
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.outer(dq, q)
    dx = W.T @ dq
    return loss, dW, dx
