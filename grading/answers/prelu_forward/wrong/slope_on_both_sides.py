# check: test-prelu_forward, test-prelu_backward-dx, test-prelu_backward-da
# hint: the slope is used on both sides
# says: the slope is used on both sides.
# about: a x everywhere
def prelu_forward(x, a):
    out = a * x
    return out, (x, a)
