# check: test-dropout_backward-train
# hint: the factor is there, but not the mask.
# says: the factor is there, but not the mask.
# about: only the factor, no mask


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return dout * cache.max()
