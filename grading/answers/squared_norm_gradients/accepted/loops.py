# about: three loops over the indices
import numpy as np


def squared_norm_gradients(W, x):
    K, D = W.shape
    loss, dW, dx = 0.0, np.zeros((K, D)), np.zeros(D)
    for k in range(K):
        q = sum(W[k, i] * x[i] for i in range(D))
        loss += q**2
        for i in range(D):
            dW[k, i] = 2 * q * x[i]
            dx[i] += 2 * q * W[k, i]
    return loss, dW, dx
