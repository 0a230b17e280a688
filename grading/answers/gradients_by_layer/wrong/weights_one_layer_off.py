# check: test-gradients_by_layer-relu, test-gradients_by_layer-tanh
# hint: the weights belong to the layer before
# says: the weights belong to the layer before.
# about: w of the layer before


def gradients_by_layer(dout, hs, weights, nonlinearity):
    L = len(weights)
    dzs = [None] * L
    dh = dout
    for l in range(L - 1, -1, -1):
        if nonlinearity == "tanh":
            slope = 1 - hs[l] ** 2
        else:
            slope = (hs[l] > 0).astype(float)
        dzs[l] = dh * slope
        dh = dzs[l].dot(weights[l - 1].T)
    return dzs
