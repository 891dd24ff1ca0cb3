def convolve(image, W):
    """A convolution by hand: each weight meets a shifted image."""
    K, (R, S) = W.shape[2], image.shape[2:]
    image = torch.nn.functional.pad(image, [K // 2] * 4)
    total = 0
    for u in range(K):
        for v in range(K):
            part = image[:, :, u : u + R, v : v + S]
            total = total + torch.einsum("bcrs,oc->bors", part, W[:, :, u, v])
    return total


def conv_lstm_step(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    z = convolve(x, W_x) + convolve(h, W_h) + b[:, None, None]
    i, f, g, o = torch.split(z, len(b) // 4, dim=1)
    c = torch.addcmul(torch.sigmoid(f) * c, torch.sigmoid(i), torch.tanh(g))
    return torch.sigmoid(o) * torch.tanh(c), c
