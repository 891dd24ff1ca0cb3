# loses: one class, and a batch with no rows
# hint: squeeze() without a dim drops every dim of size 1, and softmax keeps all of its dims.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).exp()
    return (weights / weights.sum(dim=-1, keepdim=True)).squeeze()
