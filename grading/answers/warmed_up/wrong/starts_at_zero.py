# check: test-warmed_up
# hint: it starts at 0: the first step is wasted.
# says: it starts at 0: the first step is wasted.
# about: the first step has factor 0


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return t / warmup
    return schedule(t - warmup)
