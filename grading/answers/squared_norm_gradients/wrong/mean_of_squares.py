# check: test-squared_norm_gradients
# hint: that is half of the loss: a sum of squares has no factor in front
# says: that is half of the loss: a sum of squares has no factor in front.
# about: a mean instead of a sum
import numpy as np


def squared_norm_gradients(W, x):
    q = W @ x
    loss = np.mean(q**2)
    dq = 2 * q
    dW = np.outer(dq, x)
    dx = W.T @ dq
    return loss, dW, dx
