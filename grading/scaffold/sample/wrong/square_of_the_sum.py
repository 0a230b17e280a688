# check: test-FUNCTION
# hint: the sum is squared; square first, then add.
# says: the sum is squared; square first, then add.
# about: REPLACE(FUNCTION): adds first and squares then
import numpy as np


def FUNCTION(x):
    return x.sum(axis=1) ** 2
