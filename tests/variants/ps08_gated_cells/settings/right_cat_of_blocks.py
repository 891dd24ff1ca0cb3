def gate_settings(
    memory: str, output: str, units: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    zero, one = torch.zeros(units), torch.full((units,), 30.0)
    i = one if memory == "write" else -one
    f = one if memory == "keep" else -one
    o = one if output == "on" else -one
    block = torch.zeros(units, units)
    W_x = torch.cat([block, block, torch.eye(units), block], dim=1)
    return W_x, torch.cat([block] * 4, dim=1), torch.cat([i, f, zero, o])


def register(units: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    eye, block = torch.eye(units), torch.zeros(units, units)
    zero, row = torch.zeros(1, units), torch.full((1, units), 60.0)
    values = torch.cat([block, block, eye, block], dim=1)
    write = torch.cat([row, -row, zero, zero], dim=1)
    show = torch.cat([zero, zero, zero, row], dim=1)
    b = torch.cat([-row, row, zero, -row], dim=1)[0] / 2
    return torch.cat([values, write, show]), torch.zeros(units, 4 * units), b
