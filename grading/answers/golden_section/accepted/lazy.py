# about: no value of f more than it needs
import numpy as np


def golden_section(f, low, high, steps):
    phi = (1 + np.sqrt(5)) / 2
    length = high - low
    a, b = low + length / phi**2, low + length / phi
    fa = fb = None
    for _ in range(steps):
        fa = f(a) if fa is None else fa
        fb = f(b) if fb is None else fb
        length /= phi
        if fa < fb:
            b, fb, fa = a, fa, None
            a = low + length / phi**2
        else:
            low, a, fa, fb = a, b, fb, None
            b = low + length / phi
    return low + length / 2
