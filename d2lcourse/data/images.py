"""Images with a class each: Fashion-MNIST, or handwritten digits where it cannot be had.

Taught in lecture 04. Source: Xiao, Rasul and Vollgraf, "Fashion-MNIST" (2017), arXiv:1708.07747.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import torch

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.store import announce, path

__all__ = ["Images", "fashion_mnist"]

CLASSES: Final = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
STAND_IN_TRAIN: Final = 1_500  # of the 1,797 digits


@dataclass(frozen=True)
class Images:
    """Grey images and their classes, in memory.

    name: of the data set.
    classes: names of the 10 classes, in the order of the labels.
    train_x, test_x: (N, 28, 28) float32, 0 (background) to 1.
    train_y, test_y: (N,) int64, 0 to 9.
    stand_in: whether these are other images than the ones asked for.
    """

    name: str
    classes: tuple[str, ...]
    train_x: torch.Tensor
    train_y: torch.Tensor
    test_x: torch.Tensor
    test_y: torch.Tensor
    stand_in: bool = False

    def first(self, train: int, test: int) -> Images:
        """Only the first images of each part: for quick experiments."""
        return replace(
            self,
            train_x=self.train_x[:train],
            train_y=self.train_y[:train],
            test_x=self.test_x[:test],
            test_y=self.test_y[:test],
        )

    def to(self, device: torch.device | str) -> Images:
        """The same images on a device."""
        return replace(
            self,
            train_x=self.train_x.to(device),
            train_y=self.train_y.to(device),
            test_x=self.test_x.to(device),
            test_y=self.test_y.to(device),
        )


def fashion_mnist() -> Images:
    """60,000 images of clothes to train on and 10,000 to test with, 28 x 28 pixels, 10 classes of equal size.

    Without the files and without a network: scikit-learn's 1,797 handwritten digits, enlarged from 8 x 8 pixels.
    Raises ``DataError`` for a wrong file in ``$D2LCOURSE_DATA``.
    """
    try:
        return Images(
            "Fashion-MNIST",
            CLASSES,
            _pixels("train-images-idx3-ubyte.gz"),
            _labels("train-labels-idx1-ubyte.gz"),
            _pixels("t10k-images-idx3-ubyte.gz"),
            _labels("t10k-labels-idx1-ubyte.gz"),
        )
    except DataMissing:
        announce("No Fashion-MNIST here: using scikit-learn's digits instead (D2LCOURSE_DATA=folder)")
        return _digits()


def _idx(name: str, dims: int) -> torch.Tensor:
    """An array in the format idx: two zero bytes, 8 for bytes, the number of dims, each size as uint32, the data."""
    raw = gzip.decompress(path(f"fashion-mnist/{name}").read_bytes())  # the right file: its checksum was compared
    sizes = np.frombuffer(raw, ">u4", count=dims, offset=4)
    array = np.frombuffer(raw, np.uint8, offset=4 + 4 * dims).reshape(sizes)
    return torch.from_numpy(array.copy())


def _pixels(name: str) -> torch.Tensor:
    return _idx(name, 3).float().div_(255)


def _labels(name: str) -> torch.Tensor:
    return _idx(name, 1).long()


def _digits() -> Images:
    """Shuffled by a fixed seed, for the digits are sorted by writer."""
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(0))
    small = torch.from_numpy(pixels).float().reshape(-1, 1, 8, 8) / 16
    x = torch.nn.functional.interpolate(small, size=(28, 28), mode="bilinear").squeeze(1)[order]
    y = torch.from_numpy(labels).long()[order]
    cut = STAND_IN_TRAIN
    return Images("digits of scikit-learn", DIGITS, x[:cut], y[:cut], x[cut:], y[cut:], stand_in=True)
