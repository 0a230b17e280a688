# check: test-FUNCTION
# hint: the entries are added, not their squares.
# says: the entries are added, not their squares.
# about: REPLACE(FUNCTION): adds the entries
import numpy as np


def FUNCTION(x):
    return x.sum(axis=1)
