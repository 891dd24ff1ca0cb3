def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    # the level of a node is one more than the highest among its parents
    ways = {}
    todo = [root]
    while todo:
        node = todo.pop()
        if node in ways:
            continue
        ways[node] = tuple(parents(node))
        todo.extend(ways[node])
    children = {node: [] for node in ways}
    open_parents = {}
    for node, above in ways.items():
        open_parents[node] = len(above)
        for parent in above:
            children[parent].append(node)
    layer = [node for node in ways if not ways[node]]
    order = []
    while layer:
        order += layer
        following = []
        for node in layer:
            for child in children[node]:
                open_parents[child] -= 1
                if not open_parents[child]:
                    following.append(child)
        layer = following
    return order
