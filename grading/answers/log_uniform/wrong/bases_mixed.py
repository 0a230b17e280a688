# check: test-log_uniform
# hint: undo the logarithm
# about: log10 undone with exp
import numpy as np


def log_uniform(low, high, size, rng):
    return np.exp(rng.uniform(np.log10(low), np.log10(high), size))
