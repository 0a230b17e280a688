# check: test-log_uniform
# hint: take all random numbers from rng
# about: draws from numpy's global generator
import numpy as np


def log_uniform(low, high, size, rng):
    return np.exp(np.random.uniform(np.log(low), np.log(high), size))
