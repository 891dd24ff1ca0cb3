# loses: the forward pass keeps dtype and device
# hint: A float64 result with the digits of float32: a bias or a hidden layer went through float32.

def mlp_forward(X, layers):
    H = X
    for i, (W, b) in enumerate(layers):
        H = H @ W + b.float()
        if i < len(layers) - 1:
            H = H.clamp(min=0)
    return H


def parameter_count(sizes: list[int]) -> int:
    count = 0
    for i in range(1, len(sizes)):
        count += (sizes[i - 1] + 1) * sizes[i]
    return count
