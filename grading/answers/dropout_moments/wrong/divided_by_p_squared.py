# check: test-dropout_moments
# hint: the probability that an entry stays is missing in the variance.
# says: the probability that an entry stays is missing in the variance.
# about: (1 - p) / p^2


def dropout_moments(x, w, p):
    mean = x @ w
    variance = (1 - p) / p**2 * (x**2 @ w**2)
    return mean, variance
