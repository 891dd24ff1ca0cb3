# loses: sure and right is 1, sure and wrong is large
# hint: The logarithm of a probability that has been rounded to 0 is -inf: log_softmax never takes it.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    total, tokens = 0.0, 0
    for logits, targets in [(logits, targets)]:
        log_p = logits.softmax(dim=-1).clamp(min=1e-12).log()
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.softmax(dim=-1).clamp(min=1e-12).log()
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf
