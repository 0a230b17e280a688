# check: test-variance_of_sum
# hint: each mean belongs to the other's variance
# says: each mean belongs to the other's variance.
# about: each mean with its own variance


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * (mean_x**2 * var_x + mean_w**2 * var_w + var_w * var_x)
