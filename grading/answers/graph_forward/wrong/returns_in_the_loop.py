# check: test-graph_forward
# hint: lacks 'f'
# about: return stands inside the loop
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[name] = gate_forward(gate, [values[source] for source in sources])
        return values
