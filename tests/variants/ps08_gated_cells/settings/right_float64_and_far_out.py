def gate_settings(
    memory: str, output: str, units: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    far = 500.0
    W = torch.zeros(units, 4 * units, dtype=torch.float64)
    b = torch.zeros(4 * units, dtype=torch.float64)
    b[:units] = far if memory == "write" else -far
    b[units : 2 * units] = far if memory == "keep" else -far
    b[3 * units :] = far if output == "on" else -far
    W_x = W.clone()
    for k in range(units):
        W_x[k, 2 * units + k] = 1
    return W_x, W, b


def register(units: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    H, D = units, units + 2
    W_x = torch.zeros(D, 4 * H, dtype=torch.float64)
    for k in range(H):
        W_x[k, 2 * H + k] = 1.0
        W_x[H, k] = 1000
        W_x[H, H + k] = -1000
        W_x[H + 1, 3 * H + k] = 1000
    b = torch.zeros(4 * H, dtype=torch.float64)
    b[:H], b[H : 2 * H], b[3 * H :] = -500, 500, -500
    return W_x, torch.zeros(H, 4 * H, dtype=torch.float64), b
