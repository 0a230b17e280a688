# check: test-fold_batchnorm
# hint: b itself was forgotten
# says: b itself was forgotten.
# about: the bias of the affine layer is lost
import numpy as np


def fold_batchnorm(w, b, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    mean, var = bn_param["running_mean"], bn_param["running_var"]
    scale = gamma / np.sqrt(var + eps)
    w_folded = w * scale
    b_folded = (-mean) * scale + beta
    return w_folded, b_folded
