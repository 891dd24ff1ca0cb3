# loses: central_difference of one entry and of none
# hint: Without entries your result still needs the shape of x: (2, 0) is not (0,).

def central_difference(f, x, h=1e-05):
    if x.numel() == 0:
        return torch.zeros(0, dtype=x.dtype)
    slopes = []
    for i in range(x.numel()):
        step = torch.zeros_like(x).reshape(-1)
        step[i] = h
        step = step.reshape(x.shape)
        slopes.append((f(x + step) - f(x - step)) / (2 * h))
    return torch.stack(slopes).reshape(x.shape)
