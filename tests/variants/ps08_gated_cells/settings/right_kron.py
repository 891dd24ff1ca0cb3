def gate_settings(
    memory: str, output: str, units: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    signs = {"reset": [-1.0, -1.0], "keep": [-1.0, 1.0], "write": [1.0, -1.0]}
    row = torch.tensor([*signs[memory], 0.0, 2.0 * (output == "on") - 1.0])
    only_g = torch.tensor([[0.0, 0.0, 1.0, 0.0]])
    W_x = torch.kron(only_g, torch.eye(units))
    return W_x, 0 * W_x, torch.kron(18 * row, torch.ones(units))


def register(units: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    ones, eye = torch.ones(units), torch.eye(units)
    W_v = torch.kron(torch.tensor([[0.0, 0.0, 1.0, 0.0]]), eye)
    rows = [[50.0, -50.0, 0.0, 0.0], [0.0, 0.0, 0.0, 50.0], [-25.0, 25.0, 0.0, -25.0]]
    write, show, b = (torch.kron(torch.tensor(row), ones) for row in rows)
    return torch.cat([W_v, write[None], show[None]]), 0 * W_v, b
