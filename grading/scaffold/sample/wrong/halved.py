# check: test-FUNCTION
# hint: this is half of the squared length.
# says: this is half of the squared length.
# about: REPLACE(FUNCTION): half of it, as in a penalty on weights
import numpy as np


def FUNCTION(x):
    return 0.5 * (x**2).sum(axis=1)
