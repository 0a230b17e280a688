# about: one by one, with math.erfc
import math

import numpy as np


def selu_constants(std):
    scale, alpha = np.empty_like(std), np.empty_like(std)
    for i, s in enumerate(std):
        one = math.exp(s**2 / 2) * math.erfc(s / math.sqrt(2)) / 2
        two = math.exp(2 * s**2) * math.erfc(2 * s / math.sqrt(2)) / 2
        alpha[i] = s / math.sqrt(2 * math.pi) / (0.5 - one)
        scale[i] = s / math.sqrt(s**2 / 2 + alpha[i] ** 2 * (two - 2 * one + 0.5))
    return scale, alpha
