# check: test-variance_of_sum
# hint: variances add: n of them, not n squared
# says: variances add: n of them, not n squared.
# about: as if all products were one


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n**2 * (mean_w**2 * var_x + mean_x**2 * var_w + var_w * var_x)
