# check: test-smooth
# hint: every step is divided by the same number; the correction depends on t.
# says: every step is divided by the same number; the correction depends on t.
# about: no power
import numpy as np


def smooth(losses, decay=0.9):
    m, out = 0, []
    for t in range(1, len(losses) + 1):
        m = decay * m + (1 - decay) * losses[t - 1]
        out.append(m / (1 - decay))
    return np.array(out)
