# check: test-dropout_moments
# hint: the variances of the entries add up; here the sum is squared.
# says: the variances of the entries add up; here the sum is squared.
# about: squares the sum


def dropout_moments(x, w, p):
    mean = x @ w
    variance = (1 - p) / p * (x @ w) ** 2
    return mean, variance
