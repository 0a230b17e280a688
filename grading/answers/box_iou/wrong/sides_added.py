# check: test-box_iou-value
# hint: the sides of the intersection are added; an area is their product
# says: the sides of the intersection are added; an area is their product.
# about: w + h
import numpy as np


def box_iou(box, target):
    return overlap(box, target), slope(box, target)


def slope(box, target, h=1e-5):
    steps = h * np.eye(4)
    return np.array(
        [(overlap(box + s, target) - overlap(box - s, target)) / (2 * h) for s in steps]
    )


def overlap(box, target):
    wide = min(box[2], target[2]) - max(box[0], target[0])
    high = min(box[3], target[3]) - max(box[1], target[1])
    inter = max(0, wide) + max(0, high)
    area = (box[2] - box[0]) * (box[3] - box[1])
    other = (target[2] - target[0]) * (target[3] - target[1])
    return inter / (area + other - inter)
