def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    known = {root: list(parents(root))}
    todo = [root]
    while todo:
        for parent in known[todo.pop()]:
            if parent not in known:
                known[parent] = list(parents(parent))
                todo.append(parent)
    uses = {node: 0 for node in known}
    for above in known.values():
        for parent in above:
            uses[parent] += 1
    backwards, free = [], [root]
    while free:
        node = free.pop(0)
        backwards.append(node)
        for parent in known[node]:
            uses[parent] -= 1
            if uses[parent] == 0:
                free.append(parent)
    return backwards[::-1]
