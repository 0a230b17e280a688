# about: REPLACE(FUNCTION): a loop over rows that returns a list
import numpy as np


def FUNCTION(x):
    return [row @ row for row in x]
