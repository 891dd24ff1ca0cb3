"""What several tests of the data need."""

from __future__ import annotations

from pathlib import Path

import pytest

from d2lcourse.data import store


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder, no cache, no network."""
    monkeypatch.delenv("D2LCOURSE_DATA", raising=False)
    monkeypatch.setenv("D2LCOURSE_OFFLINE", "1")
    monkeypatch.setattr(store, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(store, "SAID", set())
