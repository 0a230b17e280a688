# check: test-lbfgs_direction
# hint: the alphas belong to other pairs: they were collected from the newest on.
# says: the alphas belong to other pairs: they were collected from the newest on.
# about: the alphas in the wrong order


def lbfgs_direction(gradient, pairs):
    q = -gradient
    alphas = []
    for s, y in pairs[::-1]:
        alpha = (s @ q) / (s @ y)
        alphas.append(alpha)
        q = q - alpha * y
    if len(pairs) > 0:
        s, y = pairs[-1]
        q = (s @ y) / (y @ y) * q
    for (s, y), alpha in zip(pairs, alphas):
        beta = (y @ q) / (s @ y)
        q = q + (alpha - beta) * s
    return q
