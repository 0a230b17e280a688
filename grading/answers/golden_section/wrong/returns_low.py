# check: test-golden_section
# hint: it returns an end of the interval, not its middle.
# says: it returns an end of the interval, not its middle.
# about: returns the lower end


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
    return low
