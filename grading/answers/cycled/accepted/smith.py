# about: the formula of the cyclic paper, and recursion
import numpy as np


def cycled(t, kind, param):
    low = param.get("low", 0.1)
    match kind:
        case "triangular":
            cycle = np.floor(1 + t / (2 * param["half"]))
            x = abs(t / param["half"] - 2 * cycle + 1)
            return low + (1 - low) * max(0, 1 - x)
        case "one_cycle":
            share, peak = t / param["total"], param.get("peak", 0.3)
            if share < peak:
                return low * (1 - share / peak) + share / peak
            down = min(1, (share - peak) / (1 - peak))
            return 0.5 + 0.5 * np.cos(np.pi * down)
        case "restarts":
            first, growth = param["first"], param.get("growth", 2)
            if t < first:
                return 0.5 + 0.5 * np.cos(np.pi * t / first)
            return cycled(t - first, kind, {"first": first * growth, "growth": growth})
        case _:
            raise ValueError("kind")
