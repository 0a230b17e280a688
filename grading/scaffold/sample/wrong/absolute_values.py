# check: test-FUNCTION
# hint: the sizes of the entries are added, not their squares.
# says: the sizes of the entries are added, not their squares.
# about: REPLACE(FUNCTION): adds the sizes of the entries
import numpy as np


def FUNCTION(x):
    return np.abs(x).sum(axis=1)
