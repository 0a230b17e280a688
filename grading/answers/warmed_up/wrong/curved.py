# check: test-warmed_up
# hint: it does not rise in a straight line.
# says: it does not rise in a straight line.
# about: rises by the square


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return ((t + 1) / warmup) ** 2
    return schedule(t - warmup)
