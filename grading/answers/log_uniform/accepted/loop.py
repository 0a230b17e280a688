# about: one number at a time, as a list
import numpy as np


def log_uniform(low, high, size, rng):
    return [2 ** rng.uniform(np.log2(low), np.log2(high)) for _ in range(size)]
