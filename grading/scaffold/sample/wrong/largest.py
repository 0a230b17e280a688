# check: test-FUNCTION
# hint: only the largest entry of each row counts.
# says: only the largest entry of each row counts.
# about: REPLACE(FUNCTION): the largest square
import numpy as np


def FUNCTION(x):
    return (x**2).max(axis=1)
