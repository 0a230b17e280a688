# check: test-selu_constants
# hint: only half of all inputs are negative
# says: only half of all inputs are negative: the mean of the 1 is not 1.
# about: 1 in place of 1/2
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (1 - moment(1))
    square = std**2 / 2 + alpha**2 * (moment(2) - 2 * moment(1) + 0.5)
    return std / np.sqrt(square), alpha
