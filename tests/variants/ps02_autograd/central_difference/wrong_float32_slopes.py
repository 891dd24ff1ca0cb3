# loses: central_difference with other steps
# hint: The slopes were stored in float32 on the way; the later float64 does not bring the digits back.

def central_difference(f, x, h=1e-05):
    slopes = torch.zeros(x.numel())
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes.reshape(x.shape).to(x.dtype)
