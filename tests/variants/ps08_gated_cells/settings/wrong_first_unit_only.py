# loses: memory of several units; output of several units; a value is kept for 100 steps within 1e-3; the gradient survives 100 steps of keeping; register of several units; register: written, kept for 100 steps, shown
# hint: Every unit has gates of its own: the bias of a part has one entry for each unit.

def gate_settings(
    memory: str, output: str, units: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    i, f = {"reset": (-1, -1), "keep": (-1, 1), "write": (1, -1)}[memory]
    o = {"off": -1, "on": 1}[output]
    W_x = torch.zeros(units, 4 * units)
    W_x[:, 2 * units : 3 * units] = torch.eye(units)
    signs = torch.zeros(4 * units)
    signs[::units] = torch.tensor([i, f, 0.0, o])
    return W_x, torch.zeros(units, 4 * units), 20.0 * signs


def register(units: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    W_x = torch.zeros(units + 2, 4, units)
    W_x[:units, 2] = torch.eye(units)
    W_x[units, 0], W_x[units, 1], W_x[units + 1, 3] = 40.0, -40.0, 40.0
    shut = torch.tensor([-20.0, 20.0, 0.0, -20.0])
    W_h = torch.zeros(units, 4 * units)
    b = torch.zeros(4 * units)
    b[::units] = shut
    return W_x.flatten(1), W_h, b
