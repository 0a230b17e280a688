# check: test-squared_norm_gradients
# hint: has shape (2, 2, 2), but should have shape (2, 2)
# about: the Jacobian, weighted but not summed
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.sum(q**2)
    dq = 2 * q
    dW = np.einsum("k,ki,j->kij", dq, np.eye(len(q)), x)
    dx = W.T @ dq
    return loss, dW, dx
