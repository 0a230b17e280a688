# check: test-variance_of_sum
# hint: that is the variance of a single product
# says: that is the variance of a single product.
# about: not multiplied by n


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return mean_w**2 * var_x + mean_x**2 * var_w + var_w * var_x
