# check: test-selu_constants
# hint: these are the scales
# says: these are the scales: the order is scale, then alpha.
# about: alpha first
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (0.5 - moment(1))
    square = std**2 / 2 + alpha**2 * (moment(2) - 2 * moment(1) + 0.5)
    return alpha, std / np.sqrt(square)
