# check: test-log_uniform
# hint: uniform, and not their logarithms
# about: uniform in the values
import numpy as np


def log_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)
