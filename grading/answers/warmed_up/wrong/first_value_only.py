# check: test-warmed_up
# hint: after the warm-up it is constant: the schedule is not used.
# says: after the warm-up it is constant: the schedule is not used.
# about: always the schedule's first value


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) / warmup
    return schedule(0)
