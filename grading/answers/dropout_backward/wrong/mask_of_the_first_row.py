# check: test-dropout_backward-train
# hint: this is another mask than that of the forward pass.
# says: this is another mask than that of the forward pass.
# about: every example gets the mask of the first one


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return dout * cache[:1]
