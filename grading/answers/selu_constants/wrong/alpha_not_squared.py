# check: test-selu_constants
# hint: alpha is not squared in the variance
# says: alpha is not squared in the variance.
# about: alpha in the variance
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (0.5 - moment(1))
    square = std**2 / 2 + alpha * (moment(2) - 2 * moment(1) + 0.5)
    return std / np.sqrt(square), alpha
