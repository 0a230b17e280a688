# check: test-warmed_up
# hint: the schedule runs during the warm-up already.
# says: the schedule runs during the warm-up already.
# about: multiplies both


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) / warmup * schedule(t)
    return schedule(t - warmup)
