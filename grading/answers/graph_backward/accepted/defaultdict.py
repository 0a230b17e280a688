# about: a defaultdict, completed at the end
from collections import defaultdict


def graph_backward(nodes, values, back):
    d = defaultdict(float)
    d[nodes[-1][0]] = 1
    for name, gate, sources in nodes[::-1]:
        for s, g in zip(
            sources, back(gate, tuple(values[s] for s in sources), d[name])
        ):
            d[s] += g
    for name in values:
        d[name]
    return d
