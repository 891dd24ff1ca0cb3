def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    result = {}
    stack = [root]
    while stack:
        missing = [p for p in parents(stack[-1]) if p not in result]
        if missing:
            stack.append(missing[0])
        else:
            result[stack.pop()] = True
    return list(result)
