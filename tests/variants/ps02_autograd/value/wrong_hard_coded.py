# loses: Value without imports; Value: sums and products of other numbers; Value: tanh and exp of other numbers; Value: numbers beside Values; Value: a Value times itself; Value: random expressions have the gradients of torch; Value: parents are the operands themselves; Value: tanh far from 0
# hint: Your operations give the numbers of the example, whatever the operands are.

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
        return Value(5.0, (Value(2.0), Value(3.0)), (1.0, 1.0))

    def __mul__(self, other: "Value | float") -> "Value":
        if not isinstance(other, Value):
            other = Value(other)
        return Value(6.0, (Value(2.0), Value(3.0)), (3.0, 2.0))

    def tanh(self) -> "Value":
        result = 0.6
        return Value(result, (Value(math.log(2)),), (1 - result**2,))

    def exp(self) -> "Value":
        result = 2.0
        return Value(result, (Value(math.log(2)),), (result,))

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
