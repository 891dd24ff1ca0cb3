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
    flow = {root: 1.0}
    for node in reversed(topological_order(root, lambda node: node.parents)):
        for parent, local in zip(node.parents, node.local_grads):
            flow[parent] = flow.get(parent, 0.0) + local * flow[node]
        node.grad += flow[node]


def zero_grad(root: Node) -> None:
    for node in topological_order(root, lambda node: node.parents):
        node.grad = 0.0
