# check: test-variance_of_sum
# hint: the product of the variances is missing
# says: the product of the variances is missing.
# about: the third term is missing


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * (mean_w**2 * var_x + mean_x**2 * var_w)
