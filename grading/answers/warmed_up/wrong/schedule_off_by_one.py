# check: test-warmed_up
# hint: the schedule's step 0 is skipped.
# says: the schedule's step 0 is skipped.
# about: skips the schedule's step 0


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) / warmup
    return schedule(t - warmup + 1)
