# about: calls itself

R = 2 / (1 + 5**0.5)


def golden_section(f, low, high, steps):
    def narrow(low, a, fa, b, fb, high, steps):
        if steps == 0:
            return (low + high) / 2
        if fa < fb:
            new = b - R * (b - low)
            return narrow(low, new, f(new), a, fa, b, steps - 1)
        new = a + R * (high - a)
        return narrow(a, b, fb, new, f(new), high, steps - 1)

    a, b = high - R * (high - low), low + R * (high - low)
    return narrow(low, a, f(a), b, f(b), high, steps)
