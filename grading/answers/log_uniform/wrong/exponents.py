# check: test-log_uniform
# hint: low and high are the range itself
# about: takes low and high as exponents
import numpy as np


def log_uniform(low, high, size, rng):
    return 10 ** rng.uniform(low, high, size)
