# check: test-dropout_moments
# hint: the mean is divided by p, but only a share p of the entries is there.
# says: the mean is divided by p, but only a share p of the entries is there.
# about: divides the mean by p


def dropout_moments(x, w, p):
    mean = x @ w / p
    variance = (1 - p) / p * (x**2 @ w**2)
    return mean, variance
