"""Values there and back over the whole closed set; and bytes that are no value."""

from __future__ import annotations

import collections
import math
import tracemalloc
from typing import Any

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.nodes import DecodeError, EncodeError, pack, unpack

Pair = collections.namedtuple("Pair", "left right")

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
    | st.complex_numbers(allow_nan=False) | st.just(...) | st.sampled_from([int, float, str, list, type(None)])
)  # fmt: skip
keys = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.floats(allow_nan=False)
dtypes = st.sampled_from("float16 bfloat16 float32 float64 complex64 uint8 int8 int16 int32 int64 bool".split())


@st.composite
def tensors(draw: Any) -> Any:
    shape = draw(st.lists(st.integers(0, 4), max_size=3))
    made = torch.randint(0, 2, shape).to(getattr(torch, draw(dtypes)))
    return made.t() if made.dim() == 2 and draw(st.booleans()) else made


@st.composite
def arrays(draw: Any) -> Any:
    kind = draw(st.sampled_from(["<f8", ">f4", "<i2", "|u1", "|b1", "<c8", "<U3", "|S2", "<M8[ns]", "<m8[s]"]))
    shape = draw(st.lists(st.integers(0, 3), max_size=3))
    made = np.zeros(shape, dtype="u1").astype(kind if kind[1] not in "Mm" else "i8").astype(kind)
    return made[()] if draw(st.booleans()) and not shape else made


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    pairs = st.builds(Pair, inner, inner)
    return (
        st.lists(inner, max_size=5)
        | st.lists(st.floats(), min_size=8, max_size=12)
        | st.lists(st.integers(-(2**65), 2**65), min_size=8, max_size=12)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.dictionaries(st.text(), inner, max_size=3).map(collections.OrderedDict)
        | st.sets(keys, max_size=4) | st.frozensets(keys, max_size=4)
        | st.dictionaries(keys, st.integers(), max_size=3).map(collections.Counter)
        | st.dictionaries(keys, inner, max_size=3).map(lambda made: made.items())
        | st.dictionaries(keys, inner, max_size=3).map(lambda made: made.keys())
        | pairs | st.binary().map(bytearray) | st.builds(slice, inner, inner)
    )  # fmt: skip


values = st.recursive(
    scalars | tensors() | arrays() | st.builds(range, st.integers(), st.integers()), containers, max_leaves=15
)


def over_the_wire(value: Any) -> Any:
    encoder = Encoder()
    node = encoder.encode(value)
    table, root = unpack(pack([encoder.table, node]))
    return Decoder(table, [bytearray(blob) for blob in encoder.blobs]).decode(root)


def same(one: Any, other: Any) -> bool:
    """Equal in type and content, NaN included; written apart from the codec."""
    if type(one) is not type(other) and not (isinstance(one, tuple) and hasattr(one, "_fields")):
        return False
    if isinstance(one, torch.Tensor):
        return one.dtype == other.dtype and one.shape == other.shape and torch.equal(one, other)
    if isinstance(one, (np.ndarray, np.generic)):
        wanted = one.dtype.newbyteorder("<")
        return wanted == other.dtype and one.shape == other.shape and np.array_equal(one.astype(wanted), other)
    if isinstance(one, float):
        return (math.isnan(one) and math.isnan(other)) or (
            one == other and math.copysign(1, one) == math.copysign(1, other)
        )
    if isinstance(one, (list, tuple)):
        # with a class among its fields a named tuple arrives as a tuple: a test would call it
        named = None if any(isinstance(item, type) for item in one) else getattr(one, "_fields", None)
        return named == getattr(other, "_fields", None) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    if isinstance(one, (type({}.items()), type({}.keys()), type({}.values()))):
        return same(list(one), list(other))
    if isinstance(one, slice):
        return same((one.start, one.stop, one.step), (other.start, other.stop, other.step))
    return bool(one == other)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values)
@example("\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
@example(-(2**12_345))
@example("x" * 100_000)
@example(torch.max(torch.ones(2, 2), 0))
@example([torch.float32, torch.device("cpu"), torch.Size([2, 3])])
def test_there_and_back(value: Any) -> None:
    if isinstance(value, torch.return_types.max):
        back = over_the_wire(value)
        assert type(back) is type(value) and same(tuple(back), tuple(value))
    else:
        assert same(value, over_the_wire(value))


def test_shared_stays_shared() -> None:
    inner = [1.0]
    one, other, pair = over_the_wire([inner, inner, (inner,)])
    assert one is other is pair[0]


@pytest.mark.parametrize(
    "value",
    [object(), lambda: 0, 2**700_000, np.array([object()]), torch.ones(2).to_sparse(), {Pair: 0}],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_travel_is_a_type_error(value: Any) -> None:
    with pytest.raises(EncodeError):
        Encoder().encode(value)


def test_cycles_and_depth() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    for value in (cycle, deep):
        with pytest.raises(EncodeError):
            Encoder().encode(value)


# -- hostile bytes

nodes = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 20)
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.sampled_from(
        ["@", "l", "d", "od", "ct", "s", "lf", "li", "y", "a", "T", "t", "n", "rt", "z", "f", "B", "S", "i"]
    )
    | st.sampled_from(["c", "r", "sl", "k", "ty", "to", "ng", "dk", "dw", "di", "<f8", "float32", "bool", "O", "|V8"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=25,
)
tagged = st.builds(
    lambda tag, rest: [tag, *rest],
    st.sampled_from("@ l d od ct s lf li y a T t n rt z f B S i c r sl k ty to ng dk dw di x".split()),
    st.lists(nodes, max_size=4),
)


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(tagged | nodes, max_size=5), tagged | nodes, st.lists(st.binary(max_size=24).map(bytearray), max_size=3)
)
def test_random_trees(table: list[Any], root: Any, blobs: list[bytearray]) -> None:
    """A value or a DecodeError, never anything else."""
    decoder = Decoder(table, blobs)
    try:
        decoder.decode(root)
        decoder.objects(len(table))
    except DecodeError:
        pass


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values, st.data())
def test_mutated_messages(value: Any, data: st.DataObject) -> None:
    encoder = Encoder()
    node = encoder.encode(value)
    raw = bytearray(pack([encoder.table, node]))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        message = unpack(bytes(raw[: data.draw(st.integers(0, len(raw)))]))
        if isinstance(message, list) and len(message) == 2:
            Decoder(message[0], [bytearray(blob) for blob in encoder.blobs]).decode(message[1])
    except DecodeError:
        pass


def ints(*numbers: int) -> list[Any]:
    return [["i", number.to_bytes(20, "little", signed=True)] for number in numbers]


HOSTILE: dict[str, tuple[list[Any], Any, list[bytes]]] = {
    "one blob for many lists": ([["lf", 0]] * 3, ["t", [["@", 0], ["@", 1], ["@", 2]]], [bytes(8)]),
    "one blob for many strings": ([], ["t", [["S", 0], ["S", 0]]], [b"x"]),
    "lists within lists": (
        [["l", [0] * 10]] + [["l", [["@", i]] * 10] for i in range(12)], ["@", 12], []
    ),
    "a cycle": ([["l", [["@", 0]]]], ["@", 0], []),
    "a reference ahead": ([["l", [["@", 1]]], ["l", []]], ["@", 0], []),
    "depth by references": ([["l", []]] + [["l", [["@", i]]] for i in range(100_000)], ["@", 100_000], []),
    "colliding integers as keys": ([["d", [x for i in range(3) for x in (*ints(i << 70), 0)]]], ["@", 0], []),
    "colliding integers in a view": ([], ["dk", ints(2**100)], []),
    "an array of objects": ([["a", "O", [1], 0]], ["@", 0], [bytes(8)]),
    "a record": ([["a", "f4,f4", [1], 0]], ["@", 0], [bytes(8)]),
    "a list as dtype": ([["a", [["x", "f4"]], [1], 0]], ["@", 0], [bytes(4)]),
    "void": ([["a", "V8", [1], 0]], ["@", 0], [bytes(8)]),
    "no text": ([["a", "<U1", [1], 0]], ["@", 0], [b"\xff\xff\xff\xff"]),
    "a dtype of torch's that is none": ([["T", "__class__", [1], 0]], ["@", 0], [bytes(8)]),
    "a shape too large": ([["T", "float32", [2**40, 2**40], 0]], ["@", 0], [bytes(8)]),
    "a shape whose product overflows": ([["T", "float32", [0, 2**47, 2**47], 0]], ["@", 0], [b""]),
    "a negative shape": ([["a", "<f8", [-1], 0]], ["@", 0], [bytes(8)]),
    "a shape of floats": ([["a", "<f8", [1.0], 0]], ["@", 0], [bytes(8)]),
    "bytes that do not fit": ([["a", "<f8", [2], 0]], ["@", 0], [bytes(8)]),
    "a blob that is not there": ([["a", "<f8", [1], 7]], ["@", 0], [bytes(8)]),
    "an integer too long": ([], ["i", bytes(1 << 17)], []),
    "a return type that is none": ([], ["rt", "__name__", []], []),
    "a return type of the wrong length": ([], ["rt", "max", [1]], []),
    "many kinds of named tuples": ([], ["t", [["n", f"N{i}", ["a"], [1]] for i in range(3000)]], []),
    "a named tuple with numbers as fields": ([], ["n", "N", [1, 2], [1, 2]], []),
    "a named tuple with one field twice": ([], ["n", "N", ["a"], [1, 2]], []),
    "an unhashable key": ([["l", []], ["d", [["@", 0], 1]]], ["@", 1], []),
    "a type that is not on the list": ([], ["ty", "type"], []),
    "a device that is none": ([], ["to", "device", "evil"], []),
    "a bare map": ([], {"a": 1}, []),
    "a time": ([], unpack(msgpack.packb(msgpack.Timestamp(1))), []),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_values_are_refused(name: str) -> None:
    table, root, blobs = HOSTILE[name]
    with pytest.raises(DecodeError):
        Decoder(table, [bytearray(blob) for blob in blobs]).decode(root)


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xc1", b"\xdd\xff\xff\xff\xff", b"\x91" * 100_000, b"\xd4\x05\x00", msgpack.packb({1: 2}), b"\x90\x90"],
)  # fmt: skip
def test_what_is_no_message(raw: bytes) -> None:
    with pytest.raises(DecodeError):
        unpack(raw)


def test_booleans_are_true_or_false() -> None:
    """A byte 2 would be a bool that is True and equal to nothing."""
    for tag, dtype in (("a", "|b1"), ("T", "bool")):
        made = Decoder([[tag, dtype, [3], 0]], [bytearray(b"\x00\x01\x02")]).decode(["@", 0])
        assert made.tolist() == [False, True, True] and int(made.sum()) == 2


@pytest.mark.parametrize("name", ["__class__", "class", "a b", "", 7, "Δ"])
def test_names_of_named_tuples(name: Any) -> None:
    made = Decoder([], []).decode(["n", name, ["__init__", "def", "count"], [1, 2, 3]])
    assert tuple(made) == (1, 2, 3) and made._fields[:2] == ("_0", "_1")


def test_a_bomb_stays_small() -> None:
    raw = pack([["l", [["t", []]] * 500_000]])
    tracemalloc.start()
    try:
        Decoder(unpack(raw), []).object(0)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 300 * len(raw)
