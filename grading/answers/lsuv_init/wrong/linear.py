# check: test-lsuv_init-layer, test-lsuv_init-unit
# hint: the nonlinearity is left out between the layers
# says: the nonlinearity is left out between the layers.
# about: the nonlinearity is left out


def lsuv_init(x, weights, nonlinearity, per_unit=False):
    scaled = []
    h = x
    for w in weights:
        z = h @ w
        std = z.std(axis=0) if per_unit else z.std()
        new = w / std
        scaled.append(new)
        z = h @ new
        h = z
    return scaled
