# check: test-sigmoid_forward, test-sigmoid_backward
# hint: the base of the power is 2
# says: the base of the power is 2, not e.
# about: a power of 2
def sigmoid_forward(x):
    out = 1 / (1 + 2.0**-x)
    return out, out
