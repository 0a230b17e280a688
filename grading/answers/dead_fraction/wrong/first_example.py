# check: test-dead_fraction
# hint: this looks at the first example only.
# says: this looks at the first example only.
# about: first example
import numpy as np


def dead_fraction(activations):
    fires = activations[0] > 0
    return 1 - fires.mean()
