class Value:

    def __init__(self, data: float, parents: Sequence['Value']=(), local_grads: Sequence[float]=()) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple((float(number) for number in local_grads))

    def __add__(self, other):
        return self.apply(torch.add, other)

    def __mul__(self, other):
        return self.apply(torch.mul, other)

    def tanh(self):
        return self.apply(torch.tanh)

    def exp(self):
        return self.apply(torch.exp)

    def __radd__(self, other: float) -> 'Value':
        return self + other

    def __rmul__(self, other: float) -> 'Value':
        return self * other

    def __neg__(self) -> 'Value':
        return self * -1

    def __sub__(self, other: 'Value | float') -> 'Value':
        return self + -other

    def __rsub__(self, other: float) -> 'Value':
        return -self + other

    def apply(self, function, *others):
        operands = [self] + [o if isinstance(o, Value) else Value(o) for o in others]
        xs = [torch.tensor(o.data, dtype=torch.float64, requires_grad=True) for o in operands]
        y = function(*xs)
        return Value(y.item(), operands, [g.item() for g in torch.autograd.grad(y, xs)])
