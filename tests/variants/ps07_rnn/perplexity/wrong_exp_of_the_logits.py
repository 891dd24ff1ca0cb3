# loses: sure and right is 1, sure and wrong is large
# hint: exp(1000) is inf, and inf / inf is NaN: log_softmax moves the logits first.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    total, tokens = 0.0, 0
    for logits, targets in [(logits, targets)]:
        log_p = (logits.exp() / logits.exp().sum(dim=-1, keepdim=True)).log()
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf
