# check: test-lbfgs_direction
# hint: the pairs are read as if the newest came first.
# says: the pairs are read as if the newest came first.
# about: takes the first pair for the newest


def lbfgs_direction(gradient, pairs):
    q = -gradient
    alphas = []
    for s, y in pairs:
        alpha = (s @ q) / (s @ y)
        alphas.append(alpha)
        q = q - alpha * y
    if len(pairs) > 0:
        s, y = pairs[0]
        q = (s @ y) / (y @ y) * q
    for (s, y), alpha in zip(pairs[::-1], alphas[::-1]):
        beta = (y @ q) / (s @ y)
        q = q + (alpha - beta) * s
    return q
