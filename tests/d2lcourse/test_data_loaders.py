"""The loaders on the real files (where ``$D2LCOURSE_DATA`` names them) and on the stand-ins; data that we make."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_digits

from d2lcourse import data
from d2lcourse.data import Batches, DataError, Images, Tabular, path
from d2lcourse.data.registry import FILES

real = pytest.mark.skipif("D2LCOURSE_DATA" not in os.environ, reason="needs the real files: set D2LCOURSE_DATA")


def looks_like_images(images: Images) -> None:
    for x, y in ((images.train_x, images.train_y), (images.test_x, images.test_y)):
        assert x.shape == (len(y), 28, 28) and x.dtype == torch.float32 and y.dtype == torch.int64
        assert x.min() == 0 and x.max() <= 1 and x.max() > 0.9
        assert y.unique().tolist() == list(range(10))
    assert len(images.classes) == 10


# --- the real files ------------------------------------------------------------------------------------------------


@real
@pytest.mark.parametrize("name", FILES)
def test_real_files_are_the_right_ones(name: str) -> None:
    assert path(name).stat().st_size == FILES[name].size
    assert hashlib.sha256(path(name).read_bytes()).hexdigest() in FILES[name].sha256


@real
def test_real_fashion_mnist() -> None:
    images = data.fashion_mnist()
    looks_like_images(images)
    assert (images.name, images.stand_in) == ("Fashion-MNIST", False)
    assert (len(images.train_y), len(images.test_y)) == (60_000, 10_000)
    # published: mean and standard deviation of the training pixels; as many images of each class
    assert images.train_x.double().mean().item() == pytest.approx(0.2860, abs=5e-5)
    assert images.train_x.double().std().item() == pytest.approx(0.3530, abs=5e-5)
    assert images.train_y.bincount().tolist() == [6000] * 10 and images.test_y.bincount().tolist() == [1000] * 10
    assert [images.classes[i] for i in images.test_y[:3]] == ["Ankle boot", "Pullover", "Trouser"]


@real
def test_real_airfoil() -> None:
    table = data.airfoil()
    assert table.features.shape == (1503, 5) and not table.stand_in
    lines = path("airfoil_self_noise.dat").read_text().splitlines()
    for row in (0, 700, 1502):
        expected = torch.tensor([float(word) for word in lines[row].split()])
        assert torch.equal(torch.cat((table.features[row], table.target[row : row + 1])), expected)


# --- the stand-ins -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("nowhere")
def test_digits_stand_in(capsys: pytest.CaptureFixture[str]) -> None:
    images = data.fashion_mnist()
    data.fashion_mnist()
    said = "No Fashion-MNIST here: using scikit-learn's digits instead (D2LCOURSE_DATA=folder)\n"
    assert capsys.readouterr() == (said, "")  # once
    looks_like_images(images)
    assert images.stand_in and images.name == "digits of scikit-learn"
    labels = torch.cat((images.train_y, images.test_y))
    assert labels.bincount().tolist() == torch.tensor(load_digits().target).bincount().tolist()
    # enlarging keeps the brightness, about
    means = torch.cat((images.train_x, images.test_x)).mean(dim=(1, 2)).sort().values
    assert torch.allclose(means, torch.tensor(load_digits().data / 16).float().mean(dim=1).sort().values, atol=0.02)


@pytest.mark.usefixtures("nowhere")
def test_airfoil_stand_in(capsys: pytest.CaptureFixture[str]) -> None:
    table = data.airfoil()
    said = "No airfoil data here: using made-up measurements instead (D2LCOURSE_DATA=folder)\n"
    assert capsys.readouterr() == (said, "")
    assert table.stand_in and table.features.shape == (1503, 5) and table.target.shape == (1503,)
    assert table.features.dtype == table.target.dtype == torch.float32 and torch.isfinite(table.features).all()
    assert table.target.min() > 100 and table.target.max() < 150  # dB, as the real ones
    assert torch.equal(table.features, data.airfoil().features)


def looks_like_names(names: tuple[str, ...]) -> None:
    assert len(set(names)) == len(names) and {"emma", "maria", "oliver"} <= set(names)
    assert all(name.isascii() and name.isalpha() and name.islower() and 2 <= len(name) <= 15 for name in names)


@real
def test_real_names() -> None:
    names = data.given_names()
    looks_like_names(names)
    assert len(names) == 29_494 and names[:3] == ("emma", "olivia", "ava")


@pytest.mark.usefixtures("nowhere")
def test_names_stand_in(capsys: pytest.CaptureFixture[str]) -> None:
    names = data.given_names()
    assert capsys.readouterr().out.startswith("No names.txt here")
    looks_like_names(names)
    assert 250 < len(names) < 350 and list(names) == sorted(names)


@pytest.mark.usefixtures("nowhere")
def test_a_wrong_file_is_no_reason_for_a_stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "airfoil_self_noise.dat").write_text("1\t2\n")
    monkeypatch.setenv("D2LCOURSE_DATA", str(tmp_path))
    with pytest.raises(DataError, match=r"is not the right file: it has 4 bytes of 59,984\. Replace it"):
        data.airfoil()


@pytest.mark.usefixtures("nowhere")
def test_first_images() -> None:
    few = data.fashion_mnist().first(7, 3)
    assert [len(part) for part in (few.train_x, few.train_y, few.test_x, few.test_y)] == [7, 7, 3, 3]
    assert few.to("meta").test_y.device.type == "meta"


# --- tables --------------------------------------------------------------------------------------------------------


def table_of(n: int) -> Tabular:
    features = torch.stack((torch.arange(n), torch.arange(n) ** 2)).T.float()
    return Tabular("numbers", features, torch.arange(n).float(), ("n", "n²"), ("", ""), "n", "")


@settings(deadline=None)
@given(n=st.integers(5, 40), share=st.floats(0.2, 0.8))
def test_split_takes_each_row_once(n: int, share: float) -> None:
    train, test = table_of(n).split(share, standardise=False)
    assert len(test.target) == round(share * n)
    assert torch.cat((train.target, test.target)).sort().values.tolist() == list(range(n))
    assert torch.equal(train.features[:, 0], train.target) and torch.equal(test.features[:, 1], test.target**2)


def test_the_test_rows_have_no_say_in_the_scale() -> None:
    train, test = table_of(50).split(0.2)
    assert torch.allclose(train.features.mean(dim=0), torch.zeros(2), atol=1e-6)
    assert torch.allclose(train.features.std(dim=0), torch.ones(2))
    plain, plain_test = table_of(50).split(0.2, standardise=False)
    std, mean = torch.std_mean(plain.features, dim=0)
    assert torch.allclose(test.features, (plain_test.features - mean) / std)
    assert torch.equal(test.target, plain_test.target)  # the target keeps its unit


def test_split_is_the_same_again_unless_asked_otherwise() -> None:
    assert torch.equal(table_of(50).split()[1].target, table_of(50).split()[1].target)
    other = table_of(50).split(generator=torch.Generator().manual_seed(5))[1].target
    assert not torch.equal(table_of(50).split()[1].target, other)
    with pytest.raises(ValueError, match=r"a share of 1\.0 leaves one part of the 50 rows empty"):
        table_of(50).split(1.0)


# --- made by the course --------------------------------------------------------------------------------------------


def test_synthetic_linear_has_the_weights_it_was_given() -> None:
    w = torch.tensor([2.0, -3.4], dtype=torch.float64)
    X, y = data.synthetic_linear(w, 4.2, 1000, generator=torch.Generator().manual_seed(0))
    assert X.shape == (1000, 2) and y.shape == (1000,) and X.dtype == y.dtype == torch.float64
    solution = torch.linalg.lstsq(torch.cat((X, torch.ones(1000, 1)), dim=1), y).solution
    assert torch.allclose(solution, torch.tensor([2.0, -3.4, 4.2]).double(), atol=0.002)
    assert (y - X @ w - 4.2).std().item() == pytest.approx(0.01, rel=0.1)
    exact = data.synthetic_linear(w, 4.2, 10, noise=0.0)
    assert torch.allclose(exact[1], exact[0] @ w + 4.2)


def test_spot_prices_lie_around_the_ones_of_the_table() -> None:
    prices = data.spot_prices(4000, generator=torch.Generator().manual_seed(0))
    assert prices.zone.unique().tolist() == [0, 1, 2, 3] and prices.server.unique().tolist() == [1, 2, 4]
    assert prices.time.min() >= -6 and prices.time.max() <= 0 and len(prices.zones) == 4
    one_hot = torch.nn.functional.one_hot(prices.zone, 4).float()
    design = torch.cat((prices.time[:, None], prices.server[:, None], one_hot), dim=1)
    found = torch.linalg.lstsq(design, prices.price).solution
    # today, on the smallest server
    assert torch.allclose(found[1] + found[2:], torch.tensor([0.3741, 0.3710, 0.3893, 0.4353]), atol=0.002)
    assert torch.allclose(found[:2], torch.tensor([prices.w_time, prices.w_server]), atol=0.002)
    assert prices.on_demand == 1.14


def test_xor() -> None:
    X, y = data.xor()
    assert X.tolist() == [[-1, -1], [-1, 1], [1, -1], [1, 1]] and y.tolist() == [0, 1, 1, 0]
    assert y.dtype == torch.int64
    X, y = data.xor(25, noise=0.1, generator=torch.Generator().manual_seed(0))
    assert X.shape == (100, 2) and torch.equal(y, (X[:, 0] * X[:, 1] < 0).long())


# --- batches -------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(n=st.integers(0, 30), size=st.integers(1, 12), shuffle=st.booleans(), seed=st.integers(0, 99))
def test_each_row_once_and_rows_stay_together(n: int, size: int, shuffle: bool, seed: int) -> None:
    x, y = torch.arange(n).float()[:, None] * torch.ones(1, 3), torch.arange(n)
    batches = Batches(x, y, size=size, shuffle=shuffle, generator=torch.Generator().manual_seed(seed))
    seen = list(batches)
    assert len(seen) == len(batches) == -(-n // size)
    assert all(len(part) == size for part, _ in seen[:-1])
    assert all(torch.equal(part[:, 0].long(), labels) for part, labels in seen)
    order = [int(label) for _, labels in seen for label in labels]
    assert sorted(order) == list(range(n)) and (shuffle or order == list(range(n)))


def test_a_new_order_each_time_and_the_same_from_the_same_seed() -> None:
    def orders(seed: int) -> list[list[int]]:
        batches = Batches(torch.arange(20), size=20, generator=torch.Generator().manual_seed(seed))
        return [next(iter(batches))[0].tolist() for _ in range(2)]

    first, second = orders(1)
    assert first != second and orders(1) == [first, second] != orders(2)


def test_batches_complain() -> None:
    with pytest.raises(ValueError, match=r"as many rows each, got shapes \(3, 2\), \(4,\)"):
        Batches(torch.zeros(3, 2), torch.zeros(4), size=2)
    with pytest.raises(ValueError, match=r"got shapes none"):
        Batches(size=2)
    with pytest.raises(ValueError, match="at least one row, got size=0"):
        Batches(torch.zeros(3), size=0)
