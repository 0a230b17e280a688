# check: test-golden_section
# hint: keep the value that you have
# about: computes both values in each step


def golden_section(f, low, high, steps):
    r = (5**0.5 - 1) / 2
    for _ in range(steps):
        a = high - r * (high - low)
        b = low + r * (high - low)
        if f(a) < f(b):
            high = b
        else:
            low = a
    return (low + high) / 2
