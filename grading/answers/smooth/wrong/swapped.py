# check: test-smooth
# hint: decay is the wrong way round: it is the weight of the past.
# says: decay is the wrong way round: it is the weight of the past.
# about: swapped
import numpy as np


def smooth(losses, decay=0.9):
    m, out = 0, []
    for t in range(1, len(losses) + 1):
        m = (1 - decay) * m + decay * losses[t - 1]
        out.append(m / (1 - decay**t))
    return np.array(out)
