# check: test-dropout_moments
# hint: has shape (1,)
# about: sums over the units as well


def dropout_moments(x, w, p):
    mean = x @ w
    variance = (1 - p) / p * (x**2 @ w**2).sum(axis=1)
    return mean, variance
