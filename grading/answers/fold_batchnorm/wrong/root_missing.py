# check: test-fold_batchnorm
# hint: the square root is missing
# says: the square root is missing.
# about: divided by the variance
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean, var = bn_param["running_mean"], bn_param["running_var"]
    scale = gamma / (var + eps)
    w_folded = w * scale
    b_folded = (b - mean) * scale + beta
    return w_folded, b_folded
