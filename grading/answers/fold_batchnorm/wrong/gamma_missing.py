# check: test-fold_batchnorm
# hint: gamma is missing
# says: gamma is missing.
# about: the scale lacks gamma
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean, var = bn_param["running_mean"], bn_param["running_var"]
    scale = 1 / np.sqrt(var + eps)
    w_folded = w * scale
    b_folded = (b - mean) * scale + beta
    return w_folded, b_folded
