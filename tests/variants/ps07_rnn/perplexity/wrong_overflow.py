# loses: sure and right is 1, sure and wrong is large
# hint: math.exp raises an error above 709: a model that is sure and wrong has perplexity inf.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    total, tokens = 0.0, 0
    for logits, targets in [(logits, targets)]:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L)


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L)
