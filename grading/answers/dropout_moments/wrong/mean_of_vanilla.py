# check: test-dropout_moments
# hint: this is the mean of vanilla dropout.
# says: this is the mean of vanilla dropout.
# about: the mean of vanilla dropout


def dropout_moments(x, w, p):
    mean = p * (x @ w)
    variance = (1 - p) / p * (x**2 @ w**2)
    return mean, variance
