# check: test-fold_batchnorm
# hint: w was not scaled
# says: w was not scaled.
# about: only the bias is folded
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean, var = bn_param["running_mean"], bn_param["running_var"]
    scale = gamma / np.sqrt(var + eps)
    w_folded = w.copy()
    b_folded = (b - mean) * scale + beta
    return w_folded, b_folded
