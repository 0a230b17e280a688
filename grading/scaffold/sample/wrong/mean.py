# check: test-FUNCTION
# hint: this is the mean of the squares; take their sum.
# says: this is the mean of the squares; take their sum.
# about: REPLACE(FUNCTION): divides by D
import numpy as np


def FUNCTION(x):
    return (x**2).mean(axis=1)
