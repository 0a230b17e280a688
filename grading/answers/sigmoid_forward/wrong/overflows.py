# check: test-sigmoid_forward
# hint: nan or infinite
# about: exp(x) / (1 + exp(x)): infinity over infinity
import numpy as np


def sigmoid_forward(x):
    out = np.exp(x) / (1 + np.exp(x))
    return out, out
