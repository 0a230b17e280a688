# about: one pair at a time, by recursion


def lbfgs_direction(gradient, pairs):
    scale = 1.0
    if pairs:
        s, y = pairs[-1]
        scale = s.dot(y) / y.dot(y)

    def product(q, rest):
        if not rest:
            return scale * q
        s, y = rest[-1]
        alpha = s.dot(q) / s.dot(y)
        z = product(q - alpha * y, rest[:-1])
        return z + (alpha - y.dot(z) / s.dot(y)) * s

    return product(-gradient, list(pairs))
