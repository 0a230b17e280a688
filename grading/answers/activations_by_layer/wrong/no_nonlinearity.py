# check: test-activations_by_layer
# hint: that is z, before the nonlinearity
# says: that is z, before the nonlinearity.
# about: linear layers


def activations_by_layer(x, weights, nonlinearity):
    hs = []
    h = x
    for w in weights:
        z = h.dot(w)
        if nonlinearity == "tanh":
            h = z
        else:
            h = z
        hs.append(h)
    return hs
