# check: test-selu_constants
# hint: the output has standard deviation 1
# says: the output has standard deviation 1, whatever std is.
# about: variance 1
import numpy as np
from scipy.special import ndtr


def selu_constants(std):
    def moment(k):
        return np.exp(k**2 * std**2 / 2) * ndtr(-k * std)

    alpha = std / np.sqrt(2 * np.pi) / (0.5 - moment(1))
    square = std**2 / 2 + alpha**2 * (moment(2) - 2 * moment(1) + 0.5)
    return 1 / np.sqrt(square), alpha
