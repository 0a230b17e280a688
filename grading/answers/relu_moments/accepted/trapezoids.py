# about: the integrals as sums over a fine grid
import numpy as np


def relu_moments(var):
    s = np.sqrt(var)
    t = np.linspace(0, 12, 200_001)
    density = np.exp(-(t**2) / 2) / np.sqrt(2 * np.pi)
    return s * _sum(t * density, t), s**2 * _sum(t**2 * density, t)


def _sum(values, t):
    # Simpson's rule
    h = t[1] - t[0]
    return (
        h
        / 3
        * (values[0] + 4 * values[1::2].sum() + 2 * values[2:-1:2].sum() + values[-1])
    )
