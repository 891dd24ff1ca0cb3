# loses: topological_order where a short way and a long way meet; topological_order of random graphs; topological_order of a root alone
# hint: A breadth-first walk turned round puts a node too early where a short way and a long way lead to it.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, seen = [root], {root}
    for node in order:
        for parent in parents(node):
            if parent not in seen:
                seen.add(parent)
                order.append(parent)
    return order[::-1]
