# loses: batched operations keep dtype and device
# hint: Converting the input to one dtype loses digits of a float64 tensor.

def batched_matvec(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return (A.float() * X.float()[:, None, :]).sum(2)


def batched_quadratic_form(A: torch.Tensor, X: torch.Tensor) -> torch.Tensor:
    return ((A.float() * X.float()[:, None, :]).sum(2) * X.float()).sum(1)


def normalise_rows(X: torch.Tensor) -> torch.Tensor:
    lengths = (X * X).sum(1, keepdim=True).sqrt()
    return torch.where(lengths > 0, X / lengths, X)
