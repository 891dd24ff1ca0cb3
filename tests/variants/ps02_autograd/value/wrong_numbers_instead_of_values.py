# loses: Value: 2 + 3; Value: 2 * 3; Value: tanh and exp of log 2; Value without imports; Value: sums and products of other numbers; Value: tanh and exp of other numbers; Value: numbers beside Values; Value: a Value times itself; Value: random expressions have the gradients of torch; Value: parents are the operands themselves; Value: tanh far from 0; Value: operations leave their operands alone
# hint: Your operations give plain floats back; the result has to be a Value again.

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
        return self.data + other.data

    def __mul__(self, other: "Value | float") -> "Value":
        if not isinstance(other, Value):
            other = Value(other)
        return self.data * other.data

    def tanh(self) -> "Value":
        result = math.tanh(self.data)
        return result

    def exp(self) -> "Value":
        result = math.exp(self.data)
        return result

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
