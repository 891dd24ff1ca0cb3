def relu(x):
    return torch.maximum(x, x.new_zeros(()))


def relu_derivative(x):
    return torch.heaviside(x, torch.zeros_like(x))


def sigmoid(x):
    return (-torch.logaddexp(torch.zeros_like(x), -x)).exp()


def sigmoid_derivative(x):
    return sigmoid(x) * sigmoid(-x)
