"""Where things are mounted is read as the kernel writes it, whatever the folder of the course is called."""

from __future__ import annotations

import pytest

from autograde.sandbox.prepare import mount_point


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (b"/tmp/course", "/tmp/course"),
        (b"/tmp/two\\040words", "/tmp/two words"),
        ("/tmp/Kurs\\040Ö/.venv".encode(), "/tmp/Kurs Ö/.venv"),
        (b"/tmp/back\\134slash", "/tmp/back\\slash"),
        (b"/tmp/no\xffutf8", "/tmp/no\udcffutf8"),
        ("/tmp/line\u2028end\u0085".encode(), "/tmp/line\u2028end\u0085"),
    ],
)
def test_mount_point(written: bytes, path: str) -> None:
    assert mount_point(b"36 35 98:0 / " + written + b" rw,noatime master:1 - ext4 /dev/root rw") == path
