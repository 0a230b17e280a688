# about: drawn as (fan_out, fan_in) and turned
import numpy as np


def init_weights(fan_in, fan_out, rule, rng):
    known = dict(
        zero=0, xavier=1 / fan_in, glorot=2 / (fan_in + fan_out), he=2 / fan_in
    )
    try:
        var = known[rule]
    except KeyError:
        if isinstance(rule, str):
            raise ValueError("unknown rule") from None
        var = rule**2
    return (rng.normal(size=(fan_out, fan_in)) * np.sqrt(var)).T
