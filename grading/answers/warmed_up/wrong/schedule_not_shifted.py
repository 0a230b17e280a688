# check: test-warmed_up
# hint: the schedule is asked for t; its own step 0 comes after the warm-up.
# says: the schedule is asked for t; its own step 0 comes after the warm-up.
# about: asks the schedule for t


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) / warmup
    return schedule(t)
