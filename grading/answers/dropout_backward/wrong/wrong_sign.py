# check: test-dropout_backward-train
# hint: the sign is wrong.
# says: the sign is wrong.
# about: the sign is wrong


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return -dout * cache
