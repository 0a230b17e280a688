# check: test-smooth
# hint: it is multiplied with the correction and not divided by it.
# says: it is multiplied with the correction and not divided by it.
# about: multiplies
import numpy as np


def smooth(losses, decay=0.9):
    m, out = 0, []
    for t in range(1, len(losses) + 1):
        m = decay * m + (1 - decay) * losses[t - 1]
        out.append(m * (1 - decay**t))
    return np.array(out)
