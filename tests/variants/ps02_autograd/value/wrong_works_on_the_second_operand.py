# loses: Value: a Value times itself; Value: random expressions have the gradients of torch; Value: parents are the operands themselves; Value: operations leave their operands alone
# hint: x + y changes y: the sum has to be a new Value.

class Value:

    def __init__(
        self,
        data: float,
        parents: Sequence["Value"] = (),
        local_grads: Sequence[float] = (),
    ) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple(float(number) for number in local_grads)

    def __add__(self, other: "Value | float") -> "Value":
        if not isinstance(other, Value):
            other = Value(other)
        old = Value(other.data, other.parents, other.local_grads)
        other.data += self.data
        other.parents, other.local_grads = (self, old), (1.0, 1.0)
        return other

    def __mul__(self, other: "Value | float") -> "Value":
        if not isinstance(other, Value):
            other = Value(other)
        return Value(
            self.data * other.data, (self, other), (other.data, self.data)
        )

    def tanh(self) -> "Value":
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result**2,))

    def exp(self) -> "Value":
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    # Given: these use yours.
    def __radd__(self, other: float) -> "Value":  # 2 + x
        return self + other

    def __rmul__(self, other: float) -> "Value":  # 2 * x
        return self * other

    def __neg__(self) -> "Value":
        return self * -1

    def __sub__(self, other: "Value | float") -> "Value":
        return self + -other

    def __rsub__(self, other: float) -> "Value":  # 2 - x
        return -self + other
