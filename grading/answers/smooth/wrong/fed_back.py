# check: test-smooth
# hint: the corrected value goes into the next average; keep the uncorrected one.
# says: the corrected value goes into the next average; keep the uncorrected one.
# about: feeds the corrected value back
import numpy as np


def smooth(losses, decay=0.9):
    m, out = 0, []
    for t in range(1, len(losses) + 1):
        m = decay * m + (1 - decay) * losses[t - 1]
        m = m / (1 - decay**t)
        out.append(m)
    return np.array(out)
