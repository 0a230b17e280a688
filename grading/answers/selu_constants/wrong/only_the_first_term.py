# check: test-selu_constants
# hint: the square of a difference has three terms
# says: the square of a difference has three terms.
# about: E[e^2x] alone
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (0.5 - moment(1))
    square = std**2 / 2 + alpha**2 * moment(2)
    return std / np.sqrt(square), alpha
