# about: adds n products in a loop


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    total = 0.0
    for _ in range(n):
        square = (mean_w**2 + var_w) * (mean_x**2 + var_x)
        total += square - (mean_w * mean_x) ** 2
    return total
