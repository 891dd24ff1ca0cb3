# loses: backward without import and recursion; backward through a graph of depth 10,000
# hint: backward or zero_grad calls itself once per node on the way down, and Python stops at about 1,000 nested calls.

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
        for parent, local in zip(node.parents, node.local_grads):
            flow[parent] += flow[node] * local


def zero_grad(root: Node) -> None:
    root.grad = 0.0
    for parent in root.parents:
        zero_grad(parent)
