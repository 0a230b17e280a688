# check: test-graph_backward-chain, test-graph_backward-branches
# hint: what arrives is handed on unchanged: ask the gate
# says: what arrives is handed on unchanged: ask the gate.
# about: back is not called
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = [gradients[name]] * len(inputs)
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    return gradients
