# check: test-dropout_moments
# hint: this is the expectation of the square; that of the mean squared is still in it.
# says: this is the expectation of the square; that of the mean squared is still in it.
# about: the expectation of the square


def dropout_moments(x, w, p):
    mean = x @ w
    variance = (x**2 @ w**2) / p
    return mean, variance
