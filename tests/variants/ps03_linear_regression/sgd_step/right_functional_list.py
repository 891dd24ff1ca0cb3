def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    with torch.no_grad():
        todo = [(p, p.grad) for p in params if p.grad is not None]
        for p, g in todo:
            p.add_(-lr * g)
            p.grad = None
    return None
