# about: a column of ones; another cache, with its backward
import numpy as np


def affine_forward(x, w, b):
    ones = np.hstack([x.reshape(len(x), -1), np.ones((len(x), 1))])
    full = np.vstack([w, b])
    return ones @ full, {"ones": ones, "full": full, "shape": x.shape}


def affine_backward(dout, cache):
    dfull = cache["ones"].T @ dout
    dx = dout @ cache["full"][:-1].T
    return dx.reshape(cache["shape"]), dfull[:-1], dfull[-1]
