# loses: Value: tanh and exp of other numbers
# hint: data is a tensor here; the task wants a float.

class Value:

    def __init__(self, data, parents=(), local_grads=()):
        self.data = torch.as_tensor(data, dtype=torch.float64)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple(local_grads)

    def __add__(self, other: 'Value | float') -> 'Value':
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: 'Value | float') -> 'Value':
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = self.data.tanh()
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        t = self.data.exp()
        return Value(t, (self,), (t,))

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
