"""Open a lecture as live slides: a Jupyter server for its folder, and the browser at the address of jupyterlab-rise."""

from __future__ import annotations

import difflib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

__all__ = ["find", "lectures", "present", "write_settings"]

# A new slide takes the keyboard's focus away from the cells. These keys are to do the same as with the focus there.
KEYS: Final = {
    "Ctrl Enter": "notebook:run-cell",
    "T": "RISE:notes-open",
    "W": "RISE:toggleOverview",
    "Home": "RISE:firstSlide",
    "End": "RISE:lastSlide",
    "?": "RISE:riseHelp",
}
NOWHERE: Final = "body.rise-enabled:not(:focus-within)"
# Of JupyterLab, while it presents.
SETTINGS: Final = {
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},  # else outputs end up in the lecture
    "@jupyterlab/shortcuts-extension/shortcuts": {
        "shortcuts": [{"keys": [key], "command": command, "selector": NOWHERE} for key, command in KEYS.items()]
    },
}


def lectures(start: Path | None = None) -> list[Path]:
    """The notebooks of the nearest folder ``lectures``: here, above here, or beside this package; in their order.

    start: where to begin; the current folder if left out.
    """
    here = (start or Path.cwd()).resolve()
    beside_package = Path(__file__).resolve().parents[1]
    for folder in (here, *here.parents, beside_package):
        for place in (folder / "lectures", folder):
            if place.name == "lectures" and (found := sorted(place.glob("[0-9]*.ipynb"))):
                return found
    return []


def find(name: str, among: list[Path]) -> Path:
    """The lecture that a name means: a path, its full name, its number, or a part such as "softmax".

    Raises ``LookupError`` where none or several fit.
    """
    if name.endswith(".ipynb"):
        if Path(name).is_file():
            return Path(name).resolve()
        among = [path for path in among if path.name == name]  # a part of a name is not a file
    stem = name.removesuffix(".ipynb")
    number = f"{stem.zfill(2)}_"  # 3 is lecture 03, not 13
    fits = [path for path in among if path.stem == stem or path.stem.startswith(number)]
    fits = fits or [path for path in among if stem in path.stem]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise LookupError(f"{name!r} fits several lectures: {', '.join(path.stem for path in fits)}")
    close = difflib.get_close_matches(name, [path.stem for path in among], n=1)
    hint = f"did you mean {close[0]}?" if close else "d2lcourse slides lists them"
    raise LookupError(f"no lecture is called {name!r}: {hint}")


def write_settings(folder: Path) -> None:
    """Write `SETTINGS` as JupyterLab reads them; the folder is for ``$JUPYTERLAB_SETTINGS_DIR``."""
    for plugin, values in SETTINGS.items():
        file = (folder / plugin).with_suffix(".jupyterlab-settings")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))


def present(lecture: Path, *, browser: bool = True, options: Sequence[str] = ()) -> int:
    """Serve the slides until Ctrl+C. Returns the exit code of the server.

    What is run and typed while presenting is not saved into the lecture, unless by Ctrl+S.

    browser: open it; without it the server's lines say the address.
    options: further ones for Jupyter, e.g. "--port=9000".
    """
    command = [
        sys.executable, "-m", "jupyterlab",
        f"--ServerApp.root_dir={lecture.parent}",  # rise.css and the figures lie there
        f"--LabApp.default_url=/rise/{quote(lecture.name)}",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # in a container there is often nobody else; only this machine is served
    if not browser:
        command.append("--no-browser")
    with tempfile.TemporaryDirectory() as settings:
        write_settings(Path(settings))
        server = subprocess.Popen([*command, *options], env=os.environ | {"JUPYTERLAB_SETTINGS_DIR": settings})
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                continue  # the server was told too: it asks, and ends by itself
