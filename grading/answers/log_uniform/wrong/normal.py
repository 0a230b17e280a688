# check: test-log_uniform
# hint: each decade gets a quarter
# about: a normal distribution between the ends
import numpy as np


def log_uniform(low, high, size, rng):
    return np.exp(
        np.clip(
            rng.normal((np.log(low) + np.log(high)) / 2, np.log(high / low) / 8, size),
            np.log(low),
            np.log(high),
        )
    )
