# about: REPLACE(FUNCTION): the diagonal of all products of rows
import numpy as np


def FUNCTION(x):
    return np.diag(x @ x.T)
