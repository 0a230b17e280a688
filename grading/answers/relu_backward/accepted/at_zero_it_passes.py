# about: gradient 1 at exactly 0
def relu_backward(dout, cache):
    return dout * (cache >= 0)
