"""axe-core, which looks for what shuts people out of a page: from npm, at the version that the lock file pins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from filelock import FileLock

__all__ = ["axe_source", "violations"]

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "_build" / "browser"


def axe_source() -> str:
    """The text of axe-core. Raises ``RuntimeError`` where npm is missing or cannot reach its registry."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("no npm here, and axe-core comes from its registry")
    FOLDER.mkdir(parents=True, exist_ok=True)
    script, lock = FOLDER / "node_modules" / "axe-core" / "axe.min.js", FOLDER / "package-lock.json"
    with FileLock(FOLDER / ".npm.lock"):  # tests run in several processes
        if not (script.exists() and lock.exists() and lock.read_bytes() == (HERE / "package-lock.json").read_bytes()):
            for name in ("package.json", "package-lock.json"):
                shutil.copyfile(HERE / name, FOLDER / name)
            done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True)
            if done.returncode != 0:
                lock.unlink()
                raise RuntimeError(f"npm could not install axe-core: {done.stderr.strip().splitlines()[-1:]}")
    return script.read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[str]:
    """What axe-core finds on a page that is open, closed parts opened."""
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)  # not a script element: the page's own policy may refuse it
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    assert found["passes"], "axe looked at nothing"
    for rule in found["violations"]:
        if rule["id"] == "empty-table-header":  # axe takes MathML, which screen readers read, for no text
            rule["nodes"] = [node for node in rule["nodes"] if not page.locator(f"{node['target'][0]} math").count()]
    return [
        f"{rule['id']}: {node['target']} {' '.join(node['failureSummary'].split())[:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
