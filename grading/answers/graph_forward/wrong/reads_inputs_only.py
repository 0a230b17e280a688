# check: test-graph_forward
# hint: KeyError: 'q'
# about: looks up values of nodes among the inputs
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[name] = gate_forward(gate, [inputs[source] for source in sources])
    return values
