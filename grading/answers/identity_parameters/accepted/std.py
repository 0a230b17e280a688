# about: from np.std, as a list
import numpy as np


def identity_parameters(x, eps=1e-5):
    return [np.sqrt(np.std(x, axis=0) ** 2 + eps), np.mean(x, axis=0)]
