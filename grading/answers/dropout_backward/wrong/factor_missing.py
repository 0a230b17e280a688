# check: test-dropout_backward-train
# hint: the mask is there, but not its factor.
# says: the mask is there, but not its factor.
# about: the mask without its factor


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return dout * (cache > 0)
