# check: test-smooth
# hint: it starts at the first loss and is corrected as well: start at zero.
# says: it starts at the first loss and is corrected as well: start at zero.
# about: both
import numpy as np


def smooth(losses, decay=0.9):
    m, out = losses[0], []
    for t in range(1, len(losses) + 1):
        m = decay * m + (1 - decay) * losses[t - 1]
        out.append(m / (1 - decay**t))
    return np.array(out)
