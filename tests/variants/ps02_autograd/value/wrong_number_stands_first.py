# loses: Value: numbers beside Values
# hint: In x + 2 the parents are x and then 2: the order of the operands.

class Value:

    def __init__(self, data: float, parents: Sequence['Value']=(), local_grads: Sequence[float]=()) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple((float(number) for number in local_grads))

    def __add__(self, other):
        if not isinstance(other, Value):
            return Value(self.data + other, (Value(other), self), (1.0, 1.0))
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            return Value(self.data * other, (Value(other), self), (other, self.data))
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self) -> 'Value':
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result ** 2,))

    def exp(self) -> 'Value':
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

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
