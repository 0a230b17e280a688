# check: test-FUNCTION
# hint: has shape (3, 1), but should have shape (3,)
# about: REPLACE(FUNCTION): a column in place of a row
import numpy as np


def FUNCTION(x):
    return (x**2).sum(axis=1, keepdims=True)
