# check: test-FUNCTION
# hint: the squares are added along the columns, not along the rows.
# says: the squares are added along the columns, not along the rows.
# about: REPLACE(FUNCTION): sums over the wrong axis
import numpy as np


def FUNCTION(x):
    return (x**2).sum(axis=0)
