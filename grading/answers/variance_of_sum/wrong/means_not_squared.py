# check: test-variance_of_sum
# hint: the means are not squared
# says: the means are not squared.
# about: E[w] for E[w]^2


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * (mean_w * var_x + mean_x * var_w + var_w * var_x)
