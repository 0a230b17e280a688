# about: a loop over the flat array, in a list
import numpy as np


def numerical_gradient(f, x, h=1e-5):
    flat, slopes = x.flatten(), []
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += h
        down[i] -= h
        slopes.append((f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / h / 2)
    return np.array(slopes).reshape(x.shape)
