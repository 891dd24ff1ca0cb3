"""A Jupyter server of its own for one folder: another port, another token, no settings of the person who runs it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

__all__ = ["Server", "served"]


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    address: str
    token: str

    def slides(self, path: str) -> str:
        """Where a notebook is shown as slides."""
        return f"{self.address}/rise/{quote(path)}?token={self.token}"

    def lab(self, path: str) -> str:
        """Where a notebook is open in JupyterLab."""
        return f"{self.address}/lab/tree/{quote(path)}?token={self.token}"


@contextlib.contextmanager
def served(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Serve a folder.

    environment: what its kernels inherit beside the environment of this process.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.root_dir={folder}"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    with tempfile.TemporaryDirectory() as scratch:
        own = ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
        folders = {name: f"{scratch}/{name.lower()}" for name in own}
        log = Path(scratch) / "server.log"
        with log.open("w") as lines:
            server = subprocess.Popen(
                command,
                stdout=lines,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=os.environ | folders | dict(environment or {}),
            )
            try:
                running = Server(f"http://127.0.0.1:{port}", token)
                _wait_for(server, f"{running.address}/api/status?token={token}", log)
                yield running
            finally:
                server.terminate()
                try:
                    server.wait(timeout=60)
                except subprocess.TimeoutExpired:  # it waits for a kernel that is just being started again
                    server.kill()
                    server.wait()


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Until the server answers. A refused connection is tried again; the process itself is the clock."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                json.load(answer)
                return
        except (urllib.error.URLError, ConnectionError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.1)
                break
    raise RuntimeError(f"the Jupyter server did not start: {log.read_text()[-500:]}")
