# check: test-dropout_moments
# hint: this is the variance of vanilla dropout: dividing by p multiplies it.
# says: this is the variance of vanilla dropout: dividing by p multiplies it.
# about: the variance of vanilla dropout


def dropout_moments(x, w, p):
    mean = x @ w
    variance = p * (1 - p) * (x**2 @ w**2)
    return mean, variance
