# loses: softmax and log_sum_exp keep dtype and device
# hint: Somewhere on the way the numbers become float32, and digits that float32 cannot hold are gone for good.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.float().amax(dim=-1)
    return largest + (logits.float() - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits.float() - logits.float().amax(dim=-1, keepdim=True)).exp()
    return weights / weights.sum(dim=-1, keepdim=True)
