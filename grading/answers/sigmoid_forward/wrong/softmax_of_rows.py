# check: test-sigmoid_forward, test-sigmoid_backward
# hint: the outputs of a row add up to 1
# says: the outputs of a row add up to 1, but each number has a sigmoid of its own.
# about: softmax of each row
import numpy as np


def sigmoid_forward(x):
    out = np.exp(x - x.max(-1, keepdims=True)) / np.exp(
        x - x.max(-1, keepdims=True)
    ).sum(-1, keepdims=True)
    return out, out
