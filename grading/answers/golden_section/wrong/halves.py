# check: test-golden_section
# hint: it is halved in each step.
# says: it is halved in each step.
# about: cuts the interval in halves


def golden_section(f, low, high, steps):
    for _ in range(steps):
        middle = (low + high) / 2
        h = 1e-6 * (high - low)
        if f(middle - h) < f(middle + h):
            high = middle
        else:
            low = middle
    return (low + high) / 2
