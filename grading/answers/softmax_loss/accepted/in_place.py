# about: subtracts the largest score from x itself, returns a list
import numpy as np


def softmax_loss(x, y):
    x -= x.max(axis=1).reshape(-1, 1)
    p = np.exp(x)
    p /= p.sum(axis=1).reshape(-1, 1)
    rows = range(len(y))
    loss = np.sum(-np.log(p[rows, y])) / len(y)
    p[rows, y] = p[rows, y] - 1
    return [loss, p / len(y)]
