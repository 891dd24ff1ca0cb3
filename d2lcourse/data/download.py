"""Fetching a file from its mirrors with pooch: checked, on one line, and given up soon where there is no network.

No mirror is waited for longer than ten seconds without a byte. When none of a file's mirrors can be reached, and no
other host answered before, nothing else is tried in this process. ``D2LCOURSE_OFFLINE=1`` says from the start that
there is no network.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pooch
import requests

from d2lcourse.data.errors import DataMissing
from d2lcourse.data.recognise import what_is_wrong
from d2lcourse.data.registry import DataFile
from d2lcourse.progress import Line

__all__ = ["TIMEOUT_S", "fetch"]

TIMEOUT_S: Final = 10.0
OFFLINE: list[str] = []  # why there is no network, once that is known
ANSWERED: set[str] = set()  # hosts that did: there is a network, whatever happens to others


class Bar:
    """What pooch moves while it downloads."""

    def __init__(self, name: str, line: Line) -> None:
        self.name, self.line, self.total, self.done = name, line, 0, 0

    @property
    def moved(self) -> bool:
        """Whether the mirror began to send."""
        return bool(self.total or self.done)

    def update(self, count: int) -> None:
        self.done += count
        size = (
            f"{min(self.done, self.total) / 1e6:.1f} of {self.total / 1e6:.1f}"
            if self.total
            else f"{self.done / 1e6:.1f}"
        )
        self.line.show(f"downloading {self.name}: {size} MB")

    def reset(self) -> None:
        self.done = 0

    def close(self) -> None:
        """Nothing: the line is ended by the one who knows whether the file is right."""


def fetch(file: DataFile, target: Path) -> Path:
    """Download to ``target`` from the first mirror that gives the right file.

    Raises ``DataMissing`` where none does, and says for each mirror why.
    """
    if os.environ.get("D2LCOURSE_OFFLINE", "0") not in ("", "0"):
        raise DataMissing(f"{file.name} cannot be fetched: D2LCOURSE_OFFLINE is set")
    if not file.urls:
        raise DataMissing(f"{file.name} has no public address: it has to lie in the folder $D2LCOURSE_DATA")
    if OFFLINE:
        raise DataMissing(f"{file.name} cannot be fetched: there was no network a moment ago ({OFFLINE[0]})")
    line = Line()
    reasons = []
    for url in file.urls:
        bar = Bar(file.name, line)
        try:
            _download(url, target, bar)
        except requests.RequestException as error:
            if bar.moved or error.response is not None:
                ANSWERED.add(str(urlsplit(url).hostname))
            reasons.append(f"{urlsplit(url).hostname}: {_reason(error)}")
            continue
        except (socket.gaierror, TimeoutError) as error:
            reasons.append(f"{urlsplit(url).hostname}: {_reason(error)}")
            continue
        except OSError as error:
            line.end("")
            raise DataMissing(f"{file.name} cannot be kept in {target.parent}: {error.strerror or error}") from None
        ANSWERED.add(str(urlsplit(url).hostname))
        if not (wrong := what_is_wrong(file, target)):
            line.end(f"downloaded {file.name} ({file.size / 1e6:.1f} MB)")
            return target
        target.unlink()
        reasons.append(f"{urlsplit(url).hostname}: wrong file, {wrong}")
    line.end("")
    if not ANSWERED:
        OFFLINE.append(reasons[0])
    raise DataMissing(f"{file.name} cannot be fetched ({'; '.join(reasons)})")


def _download(url: str, target: Path, bar: Bar) -> None:
    """Put what the mirror sends in the place of what is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)  # pooch keeps what is there
    _resolve(url)
    pooch.get_logger().setLevel(logging.ERROR)  # it would write to stderr what our one line says
    downloader: Any = pooch.HTTPDownloader(progressbar=bar, chunk_size=1 << 16, timeout=TIMEOUT_S)
    pooch.retrieve(url, known_hash=None, fname=target.name, path=target.parent, downloader=downloader)


def _resolve(url: str) -> None:
    """Look the host up within the time: without a network the system's own look-up may take a minute."""
    if requests.utils.get_environ_proxies(url):
        return  # the proxy looks it up
    parts = urlsplit(url)
    found: list[Any] = []

    def look_up() -> None:
        try:
            found.append(socket.getaddrinfo(parts.hostname, parts.port or parts.scheme))
        except OSError as error:
            found.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(TIMEOUT_S)
    if not found:
        raise TimeoutError
    if isinstance(found[0], OSError):
        raise found[0]


def _reason(error: OSError) -> str:
    """A few words: the full text of requests' errors has several lines."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"HTTP {error.response.status_code}"
    if isinstance(error, TimeoutError | requests.Timeout) or "timed out" in str(error):
        return f"no answer within {TIMEOUT_S:.0f} s"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke"
    return "no connection"
