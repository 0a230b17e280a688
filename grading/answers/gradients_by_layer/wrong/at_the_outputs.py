# check: test-gradients_by_layer-relu, test-gradients_by_layer-tanh
# hint: that is the gradient at the output of the nonlinearity
# says: that is the gradient at the output of the nonlinearity.
# about: gradients at h instead of z


def gradients_by_layer(dout, hs, weights, nonlinearity):
    L = len(weights)
    dzs = [None] * L
    dh = dout
    for l in range(L - 1, -1, -1):
        if nonlinearity == "tanh":
            slope = 1 - hs[l] ** 2
        else:
            slope = (hs[l] > 0).astype(float)
        dzs[l] = dh
        dh = (dh * slope).dot(weights[l].T)
    return dzs
