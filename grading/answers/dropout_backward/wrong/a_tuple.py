# check: test-dropout_backward-train
# hint: but is a tuple of 2
# about: returns a tuple


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return (dout * cache, None)
