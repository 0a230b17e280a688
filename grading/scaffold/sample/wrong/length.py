# check: test-FUNCTION
# hint: this is the length, the root of what is asked for.
# says: this is the length, the root of what is asked for.
# about: REPLACE(FUNCTION): takes the root
import numpy as np


def FUNCTION(x):
    return np.linalg.norm(x, axis=1)
