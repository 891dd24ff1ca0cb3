"""Figures for a page: an image is shown only after it was taken apart and put together again as a plain PNG.

The text comes from students. What is no base64, no PNG, damaged, or so large that a browser would choke on its pixels
is left out; comments, profiles and animation go.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from dataclasses import dataclass

__all__ = ["Figure", "figure"]

MAX_BYTES = 1_500_000
MAX_PIXELS = 16_000_000
MAX_SIDE = 8_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(frozen=True)
class Figure:
    """A checked image."""

    width: int
    height: int
    base64: str

    @property
    def uri(self) -> str:
        """For the ``src`` of an ``img``."""
        return f"data:image/png;base64,{self.base64}"


def figure(text: object) -> Figure | None:
    """The image in base64 ``text``, else None."""
    if not isinstance(text, str) or len(text) > MAX_BYTES * 3 // 2:
        return None
    try:
        data = base64.b64decode("".join(text.split()).encode("ascii"), validate=True)
        chunks = _chunks(data)
        width, height = _size(chunks, pixels := b"".join(body for kind, body in chunks if kind == b"IDAT"))
    except (ValueError, struct.error, zlib.error, binascii.Error):
        return None
    parts = [_SIGNATURE]
    for kind, body in chunks:
        if kind in _KEPT and kind != b"IDAT":
            if kind == b"IEND":
                parts.append(_chunk(b"IDAT", pixels))
            parts.append(_chunk(kind, body))
    return Figure(width, height, base64.b64encode(b"".join(parts)).decode("ascii"))


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG, each with the right check sum, from IHDR to IEND."""
    if len(data) > MAX_BYTES or not data.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    found: list[tuple[bytes, bytes]] = []
    at = len(_SIGNATURE)
    while not found or found[-1][0] != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(kind + body) != check:
            raise ValueError("damaged")
        found.append((kind, body))
        at += 12 + length
    if found[0][0] != b"IHDR" or sum(kind == b"IHDR" for kind, _ in found) != 1:
        raise ValueError("no header")
    return found


def _size(chunks: list[tuple[bytes, bytes]], pixels: bytes) -> tuple[int, int]:
    """Width and height, if the header is one that browsers know and the pixels are all there and no more."""
    width, height, depth, colour, compression, filtering, interlace = struct.unpack(">IIBBBBB", chunks[0][1])
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise ValueError("too large")
    if depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise ValueError("no such PNG")
    if colour == 3 and not any(kind == b"PLTE" for kind, _ in chunks):
        raise ValueError("no palette")
    row = 1 + (width * depth * _CHANNELS[colour] + 7) // 8
    unpacked = zlib.decompressobj()
    length = len(unpacked.decompress(pixels, 2 * row * height + 64))
    if length < row * height or unpacked.unconsumed_tail or not (unpacked.eof or interlace):
        raise ValueError("the pixels do not fit the size")
    return width, height


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
