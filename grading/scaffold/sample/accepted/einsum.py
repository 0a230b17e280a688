# about: REPLACE(FUNCTION): one einsum
import numpy as np


def FUNCTION(x):
    return np.einsum("nd,nd->n", x, x)
