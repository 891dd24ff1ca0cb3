"""The wire: what is sent arrives as it was; what is forged is refused, in bounded memory and bounded steps."""

from __future__ import annotations

import contextlib
import math
import socket
import struct
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import example
from hypothesis import strategies as st

from autograde.wire import decoder, immutables
from autograde.wire.decoder import Decoder
from autograde.wire.encoder import Encoder
from autograde.wire.frames import Channel, ChannelClosed, ChannelTimeout, FrameLimits, MalformedFrame
from autograde.wire.nodes import DecodeError, EncodeError, pack, unpack
from tests.fuzz.profile import fuzz
from tests.fuzz.wire_values import blobs, nodes, raw_messages, values


def sent(value: Any) -> Any:
    """``value`` as the other side gets it."""
    encoder = Encoder()
    node = encoder.encode(value)
    table, root = unpack(pack([encoder.table, node]))
    return Decoder(table, [bytearray(blob) for blob in encoder.blobs]).decode(root)


def equal(one: Any, other: Any) -> bool:
    """Equal in type, dtype, shape, bits and order; written apart from the codec. Every NaN is like every other."""
    if isinstance(one, torch.Tensor):
        if type(other) is not torch.Tensor or one.dtype != other.dtype or one.shape != other.shape:
            return False
        return torch.equal(one.isnan(), other.isnan()) and torch.equal(one[~one.isnan()], other[~other.isnan()])
    if isinstance(one, (np.ndarray, np.generic)):
        same = type(one) is type(other) and one.dtype.newbyteorder("=") == other.dtype.newbyteorder("=")
        return same and one.shape == other.shape and repr(one.tolist()) == repr(other.tolist())
    if isinstance(one, tuple) and hasattr(one, "_fields") and any(isinstance(item, type) for item in one):
        return equal(tuple(one), other)  # a test would call a class that is a field
    if isinstance(one, tuple) and hasattr(one, "_fields"):
        return one._fields == other._fields and all(map(equal, one, other))
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return repr(one) == repr(other)
    if isinstance(one, complex):
        return equal((one.real, one.imag), (other.real, other.imag))
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict):
        return equal(list(one.items()), list(other.items()))
    if isinstance(one, (type({}.keys()), type({}.values()), type({}.items()))):
        return equal(list(one), list(other))
    if isinstance(one, slice):
        return equal((one.start, one.stop, one.step), (other.start, other.stop, other.step))
    return bool(one == other)


@fuzz(300, values)
@example(np.array([1, 2], ">i4"))
@example(np.array([1.5], ">f8"))
@example(np.array(["ab"], ">U2"))
@example(torch.zeros(2, 3).t())
@example(complex("nan+infj"))
@example({(1, "a"): [1.0] * 8})
def test_there_and_back(value: Any) -> None:
    assert equal(value, sent(value))


@fuzz(100, values, values)
def test_what_is_shared_stays_shared(one: Any, other: Any) -> None:
    first, second, third, (fourth,) = sent([one, other, one, (other,)])
    if isinstance(one, (list, dict, set, bytearray, torch.Tensor, np.ndarray)):
        assert first is third
    if isinstance(other, (list, dict, set, bytearray, torch.Tensor, np.ndarray)):
        assert second is fourth


@pytest.mark.parametrize(
    "value",
    [torch.empty(2, device="meta"), torch.ones(2).to_sparse(), torch.zeros(2, dtype=torch.float8_e4m3fn),
     torch.nested.nested_tensor([torch.ones(1)], layout=torch.jagged), np.zeros(1, "V4"), np.array([None])],
    ids=["meta", "sparse", "float8", "nested", "void", "objects"],
)  # fmt: skip
def test_what_cannot_travel_is_said(value: Any) -> None:
    with pytest.raises(EncodeError):
        Encoder().encode(value)


# -- forged structures


def decoded(table: Any, root: Any, given: list[bytearray]) -> None:
    """Decode; whatever comes of it is a value or a DecodeError."""
    with contextlib.suppress(DecodeError):
        decoder = Decoder(table, given)
        decoder.decode(root)
        decoder.objects(len(table))


DECODING = {decoder.__file__, immutables.__file__}


def steps_of(work: Callable[[], None]) -> int:
    """How many functions of the decoder are entered."""
    count = 0

    def profile(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call" and frame.f_code.co_filename in DECODING

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def size_of(node: Any) -> int:
    """How many values a structure consists of."""
    if isinstance(node, list):
        return 1 + sum(map(size_of, node))
    return 1 + sum(map(size_of, node.values())) if isinstance(node, dict) else 1


@fuzz(400, st.lists(nodes, max_size=6) | nodes, nodes, blobs)
@example([["a", "a4", [1], 0]], ["@", 0], [bytearray(4)])
@example([["a", None, [1], 0]], ["@", 0], [bytearray(8)])
def test_forged_structures(table: Any, root: Any, given: list[bytearray]) -> None:
    steps = steps_of(lambda: decoded(table, root, given))
    assert steps <= 20 * (size_of(table) + size_of(root)) + 50


@fuzz(250, values, st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4))
def test_mutated_messages(value: Any, changes: list[tuple[float, int]]) -> None:
    encoder = Encoder()
    node = encoder.encode(value)
    data = bytearray(pack([encoder.table, node]))
    for where, byte in changes:
        data[int(where * len(data))] = byte
    with contextlib.suppress(DecodeError):
        message = unpack(bytes(data))
        if isinstance(message, list) and len(message) == 2:
            decoded(*message, [bytearray(blob) for blob in encoder.blobs])


@fuzz(300, raw_messages)
def test_any_bytes_as_a_structure(data: bytes) -> None:
    with contextlib.suppress(DecodeError):
        assert type(unpack(data)) is not msgpack.ExtType


def _big(number: int) -> list[Any]:
    return ["i", number.to_bytes(24, "little", signed=True)]


def _alike_in_pairs(count: int) -> list[Any]:
    """Complex numbers of one hash: a part that is larger by one makes up for the other."""
    return [["c", float(-1_000_003 * number), float(number)] for number in range(1, count)]


ALIKE: dict[str, list[Any]] = {
    "complex numbers": _alike_in_pairs(2000),
    "tuples of integers": [["t", [_big((2**61 - 1) * number)]] for number in range(2000)],
    "named tuples": [["n", "N", ["a"], [_big((2**61 - 1) * number)]] for number in range(2000)],
    "tuples of complex numbers": [["t", [key]] for key in _alike_in_pairs(2000)],
    "frozensets": [["f", [key]] for key in _alike_in_pairs(2000)],
}
HOLDERS: dict[str, Callable[[list[Any]], tuple[list[Any], Any]]] = {
    "a dict": lambda keys: ([["d", [node for key in keys for node in (key, 0)]]], ["@", 0]),
    "an ordered dict": lambda keys: ([["od", [node for key in keys for node in (key, 0)]]], ["@", 0]),
    "a set": lambda keys: ([["s", keys]], ["@", 0]),
    "a frozenset": lambda keys: ([], ["f", keys]),
    "the keys of a dict": lambda keys: ([], ["dk", keys]),
    "the items of a dict": lambda keys: ([], ["di", [["t", [key, 0]] for key in keys]]),
}


@pytest.mark.parametrize("holder", sorted(HOLDERS))
@pytest.mark.parametrize("keys", sorted(ALIKE))
def test_keys_of_one_hash_are_refused(keys: str, holder: str) -> None:
    """n of them take n * n / 2 comparisons: minutes for one message."""
    table, root = HOLDERS[holder](ALIKE[keys])
    made = [Decoder([], []).decode(key) for key in ALIKE[keys]]
    assert len(set(map(hash, made[:200]))) == 1 or keys == "frozensets"
    with pytest.raises(DecodeError):
        Decoder(table, []).decode(root)


@pytest.mark.parametrize("keys", [range(5000), [float(n) for n in range(5000)], [(n, n + 1) for n in range(5000)],
                                  [f"{n}" for n in range(5000)], [complex(n, 1) for n in range(5000)],
                                  [2.0**n for n in range(-1000, 1000)]], ids=str)  # fmt: skip
def test_honest_keys_pass(keys: Any) -> None:
    assert sent(dict.fromkeys(keys)) == dict.fromkeys(keys) and sent(set(keys)) == set(keys)


BOMBS: dict[str, tuple[bytes, int]] = {
    "empty tuples": (pack([["l", [["t", []]] * 300_000]]), 0),
    "lists by reference": (pack([["l", []], *[["l", [["@", 0]] * 100] for _ in range(2000)]]), 0),
    "doubling": (pack([["l", [0] * 10], *[["l", [["@", n], ["@", n]]] for n in range(60)]]), 0),
    "named tuples": (pack([["l", [["n", f"N{n}", ["a"], [0]] for n in range(5000)]]]), 0),
    "one blob named often": (pack([["lf", 0]] * 5000), 8_000_000),
    "a long integer": (pack([["l", [["i", b"\x7f" * 65_536]] * 10]]), 0),
    "a large shape": (pack([["T", "float32", [2**40], 0], ["a", "<f8", [2**40], 0], ["a", "<U99999999", [1], 0]]), 64),
    "zero times a large shape": (pack([["T", "float32", [0, 2**47], 0], ["a", "<U999999999", [0, 2**47], 1]]), 0),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_memory_of_a_decode_is_bounded(name: str) -> None:
    data, length = BOMBS[name]
    given = [bytearray(length), bytearray(length)]
    tracemalloc.start()
    try:
        table = unpack(data)
        decoder = Decoder(table, given)
        for index in range(len(table)):
            with contextlib.suppress(DecodeError):
                decoder.object(index)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak <= 300 * len(data) + 6 * length + 2_000_000


# -- frames

LIMITS = FrameLimits(structure_bytes=1000, blobs=20, total_bytes=5000)


def received(data: bytes) -> list[tuple[bytes, list[bytearray]]]:
    """The frames in ``data``, up to where it ends or is none."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(data)
        ours.shutdown(socket.SHUT_WR)
        channel, found = Channel(theirs, LIMITS), []
        try:
            while True:
                found.append(channel.receive(time.monotonic() + 60))
        except (ChannelClosed, MalformedFrame):
            return found


_counts = st.integers(0, 30) | st.sampled_from((999, 1000, 1001, 2**16, 2**31, 2**32 - 1))
_heads = st.builds(
    lambda magic, structure, count, lengths, rest: struct.pack("!4sII", magic, structure, count)
    + struct.pack(f"!{len(lengths)}Q", *lengths) + rest,
    st.sampled_from((b"AGW1", b"AGW1", b"AGW2")), _counts, _counts,
    st.lists(_counts | st.just(2**63) | st.just(2**64 - 1), max_size=5), st.binary(max_size=60),
)  # fmt: skip


@fuzz(300, st.lists(_heads | st.binary(max_size=40), max_size=3).map(b"".join))
def test_any_bytes_as_frames(data: bytes) -> None:
    for structure, parts in received(data):
        assert len(structure) + sum(map(len, parts)) <= len(data)


@fuzz(200, st.lists(st.tuples(st.binary(max_size=1000), st.lists(st.binary(max_size=200), max_size=20)), max_size=4))
def test_frames_there_and_back(frames: list[tuple[bytes, list[bytes]]]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sender, receiver = Channel(ours, LIMITS), Channel(theirs, LIMITS)
        for structure, parts in frames:
            sender.send(structure, parts)
            assert receiver.receive(time.monotonic() + 60) == (structure, parts)


def test_a_frame_that_never_ends_meets_its_deadline() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(struct.pack("!4sII", b"AGW1", 1000, 0) + b"x")
        with pytest.raises(ChannelTimeout):
            Channel(theirs, LIMITS).receive(time.monotonic() + 0.05)


def test_a_frame_over_the_limit_takes_no_memory() -> None:
    tracemalloc.start()
    try:
        for count, lengths in ((20, [250] * 20), (20, [2**62] * 20), (2**32 - 1, []), (0, [])):
            assert not received(
                struct.pack("!4sII", b"AGW1", 1001 if not count else 10, count)
                + struct.pack(f"!{len(lengths)}Q", *lengths)
            )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200_000 and math.isfinite(peak)
