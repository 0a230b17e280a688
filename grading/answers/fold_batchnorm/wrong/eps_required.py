# check: test-fold_batchnorm
# hint: eps
# about: fails where bn_param holds no eps
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    eps = bn_param["eps"]
    mean, var = bn_param["running_mean"], bn_param["running_var"]
    scale = gamma / np.sqrt(var + eps)
    w_folded = w * scale
    b_folded = (b - mean) * scale + beta
    return w_folded, b_folded
