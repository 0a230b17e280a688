# check: test-dropout_backward-test
# hint: after test mode no gradient comes back at all.
# says: after test mode no gradient comes back at all.
# about: no gradient after test mode
import numpy as np


def dropout_backward(dout, cache):
    if cache is None:
        return np.zeros_like(dout)
    return dout * cache
