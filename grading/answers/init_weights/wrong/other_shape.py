# check: test-init_weights-scale, test-init_weights-rng
# hint: has shape (600, 200)
# about: shape (fan_out, fan_in)
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    if rule == "zero":
        return np.zeros((fan_out, fan_in))
    elif rule == "xavier":
        std = np.sqrt(1.0 / fan_in)
    elif rule == "glorot":
        std = np.sqrt(2.0 / (fan_in + fan_out))
    elif rule == "he":
        std = np.sqrt(2.0 / fan_in)
    elif isinstance(rule, str):
        raise ValueError(f"unknown rule {rule}")
    else:
        std = rule
    return rng.normal(0, std, (fan_out, fan_in))
