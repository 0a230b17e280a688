# check: test-golden_section
# hint: the interval is cut in other shares: r is 0.618.
# says: the interval is cut in other shares: r is 0.618.
# about: cuts by thirds


def golden_section(f, low, high, steps):
    r = 2 / 3
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
