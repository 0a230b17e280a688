# about: asks batch norm itself, with the zero vector and the unit vectors
import numpy as np

from cs231n_utils.layers import batchnorm_forward


def fold_batchnorm(w, b, gamma, beta, bn_param):
    param = dict(bn_param, mode="test")
    zero = np.zeros((1, len(w)))
    b_folded, _ = batchnorm_forward(zero @ w + b, gamma, beta, param)
    units, _ = batchnorm_forward(np.eye(len(w)) @ w + b, gamma, beta, param)
    return units - b_folded, b_folded[0]
