# about: probabilities as a Kronecker product
import numpy as np


def all_masks(D, p):
    probabilities = np.ones(1)
    for _ in range(D):
        probabilities = np.kron(probabilities, [1 - p, p])
    return np.indices([2] * D).reshape(D, -1).T.astype(float), probabilities
