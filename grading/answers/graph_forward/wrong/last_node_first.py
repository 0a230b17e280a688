# check: test-graph_forward
# hint: KeyError: 'q'
# about: walks the nodes in reverse
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes[::-1]:
        values[name] = gate_forward(gate, [values[source] for source in sources])
    return values
