# check: test-log_uniform
# hint: undo the logarithm
# about: returns the logarithms
import numpy as np


def log_uniform(low, high, size, rng):
    return rng.uniform(np.log(low), np.log(high), size)
