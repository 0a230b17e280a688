# about: changes its input
def relu_forward(x):
    cache = x.copy()
    out = x
    out[out < 0] = 0
    return out, cache
