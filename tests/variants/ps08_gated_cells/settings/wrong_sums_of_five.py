# loses: memory: reset; memory: keep; memory: write; output: on, off; register: write 1 and 0; register: show 1 and 0; memory of several units; output of several units; a value is kept for 100 steps within 1e-3; the gradient survives 100 steps of keeping; register of several units; register: written, kept for 100 steps, shown
# hint: Right in kind, but too near: sigmoid(5) is 0.993, and 1e-3 is asked for. Set the sums further out.

def gate_settings(
    memory: str, output: str, units: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    i, f = {"reset": (-1, -1), "keep": (-1, 1), "write": (1, -1)}[memory]
    o = {"off": -1, "on": 1}[output]
    W_x = torch.zeros(units, 4 * units)
    W_x[:, 2 * units : 3 * units] = torch.eye(units)
    signs = torch.tensor([i, f, 0, o]).repeat_interleave(units)
    return W_x, torch.zeros(units, 4 * units), 5.0 * signs


def register(units: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    W_x = torch.zeros(units + 2, 4, units)
    W_x[:units, 2] = torch.eye(units)
    W_x[units, 0], W_x[units, 1], W_x[units + 1, 3] = 10.0, -10.0, 10.0
    shut = torch.tensor([-5.0, 5.0, 0.0, -5.0])
    W_h = torch.zeros(units, 4 * units)
    return W_x.flatten(1), W_h, shut.repeat_interleave(units)
