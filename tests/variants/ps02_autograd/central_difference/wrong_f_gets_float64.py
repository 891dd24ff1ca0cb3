# loses: central_difference keeps the dtype of float32
# hint: Your result has the dtype of x, but f was asked at float64 points.

def central_difference(f, x, h=1e-05):
    dtype = x.dtype
    x = x.double()
    slopes = torch.zeros(x.numel(), dtype=x.dtype)
    for i in range(x.numel()):
        step = torch.zeros(x.numel(), dtype=x.dtype)
        step[i] = h
        step = step.reshape(x.shape)
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes.reshape(x.shape).to(dtype)
