"""Frames over a stream socket: one structure (msgpack) and any number of raw blobs beside it.

Arrays and long strings travel as blobs, so that the structure stays small; limiting the structure's bytes therefore
limits the number of Python objects that one frame can become (8 MB of empty lists would be 578 MB of memory).

A frame is ``magic, structure length, blob count`` then the blobs' lengths, the structure, and the blobs.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Blob", "Channel", "ChannelClosed", "ChannelTimeout", "FrameLimits", "MalformedFrame"]

Blob = bytes | bytearray | memoryview

_HEADER = struct.Struct("!4sII")
_MAGIC = b"AGW1"


class ChannelClosed(Exception):
    """The other side is gone."""


class ChannelTimeout(Exception):
    """The deadline passed before a whole frame arrived. The stream is of no use any more."""


class MalformedFrame(Exception):
    """What arrived is no frame, or a larger one than the limits allow. The stream is of no use any more."""


@dataclass(frozen=True)
class FrameLimits:
    """Largest frame that is accepted."""

    structure_bytes: int = 4 << 20
    blobs: int = 100_000
    total_bytes: int = 256 << 20


class Channel:
    """A socket that sends and receives frames.

    Args:
        sock: a connected stream socket; the channel owns it.
        limits: what it accepts; sending is not limited.
    """

    def __init__(self, sock: socket.socket, limits: FrameLimits | None = None) -> None:
        self._sock = sock
        self.limits = limits or FrameLimits()
        self.received = 0
        """Bytes received so far."""

    def fileno(self) -> int:
        """Descriptor of the socket."""
        return self._sock.fileno()

    def close(self) -> None:
        """Close the socket; the other side then sees :class:`ChannelClosed`."""
        self._sock.close()

    def send(self, structure: bytes, blobs: Sequence[Blob] = ()) -> None:
        """Send one frame; blocks until the other side has taken it.

        Raises:
            ChannelClosed: the other side is gone.
        """
        views = [memoryview(blob).cast("B") if len(blob) else memoryview(b"") for blob in blobs]
        head = _HEADER.pack(_MAGIC, len(structure), len(views))
        lengths = struct.pack(f"!{len(views)}Q", *(view.nbytes for view in views))
        try:
            self._sock.settimeout(None)
            self._sock.sendall(head + lengths + structure)
            for view in filter(None, views):  # to send nothing fails where the other side has all and is gone
                self._sock.sendall(view)
        except OSError as error:
            raise ChannelClosed(str(error)) from error

    def receive(self, deadline: float | None = None) -> tuple[bytes, list[bytearray]]:
        """Wait for one frame: its structure and its blobs.

        Args:
            deadline: ``time.monotonic()`` value by which the *whole* frame must be here; a sender that trickles
                bytes does not extend it.

        Raises:
            ChannelClosed, ChannelTimeout, MalformedFrame
        """
        magic, structure_length, blob_count = _HEADER.unpack(self._exactly(_HEADER.size, deadline))
        if magic != _MAGIC:
            raise MalformedFrame("not a frame")
        if structure_length > self.limits.structure_bytes or blob_count > self.limits.blobs:
            raise MalformedFrame(f"a structure of {structure_length} bytes with {blob_count} blobs is over the limit")
        lengths = struct.unpack(f"!{blob_count}Q", self._exactly(8 * blob_count, deadline))
        if structure_length + sum(lengths) > self.limits.total_bytes:
            raise MalformedFrame(f"a value of {sum(lengths)} bytes is over the limit of {self.limits.total_bytes}")
        self.received += structure_length + sum(lengths)
        structure = bytes(self._exactly(structure_length, deadline))
        return structure, [self._exactly(length, deadline) for length in lengths]

    def _exactly(self, count: int, deadline: float | None) -> bytearray:
        buffer = bytearray(count)
        view = memoryview(buffer)
        filled = 0
        while filled < count:
            try:
                if deadline is None:
                    self._sock.settimeout(None)
                else:
                    remaining = deadline - time.monotonic()
                    if remaining <= 0:
                        raise ChannelTimeout
                    self._sock.settimeout(remaining)
                received = self._sock.recv_into(view[filled:])
            except TimeoutError as error:
                raise ChannelTimeout from error
            except OSError as error:
                raise ChannelClosed(str(error)) from error
            if received == 0:
                raise ChannelClosed("end of stream")
            filled += received
        return buffer
