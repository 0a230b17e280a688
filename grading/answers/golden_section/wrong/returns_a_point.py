# check: test-golden_section
# hint: it returns an inner point, not the middle of the interval.
# says: it returns an inner point, not the middle of the interval.
# about: returns the inner point


def golden_section(f, low, high, steps):
    r = (5**0.5 - 1) / 2
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
    return a
