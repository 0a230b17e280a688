# about: writes the gradient into dout


def dropout_backward(dout, cache):
    if cache is not None:
        dout *= cache
    return dout
