# loses: topological_order of a diamond; topological_order where a short way and a long way meet; topological_order of random graphs; topological_order of a root alone; topological_order of a ladder with many ways
# hint: You follow the first parent of each node; what of the others?

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order = [root]
    while parents(order[-1]):
        order.append(parents(order[-1])[0])
    return order[::-1]
