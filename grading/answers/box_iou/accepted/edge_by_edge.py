# about: scalars and if, quotient rule at the end
import numpy as np


def box_iou(box, target):
    x1, y1, x2, y2 = box
    X1, Y1, X2, Y2 = target
    w = min(x2, X2) - max(x1, X1)
    h = min(y2, Y2) - max(y1, Y1)
    if w <= 0 or h <= 0:
        return 0.0, np.zeros(4)
    I = w * h
    U = (x2 - x1) * (y2 - y1) + (X2 - X1) * (Y2 - Y1) - I
    dI = np.array([-h * (x1 > X1), -w * (y1 > Y1), h * (x2 < X2), w * (y2 < Y2)])
    dA = np.array([y1 - y2, x1 - x2, y2 - y1, x2 - x1])
    dU = dA - dI
    return I / U, (U * dI - I * dU) / U**2
