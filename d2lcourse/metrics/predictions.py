"""How good predictions are. Taught in lectures 03 (root mean squared error) and 04 (accuracy, confusion)."""

from __future__ import annotations

import torch

__all__ = ["accuracy", "confusion_matrix", "r2", "root_mean_squared_error"]


def accuracy(outputs: torch.Tensor, labels: torch.Tensor) -> float:
    """Share of examples whose label is predicted, 0 to 1.

    outputs: (..., k) scores of k classes, the largest is the prediction; or (...) predicted labels.
    labels: (...) int.
    Raises ``ValueError`` where outputs and labels have other shapes.

    >>> accuracy(torch.tensor([[0.1, 2.0], [3.0, 0.0]]), torch.tensor([1, 1]))
    0.5
    """
    predicted = outputs.argmax(dim=-1) if outputs.ndim == labels.ndim + 1 else outputs
    _same_shape(predicted, labels, "labels")
    return (predicted == labels).double().mean().item()


def confusion_matrix(predicted: torch.Tensor, labels: torch.Tensor, classes: int) -> torch.Tensor:
    """How often each class was taken for each: entry (i, j) counts examples of class i that were taken for j.

    predicted, labels: (n,) int, 0 to classes - 1.
    Returns (classes, classes) int64; the diagonal counts what is right.
    Raises ``ValueError`` where the shapes differ, and for a class that is not 0 to classes - 1.

    >>> confusion_matrix(torch.tensor([0, 1, 1]), torch.tensor([0, 0, 1]), 2).tolist()
    [[1, 1], [0, 1]]
    """
    _same_shape(predicted, labels, "labels")
    for name, values in (("predicted", predicted), ("labels", labels)):
        if values.numel() and not 0 <= int(values.min()) <= int(values.max()) < classes:
            raise ValueError(f"{name} must be 0 to {classes - 1}, got {int(values.min())} to {int(values.max())}")
    pairs = labels.flatten().long() * classes + predicted.flatten().long()
    return torch.bincount(pairs, minlength=classes * classes).reshape(classes, classes)


def root_mean_squared_error(predicted: torch.Tensor, target: torch.Tensor) -> float:
    """Typical size of an error, in the unit of the target.

    predicted, target: the same shape; (n, 1) against (n,) would broadcast to (n, n), so that is refused.
    Raises ``ValueError`` where the shapes differ.

    >>> root_mean_squared_error(torch.tensor([1.0, 5.0]), torch.tensor([4.0, 1.0]))
    3.5355339059327378
    """
    _same_shape(predicted, target, "target")
    return (predicted.double() - target.double()).square().mean().sqrt().item()


def r2(predicted: torch.Tensor, target: torch.Tensor) -> float:
    """Share of the target's variance that is explained: 1 is perfect, 0 is as good as always saying the mean.

    predicted, target: (...) float, the same shape.
    Raises ``ValueError`` where the shapes differ, and for a target that is constant.
    """
    _same_shape(predicted, target, "target")
    target = target.double()
    around_mean = (target - target.mean()).square().sum()
    if around_mean == 0:
        raise ValueError("the target is constant: there is no variance to explain")
    return 1 - ((predicted.double() - target).square().sum() / around_mean).item()


def _same_shape(predicted: torch.Tensor, target: torch.Tensor, name: str) -> None:
    """A silent broadcast here is the most common wrong result of all."""
    if predicted.shape != target.shape:
        raise ValueError(
            f"predictions have shape {tuple(predicted.shape)}, {name} {tuple(target.shape)}: they must be the same"
        )
