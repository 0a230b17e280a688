# check: test-variance_of_sum
# hint: that is the mean square; the square of the mean is to be subtracted
# says: that is the mean square; the square of the mean is to be subtracted.
# about: E[w^2 x^2] only


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * (var_w + mean_w**2) * (var_x + mean_x**2)
