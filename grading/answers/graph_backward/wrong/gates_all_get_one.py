# check: test-graph_backward-chain, test-graph_backward-branches
# hint: every gate is told 1; tell it what has arrived at its output
# says: every gate is told 1; tell it what has arrived at its output.
# about: dz is 1 everywhere
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, 1.0)
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    return gradients
