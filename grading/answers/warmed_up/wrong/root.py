# check: test-warmed_up
# hint: it rises like a root, not in a straight line.
# says: it rises like a root, not in a straight line.
# about: rises by the root


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return ((t + 1) / warmup) ** 0.5
    return schedule(t - warmup)
