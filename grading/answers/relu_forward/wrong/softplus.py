# check: test-relu_forward
# hint: that is the softplus, a smooth relative
# says: that is the softplus, a smooth relative.
# about: log(1 + e^x)
import numpy as np


def relu_forward(x):
    out = np.log(1 + np.exp(x))
    return out, x
