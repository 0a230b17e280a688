# check: test-warmed_up
# hint: it goes on one step too long.
# says: it goes on one step too long.
# about: one step of warm-up too many


def warmed_up(t, warmup, schedule):
    if t <= warmup:
        return (t + 1) / warmup
    return schedule(t - warmup)
