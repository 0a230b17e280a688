# check: test-lbfgs_direction
# hint: the scale is upside down.
# says: the scale is upside down.
# about: the scale upside down


def lbfgs_direction(gradient, pairs):
    q = -gradient
    alphas = []
    for s, y in pairs[::-1]:
        alpha = (s @ q) / (s @ y)
        alphas.append(alpha)
        q = q - alpha * y
    if len(pairs) > 0:
        s, y = pairs[-1]
        q = (y @ y) / (s @ y) * q
    for (s, y), alpha in zip(pairs, alphas[::-1]):
        beta = (y @ q) / (s @ y)
        q = q + (alpha - beta) * s
    return q
