# loses: valid tokens weigh the same; random logits; padding changes nothing, whatever stands there; the gradient is 0 on padding, exactly; no valid token: the loss is 0
# hint: A mean of the means of the rows: tokens of short rows weigh more than those of long ones.

def masked_loss(
    logits: torch.Tensor, labels: torch.Tensor, lengths: torch.Tensor
) -> torch.Tensor:
    losses = []
    for row, label, n in zip(logits, labels, lengths.tolist()):
        if n:
            losses.append(torch.nn.functional.cross_entropy(row[:n], label[:n]))
    return sum(losses) / len(losses) if losses else logits.new_zeros(())
