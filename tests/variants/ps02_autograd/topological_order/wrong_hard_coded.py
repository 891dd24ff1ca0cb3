# loses: topological_order of a diamond; topological_order where a short way and a long way meet; topological_order without import and recursion; topological_order of random graphs; topological_order of a root alone; topological_order of nodes of several kinds; topological_order where a parent stands twice; topological_order of a ladder with many ways; topological_order of a chain of thousands of nodes
# hint: Your function gives the same list whatever the graph is.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    return ["a", "b", "c"]
