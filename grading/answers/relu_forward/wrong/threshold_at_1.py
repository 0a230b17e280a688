# check: test-relu_forward
# hint: the threshold is 1 instead of 0
# says: the threshold is 1 instead of 0.
# about: x > 1
import numpy as np


def relu_forward(x):
    out = x * (x > 1)
    return out, x
