# loses: register of several units; register: written, kept for 100 steps, shown
# hint: The sums of your register lie too near to 0: 3 * sigmoid(-8) is 1e-3 already, and 100 steps add up.

def gate_settings(
    memory: str, output: str, units: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    i, f = {"reset": (-1, -1), "keep": (-1, 1), "write": (1, -1)}[memory]
    o = {"off": -1, "on": 1}[output]
    W_x = torch.zeros(units, 4 * units)
    W_x[:, 2 * units : 3 * units] = torch.eye(units)
    signs = torch.tensor([i, f, 0, o]).repeat_interleave(units)
    return W_x, torch.zeros(units, 4 * units), 20.0 * signs


def register(units: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    W_x = torch.zeros(units + 2, 4, units)
    W_x[:units, 2] = torch.eye(units)
    W_x[units, 0], W_x[units, 1], W_x[units + 1, 3] = 15.8, -15.8, 15.8
    shut = torch.tensor([-7.9, 7.9, 0.0, -7.9])
    W_h = torch.zeros(units, 4 * units)
    return W_x.flatten(1), W_h, shut.repeat_interleave(units)
