# check: test-golden_section
# hint: it cuts off all beyond a, where the minimum may lie between a and b.
# says: it cuts off all beyond a, where the minimum may lie between a and b.
# about: cuts at the wrong inner point


def golden_section(f, low, high, steps):
    r = (5**0.5 - 1) / 2
    a = high - r * (high - low)
    b = low + r * (high - low)
    fa, fb = f(a), f(b)
    for _ in range(steps):
        if fa < fb:
            high = a
            b, fb = low + r * (high - low), f(low + r * (high - low))
            a = high - r * (high - low)
            fa = f(a)
        else:
            low = a
            a, fa = b, fb
            b = low + r * (high - low)
            fb = f(b)
    return (low + high) / 2
