# loses: softmax and log_sum_exp keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    small = logits.float()
    largest = small.amax(dim=-1)
    total = (small - largest[..., None]).exp().sum(dim=-1)
    return (largest + total.log()).to(logits.dtype)


def softmax(logits: torch.Tensor) -> torch.Tensor:
    small = logits.float()
    weights = (small - small.amax(dim=-1, keepdim=True)).exp()
    return (weights / weights.sum(dim=-1, keepdim=True)).to(logits.dtype)
