def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    B, T, V = logits.shape
    valid = torch.arange(T, device=logits.device).expand(B, T) < lengths.view(B, 1)
    safe = torch.where(valid, labels, torch.zeros_like(labels))
    logs = logits.log_softmax(dim=2).gather(2, safe[:, :, None])[:, :, 0]
    total = torch.where(valid, logs, torch.zeros_like(logs)).sum()
    return -total / valid.sum().clamp(min=1)
