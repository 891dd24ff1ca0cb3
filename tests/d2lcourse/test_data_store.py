"""Where a data file comes from: folder, cache, mirrors; what is refused, fetched again, given up."""

from __future__ import annotations

import contextlib
import hashlib
import io
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from d2lcourse.data import DATA_SETS, DataError, DataFile, DataMissing, download, path, registry, store
from d2lcourse.data.recognise import what_is_wrong
from tests.d2lcourse.mirror import Mirror, closed_port

CONTENT = bytes(range(256)) * 300


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with Mirror(CONTENT).running() as mirror:
        yield mirror


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, no folder, a network that is not given up yet, little patience."""
    for name in ("D2LCOURSE_DATA", "D2LCOURSE_OFFLINE", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(store, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(store, "SAID", set())
    monkeypatch.setattr(download, "OFFLINE", [])
    monkeypatch.setattr(download, "ANSWERED", set())
    monkeypatch.setattr(download, "TIMEOUT_S", 0.3)
    return tmp_path / "cache"


@pytest.fixture
def with_mirrors(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., DataFile]:
    """Registers the file set/file.bin with these addresses."""

    def register(*urls: str) -> DataFile:
        file = DataFile("set/file.bin", len(CONTENT), (hashlib.sha256(CONTENT).hexdigest(),), urls)
        monkeypatch.setitem(registry.FILES, file.name, file)
        return file

    return register


def test_a_good_mirror(
    mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile], capsys: pytest.CaptureFixture[str]
) -> None:
    with_mirrors(mirror.url("good"))
    assert path("set/file.bin") == cache / "set/file.bin"
    assert path("set/file.bin").read_bytes() == CONTENT
    assert mirror.asked == ["good"]  # the second time it lies in the cache
    assert capsys.readouterr() == ("downloaded set/file.bin (0.1 MB)\n", "")
    assert [entry.name for entry in (cache / "set").iterdir()] == ["file.bin"]


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("missing", "HTTP 404"),
        ("wrong", "wrong file, it has 25 bytes of 76,800"),
        ("short", "wrong file, it has 76,799 bytes of 76,800"),
        ("breaks", "the connection broke"),
        ("hangs", "no answer within 0 s"),
        ("stalls", "no answer within 0 s"),
    ],
)
def test_a_bad_mirror_is_left_for_the_next(
    way: str, reason: str, mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile]
) -> None:
    with_mirrors(mirror.url(way), mirror.url("good"))
    assert path("set/file.bin").read_bytes() == CONTENT
    assert mirror.asked == [way, "good"]
    (cache / "set/file.bin").unlink()
    with_mirrors(mirror.url(way))
    with pytest.raises(DataMissing) as error:
        path("set/file.bin")
    assert str(error.value) == f"set/file.bin cannot be fetched (127.0.0.1: {reason})"
    assert list((cache / "set").iterdir()) == []  # nothing half done is left
    assert download.OFFLINE == []  # the good one answered: there is a network


def test_one_dead_host_does_not_end_the_network(
    mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile]
) -> None:
    with_mirrors(mirror.url("good"))
    path("set/file.bin")
    for url in (closed_port(), mirror.url("good")):
        (cache / "set/file.bin").unlink(missing_ok=True)
        with_mirrors(url)
        with pytest.raises(DataMissing) if url != mirror.url("good") else contextlib.nullcontext():
            path("set/file.bin")
    assert (cache / "set/file.bin").read_bytes() == CONTENT


def test_a_file_of_the_right_size_and_wrong_content(
    mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile]
) -> None:
    file = with_mirrors(mirror.url("good"))
    mirror.content = CONTENT[::-1]
    with pytest.raises(DataMissing, match=f"wrong file, expected SHA-256 {file.sha256[0][:12]}"):
        path("set/file.bin")


def test_without_a_network_it_is_tried_once(
    mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_mirrors(closed_port(), closed_port())
    with pytest.raises(DataMissing, match=r"127\.0\.0\.1: no connection; 127\.0\.0\.1: no connection"):
        path("set/file.bin")
    with_mirrors(mirror.url("good"))
    with pytest.raises(DataMissing, match="there was no network a moment ago"):
        path("set/file.bin")
    assert mirror.asked == []


def test_a_name_that_cannot_be_resolved(
    cache: Path, with_mirrors: Callable[..., DataFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise socket.gaierror("no such host")

    monkeypatch.setattr(download.socket, "getaddrinfo", fails)
    with_mirrors("http://data.invalid/file")
    with pytest.raises(DataMissing, match=r"data\.invalid: no connection"):
        path("set/file.bin")


def test_offline_by_choice(
    mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_mirrors(mirror.url("good"))
    monkeypatch.setenv("D2LCOURSE_OFFLINE", "1")
    with pytest.raises(DataMissing, match="D2LCOURSE_OFFLINE is set"):
        path("set/file.bin")
    assert mirror.asked == []
    monkeypatch.setenv("D2LCOURSE_OFFLINE", "0")
    assert path("set/file.bin").exists()


@pytest.mark.parametrize("broken", [b"", CONTENT[:1000], CONTENT[::-1]], ids=["empty", "truncated", "wrong"])
def test_a_broken_file_in_the_cache_is_fetched_again(
    broken: bytes,
    mirror: Mirror,
    cache: Path,
    with_mirrors: Callable[..., DataFile],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with_mirrors(mirror.url("good"))
    (cache / "set").mkdir(parents=True)
    (cache / "set/file.bin").write_bytes(broken)
    assert path("set/file.bin").read_bytes() == CONTENT
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("set/file.bin in the cache is broken (") and first.endswith("): fetching it again")
    assert second == "downloaded set/file.bin (0.1 MB)"


def test_a_cache_that_cannot_be_written(mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile]) -> None:
    with_mirrors(mirror.url("good"))
    cache.write_text("a file where the folder should be")
    with pytest.raises(
        DataMissing, match=r"set/file\.bin cannot be kept in .*cache/set: (Not a directory|File exists)"
    ):
        path("set/file.bin")
    assert download.OFFLINE == []


def test_the_named_folder_comes_first_and_is_not_repaired(
    mirror: Mirror, cache: Path, with_mirrors: Callable[..., DataFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_mirrors(mirror.url("good"))
    given = tmp_path / "data/set/file.bin"
    given.parent.mkdir(parents=True)
    monkeypatch.setenv("D2LCOURSE_DATA", str(tmp_path / "data"))
    given.write_bytes(CONTENT)
    assert path("set/file.bin") == given
    given.write_bytes(CONTENT[:5])
    with pytest.raises(DataError) as error:
        path("set/file.bin")
    assert str(error.value) == (
        f"{given} is not the right file: it has 5 bytes of 76,800. "
        f"Replace it, or remove it to have it downloaded from {mirror.url('good')}"
    )
    assert not isinstance(error.value, DataMissing) and given.read_bytes() == CONTENT[:5] and mirror.asked == []
    given.unlink()
    assert path("set/file.bin") == cache / "set/file.bin"


def test_a_folder_that_is_not_there(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("D2LCOURSE_DATA", "/no/such/folder")
    with pytest.raises(DataError, match="D2LCOURSE_DATA names /no/such/folder, which is no folder"):
        path("names.txt")


def test_names(cache: Path, with_mirrors: Callable[..., DataFile]) -> None:
    with pytest.raises(DataError, match=r"no data file is called 'timemachin'; did you mean 'timemachine\.txt'\?"):
        path("timemachin")
    with_mirrors()
    with pytest.raises(DataMissing, match="has no public address"):
        path("set/file.bin")


# --- recognising ---------------------------------------------------------------------------------------------------


def packed(members: dict[str, bytes], level: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_zip_is_known_by_what_matters_in_it(tmp_path: Path) -> None:
    wanted = {"data/a.txt": b"alpha" * 100, "data/b.txt": b"beta" * 100}
    digest = hashlib.sha256(b"alpha" * 100 + b"beta" * 100).hexdigest()
    file = DataFile("x.zip", 10, ("0" * 64,), members="data/", members_sha256=digest)

    def wrong(content: bytes, name: str) -> str:
        (tmp_path / name).write_bytes(content)
        return what_is_wrong(file, tmp_path / name)

    assert wrong(packed(wanted, 9), "same") == ""
    assert wrong(packed({"extra.txt": b"x", **dict(reversed(wanted.items()))}, 1), "packed_anew") == ""
    assert wrong(packed(wanted | {"data/b.txt": b"gamma"}, 9), "other_member") != ""
    assert wrong(packed({"data/a.txt": b"alpha" * 100}, 9), "member_missing") != ""
    assert wrong(packed(wanted, 9)[:-30], "cut_off") != ""
    assert wrong(b"<html></html>", "no_zip") != ""


def test_a_table_that_grows(tmp_path: Path) -> None:
    old = b"1749;01; 96.7\n1749;02; 104.3\n"
    file = DataFile("t.csv", len(old), (hashlib.sha256(old).hexdigest(),), begins=b"1749;01; 96.7")

    def wrong(content: bytes, name: str) -> bool:
        (tmp_path / name).write_bytes(content)
        return bool(what_is_wrong(file, tmp_path / name))

    assert not wrong(old, "same")
    assert not wrong(old + b"1749;03; 1\n", "a_month_later")
    assert wrong(old + b"1749;03", "cut_off_in_a_line")
    assert wrong(old[: len(old) // 2], "shorter")
    assert wrong(b"<html>" + b"x" * 100 + b"\n", "a_page")


def test_the_registry_is_consistent() -> None:
    names = [file.name for data_set in DATA_SETS for file in data_set.files]
    assert len(names) == len(set(names)) == len(registry.FILES)
    for file in registry.FILES.values():
        assert all(len(digest) == 64 for digest in file.sha256) and file.size > 0
        assert bool(file.members) == bool(file.members_sha256)
        assert all(url.startswith(("https://", "http://")) for url in file.urls)
        assert not file.urls or file.urls[0].startswith("https://")
    assert all(data_set.licence and data_set.title for data_set in DATA_SETS)
    assert len({data_set.name for data_set in DATA_SETS}) == len(DATA_SETS)
