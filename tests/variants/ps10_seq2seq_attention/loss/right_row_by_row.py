def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    losses, count = [0 * logits.sum()], 0
    for row, label, n in zip(logits, labels, lengths.tolist()):
        peaks = row[:n].logsumexp(dim=1)
        hits = row[torch.arange(n, device=row.device), label[:n]]
        losses.append((peaks - hits).sum())
        count += n
    return sum(losses) / (count or 1)
