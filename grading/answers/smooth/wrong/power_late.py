# check: test-smooth
# hint: the correction is one step late: the first loss has t = 1.
# says: the correction is one step late: the first loss has t = 1.
# about: t + 1
import numpy as np


def smooth(losses, decay=0.9):
    m, out = 0, []
    for t in range(1, len(losses) + 1):
        m = decay * m + (1 - decay) * losses[t - 1]
        out.append(m / (1 - decay ** (t + 1)))
    return np.array(out)
