# check: test-relu_forward
# hint: has shape (), but should have shape (2, 3)
# about: the largest entry of all
import numpy as np


def relu_forward(x):
    out = max(0, x.max())
    return out, x
