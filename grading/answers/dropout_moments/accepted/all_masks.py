# about: lists all masks
import itertools

import numpy as np


def dropout_moments(x, w, p):
    D = x.shape[1]
    mean, square = 0, 0
    for mask in itertools.product([0, 1], repeat=D):
        kept = sum(mask)
        probability = p**kept * (1 - p) ** (D - kept)
        value = (x * mask / p) @ w
        mean = mean + probability * value
    for mask in itertools.product([0, 1], repeat=D):
        kept = sum(mask)
        probability = p**kept * (1 - p) ** (D - kept)
        square = square + probability * ((x * mask / p) @ w - mean) ** 2
    return mean, square
