# about: from the last rule to the first
import numpy as np


def diagnose(losses, train_accs, val_accs):
    scaled = [loss / losses[0] for loss in losses]
    n, end = len(scaled), scaled[-1]
    word = "fine"
    if scaled[n // 2] - end < 0.05 * (1 - end):
        word = "stalled"
    if train_accs[-1] - val_accs[-1] > 0.25:
        word = "overfitting"
    if scaled[n // 4] > 0.95:
        word = "late start"
    if end > 0.95:
        word = "flat"
    if np.isnan(end) or end > 3:
        word = "diverged"
    return word
