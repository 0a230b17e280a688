# about: the other branch overflows, and is not taken
import numpy as np


def softplus_forward(x, beta=1.0):
    out = np.where(
        beta * x > 0,
        x + np.log(1 + np.exp(-beta * x)) / beta,
        np.log(1 + np.exp(beta * x)) / beta,
    )
    return out, beta * x
