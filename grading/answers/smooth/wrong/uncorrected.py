# check: test-smooth
# hint: the correction is missing: the average still remembers its start at zero.
# says: the correction is missing: the average still remembers its start at zero.
# about: no correction
import numpy as np


def smooth(losses, decay=0.9):
    m, out = 0, []
    for t in range(1, len(losses) + 1):
        m = decay * m + (1 - decay) * losses[t - 1]
        out.append(m)
    return np.array(out)
