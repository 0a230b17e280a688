# check: test-FUNCTION
# hint: the last column is left out.
# says: the last column is left out.
# about: REPLACE(FUNCTION): a slice that ends too early
import numpy as np


def FUNCTION(x):
    return (x[:, :-1] ** 2).sum(axis=1)
