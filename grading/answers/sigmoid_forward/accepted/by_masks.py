# about: two formulas, each on its own entries
import numpy as np


def sigmoid_forward(x):
    out = np.empty_like(x)
    positive = x > 0
    out[positive] = 1 / (1 + np.exp(-x[positive]))
    small = np.exp(x[~positive])
    out[~positive] = small / (1 + small)
    return out, out
