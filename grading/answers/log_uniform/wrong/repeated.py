# check: test-log_uniform
# hint: each decade gets a quarter
# about: one draw, repeated
import numpy as np


def log_uniform(low, high, size, rng):
    return np.full(size, np.exp(rng.uniform(np.log(low), np.log(high))))
