# loses: Value without imports
# hint: NumPy is imported for what math has, too.

import numpy as np


class Value:

    def __init__(self, data: float, parents: Sequence['Value']=(), local_grads: Sequence[float]=()) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple((float(number) for number in local_grads))

    def __add__(self, other: 'Value | float') -> 'Value':
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: 'Value | float') -> 'Value':
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value(t, (self,), (1 - t * t,))

    def exp(self):
        t = np.exp(self.data)
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
