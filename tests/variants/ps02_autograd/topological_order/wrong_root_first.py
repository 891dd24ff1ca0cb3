# loses: topological_order of a chain; topological_order of a diamond; topological_order where a short way and a long way meet; topological_order of random graphs; topological_order of a root alone; topological_order of nodes of several kinds; topological_order where a parent stands twice; topological_order of a ladder with many ways; topological_order of a chain of thousands of nodes
# hint: Your list begins with the root; the task wants the parents first.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, seen = [], {root}
    stack = [(root, iter(parents(root)))]
    while stack:
        node, waiting = stack[-1]
        parent = next((p for p in waiting if p not in seen), None)
        if parent is None:
            order.append(node)
            stack.pop()
        else:
            seen.add(parent)
            stack.append((parent, iter(parents(parent))))
    return order[::-1]
