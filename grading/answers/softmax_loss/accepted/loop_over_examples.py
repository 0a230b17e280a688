# about: a loop, and the loss as a Python float
import numpy as np


def softmax_loss(x, y):
    N, C = x.shape
    loss, dx = 0.0, np.zeros((N, C))
    for i in range(N):
        s = x[i] - np.max(x[i])
        p = np.exp(s) / np.sum(np.exp(s))
        loss += -s[y[i]] + np.log(np.sum(np.exp(s)))
        for j in range(C):
            dx[i, j] = (p[j] - (j == y[i])) / N
    return float(loss / N), dx
