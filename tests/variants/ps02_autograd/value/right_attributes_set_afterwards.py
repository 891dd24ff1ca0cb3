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
        z = Value(self.data + other.data)
        z.parents = (self, other)
        z.local_grads = (1.0, 1.0)
        return z

    def __mul__(self, other: "Value | float") -> "Value":
        if not isinstance(other, Value):
            other = Value(other)
        return Value(
            self.data * other.data, (self, other), (other.data, self.data)
        )

    def tanh(self) -> "Value":
        a = abs(self.data)
        small = math.exp(-2 * a)
        t = math.copysign((1 - small) / (1 + small), self.data)
        z = Value(t)
        z.parents, z.local_grads = (self,), (1 / math.cosh(min(a, 300.0)) ** 2,)
        return z

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
