# check: test-golden_section
# hint: the ratio is rounded: it is (sqrt 5 - 1) / 2.
# says: the ratio is rounded: it is (sqrt 5 - 1) / 2.
# about: 0.618 for the ratio


def golden_section(f, low, high, steps):
    r = 0.618
    a = high - r * (high - low)
    b = low + r * (high - low)
    fa, fb = f(a), f(b)
    for _ in range(steps):
        if fa < fb:
            high = b
            b, fb = a, fa
            a = high - r * (high - low)
            fa = f(a)
        else:
            low = a
            a, fa = b, fb
            b = low + r * (high - low)
            fb = f(b)
    return (low + high) / 2
