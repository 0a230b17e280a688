# about: the math module, and match

import math


def decayed(t, kind, param):
    match kind:
        case "step":
            drops = int(math.floor(t / param["every"]))
            return math.pow(param.get("factor", 0.1), drops)
        case "exponential":
            return math.exp(-param["k"]) ** t
        case "inverse":
            return (1 + param["k"] * t) ** -1
        case "inverse_sqrt":
            return (1 + param.get("k", 1.0) * t) ** -0.5
        case "linear":
            return (param["total"] - min(t, param["total"])) / param["total"]
        case "cosine":
            return math.cos(0.5 * math.pi * min(t / param["total"], 1)) ** 2
    raise ValueError(kind)
