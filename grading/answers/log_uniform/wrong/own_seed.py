# check: test-log_uniform
# hint: draw from rng
# about: draws from a generator of its own
import numpy as np


def log_uniform(low, high, size, rng):
    rng = np.random.default_rng(0)
    return np.exp(rng.uniform(np.log(low), np.log(high), size))
