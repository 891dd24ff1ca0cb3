# loses: topological_order without import and recursion
# hint: A ready-made sorter is imported; the exercise is to write one.

def topological_order(root, parents):
    from graphlib import TopologicalSorter
    graph, todo = ({}, [root])
    while todo:
        n = todo.pop()
        if n not in graph:
            graph[n] = list(parents(n))
            todo += graph[n]
    return list(TopologicalSorter(graph).static_order())
