# check: test-relu_forward
# hint: what is above 6 is cut off
# says: what is above 6 is cut off.
# about: ReLU6
import numpy as np


def relu_forward(x):
    out = np.clip(x, 0, 6)
    return out, x
