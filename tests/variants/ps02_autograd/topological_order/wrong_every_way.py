# loses: topological_order of a diamond; topological_order where a short way and a long way meet; topological_order of random graphs; topological_order of a root alone; topological_order of nodes of several kinds; topological_order where a parent stands twice; topological_order of a ladder with many ways
# hint: Nothing in your code remembers which nodes are done, so a shared node is visited, and listed, once per way to it.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, stack = [], [(root, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        else:
            stack.append((node, True))
            stack.extend((p, False) for p in parents(node))
    return order
