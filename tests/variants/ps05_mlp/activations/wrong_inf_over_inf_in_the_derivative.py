# loses: sigmoid and its derivative at 10,000 and -10,000
# hint: At -10,000 your derivative divides inf by inf: write it with the sigmoid.

def relu(x: torch.Tensor) -> torch.Tensor:
    return x.clamp(min=0)


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    return (x > 0).to(x.dtype)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    return 1 / (1 + (-x).exp())


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    return (-x).exp() / (1 + (-x).exp()) ** 2
