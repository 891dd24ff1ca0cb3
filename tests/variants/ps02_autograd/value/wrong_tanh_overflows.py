# loses: Value: tanh far from 0
# hint: (e^2x - 1) / (e^2x + 1) is right on paper; math.exp(2000) is too large for a float.

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
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: "Value | float") -> "Value":
        if not isinstance(other, Value):
            other = Value(other)
        return Value(
            self.data * other.data, (self, other), (other.data, self.data)
        )

    def tanh(self) -> "Value":
        power = math.exp(2 * self.data)
        result = (power - 1) / (power + 1)
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
