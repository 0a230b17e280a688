# check: test-graph_backward-branches
# hint: a gate that uses a value twice sends it two gradients; one of them is lost
# says: a gate that uses a value twice sends it two gradients; one of them is lost.
# about: a dict of what arrives keeps one
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in dict(zip(sources, arrived)).items():
            gradients[source] += gradient
    return gradients
