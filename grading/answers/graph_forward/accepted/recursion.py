# about: asks for what a node needs, by recursion
from cs231n_utils.graphs import GATES


def graph_forward(nodes, inputs):
    known = {**inputs}
    table = {name: (gate, sources) for name, gate, sources in nodes}

    def value(name):
        if name not in known:
            gate, sources = table[name]
            known[name] = GATES[gate](*map(value, sources))
        return known[name]

    for name in table:
        value(name)
    return known
