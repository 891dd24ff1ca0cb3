# loses: central_difference leaves x alone
# hint: x + h - h is not always x: floats round. Move a copy.

def central_difference(f, x, h=1e-05):
    slopes = torch.zeros(x.numel(), dtype=x.dtype)
    flat = x.view(-1)
    for i in range(x.numel()):
        flat[i] += h
        up = f(x)
        flat[i] -= 2 * h
        down = f(x)
        flat[i] += h
        slopes[i] = (up - down) / (2 * h)
    return slopes.reshape(x.shape)
