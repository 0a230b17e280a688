# check: test-log_uniform
# hint: each decade gets a quarter
# about: whole exponents only
import numpy as np


def log_uniform(low, high, size, rng):
    return 10.0 ** rng.integers(round(np.log10(low)), round(np.log10(high)) + 1, size)
