# check: test-selu_constants
# hint: the sign is wrong
# says: the sign is wrong.
# about: the sign
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (moment(1) - 0.5)
    square = std**2 / 2 + alpha**2 * (moment(2) - 2 * moment(1) + 0.5)
    return std / np.sqrt(square), alpha
