"""The JavaScript of handouts and web site: reveal.js and MathJax, by npm, at the versions that the lock file pins.

They are installed once per lock file into the user's cache and are no part of this project's files.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock

from d2lcourse.data.store import cache_folder
from d2lcourse.handouts.errors import HandoutError

__all__ = ["MATHJAX", "javascript"]

HERE = Path(__file__).resolve().parent
MATHJAX = "mathjax/es5/tex-svg-full.js"  # one file: SVG needs no fonts, "full" loads no extension later


def javascript() -> Path:
    """The folder ``node_modules`` with the packages of ``package.json``. Raises ``HandoutError`` without npm."""
    lock = (HERE / "package-lock.json").read_bytes()
    folder = cache_folder() / f"javascript-{hashlib.sha256(lock).hexdigest()[:12]}"
    if (folder / "node_modules").is_dir():
        return folder / "node_modules"
    npm = shutil.which("npm")
    if npm is None:
        raise HandoutError(
            "npm is missing: it fetches reveal.js and MathJax once (Debian, Ubuntu: apt-get install npm)"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"), tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        if not folder.exists():
            for name in ("package.json", "package-lock.json"):
                shutil.copyfile(HERE / name, Path(scratch) / name)
            command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            done = subprocess.run(command, cwd=scratch, capture_output=True, text=True)
            if done.returncode != 0:
                said = [line for line in done.stderr.splitlines() if "error" in line] or [
                    f"exit code {done.returncode}"
                ]
                raise HandoutError(f"npm could not fetch reveal.js and MathJax: {said[0].strip()}")
            shutil.copytree(scratch, folder.with_name(f"{folder.name}.new"), dirs_exist_ok=True)
            folder.with_name(f"{folder.name}.new").replace(folder)
    return folder / "node_modules"
