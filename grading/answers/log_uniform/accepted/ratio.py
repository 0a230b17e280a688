# about: low times a random power of the ratio
import numpy as np


def log_uniform(low, high, size, rng):
    return low * (high / low) ** rng.random(size)
