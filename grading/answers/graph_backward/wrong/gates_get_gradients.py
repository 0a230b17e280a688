# check: test-graph_backward-chain, test-graph_backward-branches
# hint: gates get gradients for their inputs; they need the values of the forward pass
# says: gates get gradients for their inputs; they need the values of the forward pass.
# about: looks up inputs among the gradients
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [gradients[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    return gradients
