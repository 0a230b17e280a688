# about: the textbook's form with +g and a minus at the end
import numpy as np


def lbfgs_direction(gradient, pairs):
    q, k = gradient.copy(), len(pairs)
    rho = [1 / np.dot(y, s) for s, y in pairs]
    alpha = np.zeros(k)
    for i in range(k - 1, -1, -1):
        s, y = pairs[i]
        alpha[i] = rho[i] * np.dot(s, q)
        q -= alpha[i] * y
    gamma = 1.0 if k == 0 else np.dot(*pairs[-1]) / np.dot(pairs[-1][1], pairs[-1][1])
    z = gamma * q
    for i in range(k):
        s, y = pairs[i]
        z += s * (alpha[i] - rho[i] * np.dot(y, z))
    return -z
