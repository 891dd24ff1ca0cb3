# loses: central_difference with other steps
# hint: The step h is an argument: use it as it was given, near 0 and far from it.

def central_difference(f, x, h=1e-05):
    slopes = torch.zeros(x.numel(), dtype=x.dtype)
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        hi = h * max(1.0, abs(x.reshape(-1)[i].item()))
        step[i] = hi
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x - step)) / (2 * hi)
    return slopes.reshape(x.shape)
