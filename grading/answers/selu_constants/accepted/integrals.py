# about: by numerical integration
import numpy as np


def selu_constants(std):
    pairs = [constants(s) for s in std]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])


def constants(s):
    x = np.linspace(0, 12 * s, 200_001)
    density = np.exp(-((x / s) ** 2) / 2) / (s * np.sqrt(2 * np.pi))

    def integral(values):
        return np.trapezoid(values * density, x)

    low = np.expm1(-x)
    alpha = -integral(x) / integral(low)
    return s / np.sqrt(integral(x**2) + alpha**2 * integral(low**2)), alpha
