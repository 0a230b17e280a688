# about: each name sums over those that use it, by recursion
def graph_backward(nodes, values, back):
    last = nodes[-1][0]
    done = {}

    def gradient(name):
        if name not in done:
            total = 1.0 if name == last else 0.0
            for user, gate, sources in nodes:
                if name in sources:
                    sent = back(gate, [values[s] for s in sources], gradient(user))
                    total += sum(g for s, g in zip(sources, sent) if s == name)
            done[name] = total
        return done[name]

    return {name: gradient(name) for name in values}
