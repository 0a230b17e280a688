# check: test-dropout_moments
# hint: the roles of keeping and dropping are exchanged.
# says: the roles of keeping and dropping are exchanged.
# about: p / (1 - p)


def dropout_moments(x, w, p):
    mean = x @ w
    variance = p / (1 - p) * (x**2 @ w**2) if p < 1 else 0 * (x @ w)
    return mean, variance
