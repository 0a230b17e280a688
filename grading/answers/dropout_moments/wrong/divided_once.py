# check: test-dropout_moments
# hint: a factor scales the variance by its square; here it counts once.
# says: a factor scales the variance by its square; here it counts once.
# about: divides the variance of vanilla dropout by p once


def dropout_moments(x, w, p):
    mean = x @ w
    variance = (1 - p) * (x**2 @ w**2)
    return mean, variance
