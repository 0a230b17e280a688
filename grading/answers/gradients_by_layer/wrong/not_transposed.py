# check: test-gradients_by_layer-relu, test-gradients_by_layer-tanh
# hint: the weights are not transposed
# says: the weights are not transposed.
# about: w for w.T


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
        dh = dzs[l].dot(
            (weights[l] if weights[l].shape[0] == weights[l].shape[1] else weights[l].T)
        )
    return dzs
