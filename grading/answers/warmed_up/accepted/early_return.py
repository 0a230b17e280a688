# about: the schedule first


def warmed_up(t, warmup, schedule):
    after = t - warmup
    if after >= 0:
        return schedule(after)
    return 1 - (warmup - t - 1) / warmup
