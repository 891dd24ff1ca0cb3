"""Arrays and tensors as bytes: dtype by name, shape, contiguous little-endian data, and the device if not the CPU.

torch is imported only when a tensor is met; a notebook that never uses it never pays for it. In the same way CUDA
starts in a process only when a tensor that lives there arrives.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograde.wire.frames import Blob

__all__ = [
    "DeviceFailure",
    "array_from",
    "array_parts",
    "device_part",
    "is_array",
    "is_tensor",
    "tensor_from",
    "tensor_parts",
    "torch_dtype",
]

_ARRAY_KINDS = "biufcSUmM"
_ARRAY_DTYPE = re.compile(rf"[<|][{_ARRAY_KINDS}]\d{{1,9}}(?:\[\d{{0,9}}[A-Za-z]{{1,7}}\])?")
"""As :func:`array_parts` writes them; NumPy understands much more, some of it with warnings."""
_TENSOR_DTYPES = frozenset(
    "float16 bfloat16 float32 float64 complex64 complex128 uint8 int8 int16 int32 int64 bool".split()
)
_MAX_DIMS = 64
_DEVICES = frozenset({"cuda"})


class DeviceFailure(Exception):
    """The device would not take a tensor (it is full, or broken), which is nobody's mistake."""


def is_tensor(value: object) -> bool:
    """Whether ``value`` is a torch tensor; False without importing torch."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def is_array(value: object) -> bool:
    """Whether ``value`` is a NumPy array."""
    return isinstance(value, np.ndarray)


def array_parts(array: Any) -> tuple[str, list[int], Blob]:
    """``(dtype, shape, bytes)`` of an array.

    Raises:
        TypeError: arrays of Python objects or records.
    """
    plain = np.asarray(array)
    if plain.dtype.kind not in _ARRAY_KINDS:
        raise TypeError(f"an array of dtype {plain.dtype} cannot travel")
    little = plain.astype(plain.dtype.newbyteorder("<"), copy=False)
    return little.dtype.str, list(plain.shape), little.tobytes()


def array_from(dtype: str, shape: Sequence[int], data: Blob) -> Any:
    """The array of those parts, writable.

    Raises:
        ValueError: parts that do not fit together.
    """
    if not isinstance(dtype, str) or not _ARRAY_DTYPE.fullmatch(dtype):
        raise ValueError(f"dtype {dtype!r} is not allowed")
    try:
        kind = np.dtype(dtype)
    except (TypeError, ValueError, SyntaxError) as error:
        raise ValueError(f"no dtype {dtype!r}") from error
    if kind.kind not in _ARRAY_KINDS or (kind.itemsize == 0 and len(data)):
        raise ValueError(f"dtype {dtype!r} is not allowed")
    _check_shape(shape, kind.itemsize, len(data))
    if kind.kind == "b":
        # a byte that is neither 0 nor 1 would be a bool that is True and equal to nothing
        return (np.frombuffer(data, dtype=np.uint8) != 0).reshape(tuple(shape))
    if kind.kind == "U" and len(data) and np.frombuffer(data, dtype=kind.byteorder + "u4").max() > sys.maxunicode:
        raise ValueError("text with characters that there are not")
    return np.frombuffer(bytearray(data), dtype=kind, count=math.prod(shape)).reshape(tuple(shape))


def torch_dtype(name: str) -> Any:
    """``torch.float32`` of ``"float32"``.

    Raises:
        ValueError: a name outside the closed list.
    """
    import torch

    if name not in _TENSOR_DTYPES:
        raise ValueError(f"dtype {name!r} is not allowed")
    return getattr(torch, name)


def tensor_parts(tensor: Any) -> tuple[str, list[int], Blob]:
    """``(dtype, shape, bytes)`` of a dense tensor on any device.

    Raises:
        TypeError: sparse, quantised and other tensors that are no dense table of numbers.
    """
    import torch

    name = str(tensor.dtype).removeprefix("torch.")
    if tensor.layout is not torch.strided or name not in _TENSOR_DTYPES or tensor.is_quantized:
        raise TypeError(f"a {tensor.layout} tensor of dtype {tensor.dtype} cannot travel")
    plain = tensor.detach().resolve_conj().resolve_neg().cpu().contiguous()
    shape = list(plain.shape)
    flat = plain.reshape(-1)
    if name == "bfloat16":
        flat = flat.view(torch.int16)
    return name, shape, flat.numpy().tobytes()


def device_part(tensor: Any) -> list[str]:
    """Where ``tensor`` lives: nothing for the CPU, else the kind of device. Each process sees one GPU at most, so its
    number says nothing on the other side.

    Raises:
        TypeError: a device that holds no numbers, or that the other side does not have.
    """
    kind: str = tensor.device.type
    if kind == "cpu":
        return []
    if kind not in _DEVICES:
        raise TypeError(f"a tensor on device {kind!r} cannot travel")
    return [kind]


def tensor_from(dtype: str, shape: Sequence[int], data: Blob, device: str = "cpu") -> Any:
    """The tensor of those parts, owning writable memory.

    Raises:
        ValueError: parts that do not fit together, or a device that is not here.
        DeviceFailure: the device is here and does not take it.
    """
    tensor = _on_cpu(dtype, shape, data)
    if device == "cpu":
        return tensor
    import torch

    if device not in _DEVICES or not getattr(torch, device).is_available():
        raise ValueError(f"no device {device!r} here")
    try:
        return tensor.to(device)
    except (RuntimeError, AssertionError) as error:  # the latter where torch was built without it
        raise DeviceFailure(str(error)) from error


def _on_cpu(dtype: str, shape: Sequence[int], data: Blob) -> Any:
    import torch

    kind = torch_dtype(dtype)
    _check_shape(shape, kind.itemsize, len(data))
    if not len(data):
        return torch.empty(tuple(shape), dtype=kind)
    if kind is torch.bool:
        # a byte that is neither 0 nor 1 would be a bool that is True and equal to nothing
        return (torch.frombuffer(bytearray(data), dtype=torch.uint8) != 0).reshape(tuple(shape))
    return torch.frombuffer(bytearray(data), dtype=kind).reshape(tuple(shape))


def _check_shape(shape: Sequence[int], itemsize: int, length: int) -> None:
    if len(shape) > _MAX_DIMS or not all(type(size) is int and 0 <= size < 2**48 for size in shape):
        raise ValueError("a malformed shape")
    if math.prod(shape) * itemsize != length:
        raise ValueError(f"{length} bytes do not fill shape {tuple(shape)}")
