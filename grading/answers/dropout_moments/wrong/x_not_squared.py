# check: test-dropout_moments
# hint: x is not squared.
# says: x is not squared.
# about: x is not squared


def dropout_moments(x, w, p):
    mean = x @ w
    variance = (1 - p) / p * (x @ w**2)
    return mean, variance
