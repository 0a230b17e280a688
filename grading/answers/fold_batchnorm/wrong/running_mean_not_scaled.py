# check: test-fold_batchnorm
# hint: the running mean was not scaled
# says: the running mean was not scaled.
# about: the mean is subtracted last
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean, var = bn_param["running_mean"], bn_param["running_var"]
    scale = gamma / np.sqrt(var + eps)
    w_folded = w * scale
    b_folded = b * scale - mean + beta
    return w_folded, b_folded
