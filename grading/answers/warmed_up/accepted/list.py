# about: a list of all factors of the warm-up
import numpy as np


def warmed_up(t, warmup, schedule):
    factors = np.linspace(1 / warmup, 1, warmup) if warmup else []
    return float(factors[t]) if t < len(factors) else schedule(t - len(factors))
