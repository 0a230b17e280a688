# about: a loop over the columns of copies
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    mean, var = bn_param["running_mean"], bn_param["running_var"]
    w, b = w.copy(), b.copy()
    for j in range(w.shape[1]):
        k = gamma[j] / np.sqrt(var[j] + bn_param.get("eps", 1e-5))
        w[:, j] *= k
        b[j] = k * b[j] - k * mean[j] + beta[j]
    return w, b
