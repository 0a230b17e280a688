# check: test-gradients_by_layer-relu
# hint: the slope is taken for 1 everywhere
# says: the slope is taken for 1 everywhere.
# about: h >= 0 is always true


def gradients_by_layer(dout, hs, weights, nonlinearity):
    L = len(weights)
    dzs = [None] * L
    dh = dout
    for l in range(L - 1, -1, -1):
        if nonlinearity == "tanh":
            slope = 1 - hs[l] ** 2
        else:
            slope = (hs[l] >= 0).astype(float)
        dzs[l] = dh * slope
        dh = dzs[l].dot(weights[l].T)
    return dzs
