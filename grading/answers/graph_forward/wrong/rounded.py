# check: test-graph_forward
# hint: values are numbers with a fraction: do not round them
# says: values are numbers with a fraction: do not round them.
# about: rounds to integers
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[name] = round(gate_forward(gate, [values[source] for source in sources]))
    return values
