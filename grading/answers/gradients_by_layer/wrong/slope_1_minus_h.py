# check: test-gradients_by_layer-tanh
# hint: the slope of tanh is one minus h squared, not one minus h
# says: the slope of tanh is one minus h squared, not one minus h.
# about: 1 - h for tanh


def gradients_by_layer(dout, hs, weights, nonlinearity):
    L = len(weights)
    dzs = [None] * L
    dh = dout
    for l in range(L - 1, -1, -1):
        if nonlinearity == "tanh":
            slope = 1 - hs[l]
        else:
            slope = (hs[l] > 0).astype(float)
        dzs[l] = dh * slope
        dh = dzs[l].dot(weights[l].T)
    return dzs
