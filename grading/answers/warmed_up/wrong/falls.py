# check: test-warmed_up
# hint: it falls during the warm-up.
# says: it falls during the warm-up.
# about: falls during the warm-up


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (warmup - t) / warmup
    return schedule(t - warmup)
