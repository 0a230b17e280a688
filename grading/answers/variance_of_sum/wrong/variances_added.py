# check: test-variance_of_sum
# hint: that is the variance of sums w + x, not of products
# says: that is the variance of sums w + x, not of products.
# about: as for a sum of w and x


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * (var_w + var_x)
