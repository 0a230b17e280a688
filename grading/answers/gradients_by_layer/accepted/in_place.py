# about: changes dout, and returns a tuple


def gradients_by_layer(dout, hs, weights, nonlinearity):
    d, out = dout, ()
    for h, w in list(zip(hs, weights))[::-1]:
        if nonlinearity == "relu":
            d[h <= 0] = 0
        else:
            d -= d * h * h
        out = (d.copy(), *out)
        d = d @ w.T
    return out
