"""What may cross the wire: every value of the closed set, and msgpack trees that look like values but lie."""

from __future__ import annotations

import collections
from typing import Any

import msgpack
import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

__all__ = ["Pair", "blobs", "nodes", "raw_messages", "values"]

Pair = collections.namedtuple("Pair", "left right")

TENSOR_DTYPES = "float16 bfloat16 float32 float64 complex64 complex128 uint8 int8 int16 int32 int64 bool".split()
ARRAY_DTYPES = (
    "<f2 >f2 <f4 >f4 <f8 >f8 <f16 <c8 >c8 <c16 |i1 |u1 <i2 >i2 <u4 >u4 <i8 >i8 <u8 |b1 <U0 <U1 >U3 |S0 |S3 "
    "<M8[ns] >M8[D] <M8 <m8[s] >m8[7h]"
).split()

_floats = st.floats() | st.sampled_from((0.0, -0.0, float("nan"), float("inf"), 5e-324, 2.0**-149, 65504.0, 1e300))
_ints = st.integers() | st.integers(-(2**63) - 2, 2**64 + 2) | st.sampled_from((2**63 - 1, 2**63, -(2**63), -1, 2**500))
_texts = st.text(st.characters(codec="utf-8"), max_size=20) | st.just("ä" * 20_000)


@st.composite
def tensors(draw: Any) -> Any:
    """Dense tensors of every dtype with any bits, strides and offset."""
    dtype = getattr(torch, draw(st.sampled_from(TENSOR_DTYPES)))
    shape = draw(st.lists(st.integers(0, 4), max_size=4))
    count = int(np.prod(shape, dtype=int)) * dtype.itemsize
    data = bytearray(draw(st.binary(min_size=count, max_size=count)))
    if dtype is torch.bool:
        data = bytearray(byte % 2 for byte in data)
    made = torch.frombuffer(data, dtype=dtype).reshape(shape) if count else torch.zeros(shape, dtype=dtype)
    for view in draw(st.lists(st.sampled_from(("t", "half", "expand", "flip", "conj", "neg")), max_size=3)):
        if view == "t" and made.dim() > 1:
            made = made.transpose(0, -1)
        elif view == "half" and made.dim():
            made = made[::2]
        elif view == "expand" and made.dim() < 4:
            made = made.unsqueeze(0).expand(2, *made.shape)
        elif view == "flip" and made.dim():
            made = made.flip(0)
        elif view == "conj" and made.is_complex():
            made = made.conj()
        elif view == "neg" and made.is_complex():
            made = made.conj().imag  # a view with the negative bit set
    return made


@st.composite
def arrays(draw: Any) -> Any:
    """Arrays of every dtype with any bits, byte order and strides; or their scalars."""
    dtype = np.dtype(draw(st.sampled_from(ARRAY_DTYPES)))
    shape = tuple(draw(st.lists(st.integers(0, 3), max_size=3)))
    if dtype.kind in "US" or dtype.itemsize == 16:
        made = draw(npst.arrays(np.dtype("i1"), shape)).astype(dtype)
    else:
        count = int(np.prod(shape, dtype=int)) * dtype.itemsize
        data = draw(st.binary(min_size=count, max_size=count))
        data = bytes(byte % 2 for byte in data) if dtype.kind == "b" else data
        made = np.frombuffer(data, dtype).reshape(shape) if count else np.zeros(shape, dtype)
    what = draw(st.sampled_from(("", "", "T", "half", "broadcast", "scalar", "fortran", "matrix")))
    if what == "T":
        made = made.T
    elif what == "half" and made.ndim:
        made = made[::-2]
    elif what == "broadcast":
        made = np.broadcast_to(made, (2, *made.shape))
    elif what == "fortran":
        made = np.asfortranarray(made)
    elif what == "scalar" and made.size:
        return made.flat[0]
    return made


_scalars = st.one_of(
    st.none(), st.booleans(), _ints, _floats, _texts, st.binary(max_size=20), st.complex_numbers(),
    st.sampled_from((..., NotImplemented, int, float, bool, complex, str, bytes, list, tuple, dict, set, type(None))),
    st.sampled_from((torch.float32, torch.bfloat16, torch.device("cpu"), torch.Size([2, 3]), torch.Size([]))),
    st.builds(range, _ints, _ints, st.integers(1, 5)), st.binary(max_size=9).map(bytearray),
    st.just(b"x" * 20_000),
)  # fmt: skip
_small = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | _texts | st.floats(allow_nan=False) | st.binary()
)
_keys = (
    _small
    | st.lists(_small, max_size=3).map(tuple)
    | st.complex_numbers(allow_nan=False)
    | st.builds(range, st.integers(0, 9))
)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    dicts = st.dictionaries(_keys, inner, max_size=4)
    return st.one_of(
        st.lists(inner, max_size=5), st.lists(inner, max_size=4).map(tuple), dicts, st.builds(Pair, inner, inner),
        st.lists(_floats, min_size=8, max_size=12), st.lists(_ints, min_size=8, max_size=12),
        dicts.map(collections.OrderedDict), st.sets(_keys, max_size=4), st.frozensets(_keys, max_size=4),
        st.dictionaries(_keys, st.integers(), max_size=4).map(collections.Counter),
        dicts.map(lambda made: made.items()), dicts.map(lambda made: made.keys()),
        dicts.map(lambda made: made.values()),
        st.builds(slice, inner, inner, inner),
        tensors().filter(lambda made: made.numel() and made.is_floating_point() and made.dim()).map(lambda t: t.max(0)),
        inner.map(lambda shared: [shared, (shared, shared)]),
    )  # fmt: skip


values = st.recursive(_scalars | tensors() | arrays(), _containers, max_leaves=10)

TAGS = (
    "@ l d od ct s lf li y a T t n rt z f B S i c r sl k ty to ng dk dw di h o M m I b A x g e".split()
)  # fmt: skip
_WORDS = (
    *TAGS, *TENSOR_DTYPES, *ARRAY_DTYPES, "O", "V8", "f4,f4", "a4", "(2,)f8", "max", "sort", "__class__", "dtype",
    "device",
    "cpu", "cuda:99", "meta", "Ellipsis", "NotImplemented", "type", "object", "int", "x" * 300, "class", "a b", "é",
)  # fmt: skip
_numbers = st.integers(-3, 9) | st.sampled_from(
    (2**31, 2**32, 2**47, 2**48, 2**62, 2**63 - 1, -(2**63), 2**64 - 1, 10**9, -1)
)
_extensions = st.builds(msgpack.ExtType, st.integers(0, 127), st.binary(max_size=9)) | st.just(msgpack.Timestamp(1, 2))
_leaves = (
    st.none()
    | st.booleans()
    | _numbers
    | _floats
    | st.sampled_from(_WORDS)
    | st.text(max_size=3)
    | st.binary(max_size=9)
)


def _tagged(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    bodies = st.lists(inner, max_size=4)
    shapes = st.lists(_numbers, max_size=4) | st.lists(_numbers, min_size=60, max_size=70)
    return st.one_of(
        st.builds(lambda tag, rest: [tag, *rest], st.sampled_from(TAGS), bodies),
        st.builds(lambda tag, items: [tag, items], st.sampled_from(TAGS), bodies),
        st.builds(lambda tag, items: [tag, [each for item in items for each in (item, item)]],
                  st.sampled_from(TAGS), bodies),
        st.builds(lambda index: ["@", index], _numbers),
        st.builds(lambda tag, name, shape, blob: [tag, name, shape, blob],
                  st.sampled_from(("a", "T")), st.sampled_from(_WORDS), shapes, _numbers),
        st.builds(lambda name, fields, items: ["n", name, fields, items], _leaves, bodies, bodies),
        bodies, st.dictionaries(st.text(max_size=2), inner, max_size=2),
    )  # fmt: skip


nodes = st.recursive(_leaves, _tagged, max_leaves=20)
"""Trees as a forger would write them: known tags, wrong bodies."""
blobs = st.lists(st.binary(max_size=40).map(bytearray), max_size=3)
raw_messages = st.one_of(
    st.binary(max_size=60),
    nodes.map(msgpack.packb),
    st.recursive(_leaves | _extensions, lambda inner: st.lists(inner, max_size=4), max_leaves=8).map(msgpack.packb),
    st.sampled_from(
        (b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff\x00", b"\xc6\xff\xff\xff\xffx", b"\x91" * 100_000)
    ),
)
