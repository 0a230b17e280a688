# check: test-gradients_by_layer-tanh
# hint: that is the slope of the sigmoid
# says: that is the slope of the sigmoid.
# about: h (1 - h)


def gradients_by_layer(dout, hs, weights, nonlinearity):
    L = len(weights)
    dzs = [None] * L
    dh = dout
    for l in range(L - 1, -1, -1):
        if nonlinearity == "tanh":
            slope = hs[l] * (1 - hs[l])
        else:
            slope = (hs[l] > 0).astype(float)
        dzs[l] = dh * slope
        dh = dzs[l].dot(weights[l].T)
    return dzs
