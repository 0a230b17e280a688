# about: sum of losses and sum of weights; a list
import numpy as np


def smooth(losses, decay=0.9):
    above = below = 0.0
    result = []
    for loss in losses:
        above, below = decay * above + loss, decay * below + 1
        result.append(above / below)
    return result
