# about: puts each entry before the masks of the others, in lists


def all_masks(D, p):
    if D == 0:
        return [[]], [1.0]
    masks, probabilities = all_masks(D - 1, p)
    return (
        [[bit, *mask] for bit in (0, 1) for mask in masks],
        [q * probability for q in (1 - p, p) for probability in probabilities],
    )
