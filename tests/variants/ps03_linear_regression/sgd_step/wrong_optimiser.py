# loses: sgd_step without torch.optim
# hint: The numbers are right, but torch.optim has done the step.

def sgd_step(params: list[torch.Tensor], lr: float) -> None:
    if params:
        optimiser = torch.optim.SGD(params, lr)
        optimiser.step()
        optimiser.zero_grad()
