# check: test-variance_of_sum
# hint: the square of the mean is subtracted n squared times
# says: the square of the mean is subtracted n squared times.
# about: subtracts the mean of the sum once


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * (var_w + mean_w**2) * (var_x + mean_x**2) - (n * mean_w * mean_x) ** 2
