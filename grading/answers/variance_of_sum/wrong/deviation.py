# check: test-variance_of_sum
# hint: that is the standard deviation
# says: that is the standard deviation.
# about: the root


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return (n * (mean_w**2 * var_x + mean_x**2 * var_w + var_w * var_x)) ** 0.5
