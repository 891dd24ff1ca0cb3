def central_difference(f, x, h=1e-05):
    result = torch.empty_like(x)
    count = torch.arange(x.numel()).reshape(x.shape)
    for i in range(x.numel()):
        up = torch.where(count == i, x + h, x)
        down = torch.where(count == i, x - h, x)
        result[count == i] = (f(up) - f(down)) / 2 / h
    return result
