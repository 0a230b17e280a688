# check: test-softplus_forward, test-softplus_backward
# hint: the 1 under the logarithm is missing
# says: the 1 under the logarithm is missing, so x comes out.
# about: log(exp(x))
def softplus_forward(x, beta=1.0):
    out = x * 1.0
    return out, (beta * x, beta)


def softplus_backward(dout, cache):
    z, beta = cache
    return dout
