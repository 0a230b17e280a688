# check: test-lbfgs_direction
# hint: the first loop runs from the oldest pair.
# says: the first loop runs from the oldest pair.
# about: both loops from the oldest


def lbfgs_direction(gradient, pairs):
    q = -gradient
    alphas = []
    for s, y in pairs:
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
