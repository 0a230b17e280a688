# check: test-selu_constants
# hint: the mean of a square is not the square of a mean
# says: the mean of a square is not the square of a mean.
# about: E[e^x]^2 in place of E[e^2x]
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (0.5 - moment(1))
    square = std**2 / 2 + alpha**2 * (moment(1) ** 2 - 2 * moment(1) + 0.5)
    return std / np.sqrt(square), alpha
