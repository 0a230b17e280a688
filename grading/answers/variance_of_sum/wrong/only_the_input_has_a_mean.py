# check: test-variance_of_sum
# hint: the mean of w is left out
# says: the mean of w is left out.
# about: one cross term is missing


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * var_w * (mean_x**2 + var_x)
