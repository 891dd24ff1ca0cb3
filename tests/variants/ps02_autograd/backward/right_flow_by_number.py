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
    order = ordered(root)
    number = {id(node): i for i, node in enumerate(order)}
    flow = torch.zeros(len(order), dtype=torch.float64).tolist()
    flow[-1] = 1.0
    for i in range(len(order) - 1, -1, -1):
        for parent, local in zip(order[i].parents, order[i].local_grads):
            flow[number[id(parent)]] += local * flow[i]
    for node, more in zip(order, flow):
        node.grad = node.grad + more


def zero_grad(root: Node) -> None:
    for node in ordered(root):
        node.grad = 0.0
