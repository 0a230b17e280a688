# check: test-relu_forward
# hint: negative entries keep a small slope; here they should become 0
# says: negative entries keep a small slope; here they should become 0.
# about: a leaky ReLU
import numpy as np


def relu_forward(x):
    out = np.where(x > 0, x, 0.01 * x)
    return out, x
