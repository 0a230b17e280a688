# check: test-warmed_up
# hint: the division leaves whole numbers only.
# says: the division leaves whole numbers only.
# about: divides without a rest


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) // warmup
    return schedule(t - warmup)
