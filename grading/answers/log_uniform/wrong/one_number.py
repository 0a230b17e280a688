# check: test-log_uniform
# hint: should have shape
# about: ignores size
import numpy as np


def log_uniform(low, high, size, rng):
    return np.exp(rng.uniform(np.log(low), np.log(high)))
