# loses: backward where nodes are used several times; backward three times, zero_grad, and once more
# hint: In x * x the node x stands at two places, and each sends a part; a dict with x as key has room for one.

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


def ordered(root):
    order, done = [], set()
    stack = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if node in done:
            continue
        if ready:
            done.add(node)
            order.append(node)
        else:
            stack.append((node, True))
            stack.extend((parent, False) for parent in node.parents)
    return order


def backward(root: Node) -> None:
    flow = {node: 0.0 for node in ordered(root)}
    flow[root] = 1.0
    for node in reversed(list(flow)):
        node.grad += flow[node]
        for parent, local in dict(zip(node.parents, node.local_grads)).items():
            flow[parent] += flow[node] * local


def zero_grad(root: Node) -> None:
    for node in ordered(root):
        node.grad = 0.0
