# check: test-selu_constants
# hint: in the moments of exp the exponent lacks std
# says: in the moments of exp the exponent lacks std.
# about: std is missing in the exponent
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (0.5 - moment(1))
    square = std**2 / 2 + alpha**2 * (moment(2) - 2 * moment(1) + 0.5)
    return std / np.sqrt(square), alpha
