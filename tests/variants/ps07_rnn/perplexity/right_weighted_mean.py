def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    o = logits - logits.amax(dim=2, keepdim=True)
    hit = torch.nn.functional.one_hot(targets, o.shape[2])
    log_p = (o * hit).sum(dim=2) - o.exp().sum(dim=2).log()
    try:
        return math.exp(-log_p.mean().item())
    except OverflowError:
        return math.inf


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    sizes = [y.numel() for _, y in batches]
    L = 0.0
    for (o, y), n in zip(batches, sizes):
        if n > 0:
            total = torch.nn.functional.nll_loss(o.log_softmax(-1).flatten(0, 1), y.flatten(), reduction="sum")
            L += (total / sum(sizes)).item()
    return float("inf") if L > 709 else math.e**L
