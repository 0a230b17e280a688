# about: D by hand, bias as a row
import numpy as np


def affine_forward(x, w, b):
    N = x.shape[0]
    D = int(np.prod(x.shape[1:]))
    return np.dot(np.reshape(x, (N, D)), w) + b[np.newaxis, :], (x, w)
