# check: test-dropout_backward-train
# hint: and its factor
# about: returns the mask


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return cache
