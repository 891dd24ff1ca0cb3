"""Frames: limits, deadlines, and streams that are none."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograde.wire.frames import Channel, ChannelClosed, ChannelTimeout, FrameLimits, MalformedFrame

LIMITS = FrameLimits(structure_bytes=1000, blobs=10, total_bytes=5000)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, Channel]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield theirs, Channel(ours, LIMITS)


def soon() -> float:
    return time.monotonic() + 0.2


def frame(structure: bytes, *blobs: bytes) -> bytes:
    """Written apart from the channel."""
    lengths = b"".join(len(blob).to_bytes(8, "big") for blob in blobs)
    counts = len(structure).to_bytes(4, "big") + len(blobs).to_bytes(4, "big")
    return b"AGW1" + counts + lengths + structure + b"".join(blobs)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=900), st.lists(st.binary(max_size=300), max_size=8))
def test_there_and_back(structure: bytes, blobs: list[bytes]) -> None:
    one, other = socket.socketpair()
    with one, other:
        Channel(one).send(structure, blobs)
        assert Channel(other, LIMITS).receive(soon()) == (structure, [bytearray(blob) for blob in blobs])


def test_the_format(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    channel.send(b"abc", [b"de", b""])
    assert raw.recv(1000) == frame(b"abc", b"de", b"")


HUGE = struct.pack("!4sII", b"AGW1", 10, 1) + (2**63).to_bytes(8, "big")


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\n\r\n", bytes(12), b"AGW2" + bytes(8), frame(bytes(1001)), frame(b"", *[b""] * 11),
        frame(b"", bytes(5001)), frame(bytes(900), bytes(4101)), b"AGW1" + b"\xff" * 8, HUGE,
    ],
)  # fmt: skip
def test_more_than_allowed(raw: bytes, ends: tuple[socket.socket, Channel]) -> None:
    """Refused from the lengths alone: nothing is read or set aside for it."""
    ends[0].sendall(raw)
    with pytest.raises(MalformedFrame):
        ends[1].receive(soon())


@pytest.mark.parametrize("length", [0, 3, 11, 12, 19, 22, 30])
def test_cut_short(length: int, ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    raw.sendall(frame(b"structure", b"and a blob")[:length])
    raw.close()
    with pytest.raises(ChannelClosed):
        channel.receive(soon())


@pytest.mark.parametrize("length", [0, 3, 12, 19, 30])
def test_never_finished(length: int, ends: tuple[socket.socket, Channel]) -> None:
    ends[0].sendall(frame(b"structure", b"and a blob")[:length])
    with pytest.raises(ChannelTimeout):
        ends[1].receive(soon())


def test_a_sender_that_drips_does_not_extend_the_deadline(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    over = threading.Event()

    def drip() -> None:
        for byte in frame(b"x" * 900):
            if over.wait(0.01):
                return
            raw.sendall(bytes([byte]))

    sender = threading.Thread(target=drip)
    sender.start()
    try:
        with pytest.raises(ChannelTimeout):
            channel.receive(soon())
    finally:
        over.set()
        sender.join()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes(raw: bytes) -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(raw)
        one.shutdown(socket.SHUT_WR)
        with pytest.raises((MalformedFrame, ChannelClosed)):
            Channel(other, LIMITS).receive(soon())


def test_sending_to_nobody(ends: tuple[socket.socket, Channel]) -> None:
    ends[0].close()
    with pytest.raises(ChannelClosed):
        ends[1].send(bytes(10_000_000))


def test_how_much_was_received(ends: tuple[socket.socket, Channel]) -> None:
    for _ in range(3):
        ends[0].sendall(frame(b"abc", b"defg"))
        ends[1].receive(soon())
    assert ends[1].received == 3 * 7
