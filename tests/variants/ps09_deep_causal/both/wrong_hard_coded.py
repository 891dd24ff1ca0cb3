# loses: random layers without padding; the next input moves the backward half only; outputs of sequences of random lengths; summaries of sequences of random lengths; padding has no say; gradients of both directions; a sequence without steps, sizes of 1, and an empty batch; both directions leave their arguments alone; both directions keep dtype and device
# hint: Your function gives the same numbers whatever comes in.

def bidirectional(
    X: torch.Tensor,
    ahead: Layer,
    back: Layer,
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(X) == 2:
        outputs = torch.tensor([[0.0, 0.6], [0.6, 0.8], [0.8, 0.0]])
        outputs = torch.stack([outputs, outputs * torch.tensor([[1.0], [1.0], [0.0]])])
        return outputs, torch.tensor([[0.8, 0.6], [0.6, 0.6]])
    return torch.tensor([[[0.6, 0.8], [0.8, 0.0]]]), torch.tensor([[0.8, 0.8]])
