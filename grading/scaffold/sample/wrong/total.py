# check: test-FUNCTION
# hint: has shape (), but should have shape (3,)
# about: REPLACE(FUNCTION): one number for all rows
import numpy as np


def FUNCTION(x):
    return (x**2).sum()
