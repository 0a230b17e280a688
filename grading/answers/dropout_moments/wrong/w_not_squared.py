# check: test-dropout_moments
# hint: w is not squared.
# says: w is not squared.
# about: w is not squared


def dropout_moments(x, w, p):
    mean = x @ w
    variance = (1 - p) / p * (x**2 @ w)
    return mean, variance
