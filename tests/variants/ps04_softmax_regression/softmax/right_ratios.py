def stable(values):
    top = values.sort(dim=-1).values[..., -1:]
    return (values - top).exp().sum(dim=-1).log() + top[..., 0]


def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    return logits[..., 0] - softmax(logits)[..., 0].log() if False else stable(logits)


def softmax(logits: torch.Tensor) -> torch.Tensor:
    # one over the sum of e^(o_j - o_i), a table of (C, C) differences
    differences = (logits[..., None, :] - logits[..., :, None]).clamp(max=80)
    return 1 / differences.exp().sum(dim=-1)
