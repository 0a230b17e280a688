# check: test-box_iou-gradient
# hint: every edge gets one from the box's area
# about: only the intersection gets a gradient
import numpy as np


def box_iou(box, target):
    low = np.maximum(box[:2], target[:2])
    high = np.minimum(box[2:], target[2:])
    side = np.maximum(0, high - low)
    size, other = box[2:] - box[:2], target[2:] - target[:2]
    inter = side[0] * side[1]
    union = size[0] * size[1] + other[0] * other[1] - inter
    dinter = 1 / union + inter / union**2
    darea = 0
    dside = dinter * side[::-1] * (high > low)
    dsize = darea * size[::-1]
    dbox = np.zeros(4)
    dbox[:2] = -dside * (box[:2] > target[:2]) - dsize
    dbox[2:] = dside * (box[2:] < target[2:]) + dsize
    return inter / union, dbox
