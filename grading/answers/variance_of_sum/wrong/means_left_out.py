# check: test-variance_of_sum
# hint: the means are left out
# says: the means are left out.
# about: n Var(w) Var(x) only


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    return n * var_w * var_x
