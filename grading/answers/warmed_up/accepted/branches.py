# about: a branch for each part


def warmed_up(t, warmup, schedule):
    if t < warmup:
        return (t + 1) / warmup
    return schedule(t - warmup)
