# check: test-graph_backward-chain, test-graph_backward-branches
# hint: lacks 'f', 'q'
# about: gradients of nodes are left out
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    inner = [name for name, _, _ in nodes]
    return {n: g for n, g in gradients.items() if n not in inner}
