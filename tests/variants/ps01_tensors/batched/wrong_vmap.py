# loses: batched operations use no loop
# hint: vmap hides the loop over the batch; write the expression for the whole batch.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return torch.vmap(torch.mv)(A, X)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A * X[:, None, :]).sum(2) * X).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
