# check: test-warmed_up
# hint: after the warm-up it is constant: the schedule is not used.
# says: after the warm-up it is constant: the schedule is not used.
# about: ignores the schedule


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) / warmup
    return 1.0
