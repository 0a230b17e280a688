# check: test-smooth
# hint: this average starts at the first loss; start at zero and correct.
# says: this average starts at the first loss; start at zero and correct.
# about: starts at the first loss
import numpy as np


def smooth(losses, decay=0.9):
    m, out = losses[0], []
    for t in range(1, len(losses) + 1):
        m = decay * m + (1 - decay) * losses[t - 1]
        out.append(m)
    return np.array(out)
