"""A mirror for data files on this machine, that behaves well or badly as a test wants it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Mirror", "closed_port"]


class Mirror:
    """Serves ``content`` under the names of ``ways``: ``url("good")``, ``url("hangs")`` and so on."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.asked: list[str] = []  # ways that were asked for, in order
        self.over = threading.Event()

    def url(self, way: str) -> str:
        return f"http://127.0.0.1:{self.port}/{way}"

    @contextmanager
    def running(self) -> Iterator[Mirror]:
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                way = self.path.strip("/")
                mirror.asked.append(way)
                if way == "missing":
                    self.send_error(404)
                    return
                if way == "hangs":
                    mirror.over.wait(60)
                    return
                content = {"wrong": b"<html>log in first</html>", "short": mirror.content[:-1]}.get(way, mirror.content)
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if way in ("breaks", "stalls"):
                    self.wfile.write(content[: len(content) // 2])
                    self.wfile.flush()
                    if way == "stalls":
                        mirror.over.wait(60)
                    return
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            server.daemon_threads = True
            self.port = server.server_address[1]
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield self
            finally:
                self.over.set()
                server.shutdown()
                thread.join()


def closed_port() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/file"
