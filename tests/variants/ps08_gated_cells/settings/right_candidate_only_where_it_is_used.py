def gate_settings(
    memory: str, output: str, units: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    b = torch.zeros(4, units)
    b[0] = 25.0 if memory == "write" else -25.0
    b[1] = 25.0 if memory == "keep" else -25.0
    b[3] = 25.0 if output == "on" else -25.0
    W_x, W_h = torch.zeros(2, units, 4 * units)
    if memory == "write":
        W_x = torch.cat([W_h[:, : 2 * units], torch.eye(units), W_h[:, :units]], dim=1)
    return [W_x, W_h, b.flatten()]


def register(units: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    W_x = torch.zeros(units + 2, 4, units)
    W_x[:units, 2] = torch.eye(units)
    W_x[units, 0], W_x[units, 1], W_x[units + 1, 3] = 40.0, -40.0, 40.0
    shut = torch.tensor([-20.0, 20.0, 0.0, -20.0])
    W_h = torch.zeros(units, 4 * units)
    return W_x.flatten(1), W_h, shut.repeat_interleave(units)
