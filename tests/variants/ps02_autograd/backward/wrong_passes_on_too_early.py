# loses: backward where nodes are used several times; backward agrees with torch on random graphs; backward three times, zero_grad, and once more; backward through a graph of depth 10,000
# hint: A node passed its gradient on before it had got all of it: breadth-first is not topological order.

class Node:

    def __init__(
        self,
        data: float,
        parents: Sequence["Node"] = (),
        local_grads: Sequence[float] = (),
    ) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple(float(number) for number in local_grads)

    def longer(self, steps: int) -> "Node":
        node = self
        for _ in range(steps):
            node = Node(node.data, (node,), (1.0,))
        return node


def backward(root: Node) -> None:
    flow, order = {root: 1.0}, [root]
    for node in order:
        for parent, local in zip(node.parents, node.local_grads):
            if parent not in flow:
                order.append(parent)
            flow[parent] = flow.get(parent, 0.0) + flow[node] * local
    for node in order:
        node.grad += flow[node]


def zero_grad(root: Node) -> None:
    seen, todo = {root}, [root]
    while todo:
        node = todo.pop()
        node.grad = 0.0
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
