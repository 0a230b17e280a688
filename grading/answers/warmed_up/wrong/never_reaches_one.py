# check: test-warmed_up
# hint: it never reaches 1: the last step of the warm-up should.
# says: it never reaches 1: the last step of the warm-up should.
# about: divides by warmup + 1


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) / (warmup + 1)
    return schedule(t - warmup)
