# check: test-relu_forward
# hint: has shape (4,), but should have shape (2, 3)
# about: selects instead of zeroing
import numpy as np


def relu_forward(x):
    out = x[x > 0]
    return out, x
