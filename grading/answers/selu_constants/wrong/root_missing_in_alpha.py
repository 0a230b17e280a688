# check: test-selu_constants
# hint: the root of 2 pi is missing
# says: the root of 2 pi is missing.
# about: 2 pi without the root
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / (2 * np.pi) / (0.5 - moment(1))
    square = std**2 / 2 + alpha**2 * (moment(2) - 2 * moment(1) + 0.5)
    return std / np.sqrt(square), alpha
