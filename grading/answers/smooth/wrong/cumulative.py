# check: test-smooth
# hint: this is the mean of all losses so far.
# says: this is the mean of all losses so far.
# about: cumulative mean
import numpy as np


def smooth(losses, decay=0.9):
    m, out = 0, []
    for t in range(1, len(losses) + 1):
        m = np.mean(losses[:t])
        out.append(m)
    return np.array(out)
