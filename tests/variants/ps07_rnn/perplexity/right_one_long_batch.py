def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    return text_perplexity([(logits, targets)])


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    logits = torch.cat([o.flatten(0, 1) for o, _ in batches])
    targets = torch.cat([y.flatten() for _, y in batches])
    return torch.nn.functional.cross_entropy(logits, targets).exp().item()
