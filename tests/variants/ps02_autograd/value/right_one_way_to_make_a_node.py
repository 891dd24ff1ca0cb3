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
        other = self.lifted(other)
        return Value(self.data + other.data, [self, other], [1, 1])

    def __mul__(self, other: "Value | float") -> "Value":
        other = self.lifted(other)
        pair = (self, other)
        product = Value(self.data * other.data, pair)
        product.local_grads = tuple(v.data for v in reversed(pair))
        return product

    @staticmethod
    def lifted(x):
        return x if isinstance(x, Value) else Value(x)

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
