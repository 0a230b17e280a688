# check: test-relu_forward
# hint: positive entries become 1; they should stay as they are
# says: positive entries become 1; they should stay as they are.
# about: a step function
import numpy as np


def relu_forward(x):
    out = (x > 0).astype(float)
    return out, x
