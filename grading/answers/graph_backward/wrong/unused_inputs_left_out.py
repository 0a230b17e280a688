# check: test-graph_backward-branches
# hint: lacks 'u'
# about: what f does not depend on is missing
def graph_backward(nodes, values, back):
    gradients = {}
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] = gradients.get(source, 0.0) + gradient
    return gradients
