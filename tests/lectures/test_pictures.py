"""The pictures show what the tensors hold, and mark what the index means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
import torch

mpl.use("agg")  # no window, whatever the machine

import matplotlib.pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from d2lcourse.viz import COLOURS, Arrow, Table, show_arrows, show_tables, use_style
from d2lcourse.viz.style import MAX_WIDTH


@pytest.fixture(autouse=True)
def own_figures() -> Iterator[None]:
    """Nothing of one test is left for the next."""
    with mpl.rc_context():
        plt.close("all")
        yield
        plt.close("all")


def drawn() -> tuple[list[str], list[str]]:
    """Texts and colours of the cells, in the order in which they are drawn."""
    (ax,) = plt.gcf().axes
    texts = [text.get_text() for text in ax.texts if text.get_text()]
    cells = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return texts, [to_hex(cell.get_facecolor()).upper() for cell in cells]


@pytest.mark.parametrize(
    ("pick", "marked"),
    [
        ((1, 2), [7]),
        (np.s_[1, :], [5, 6, 7, 8]),
        (np.s_[:, 1], [2, 6, 10, 14]),
        (-1, [13, 14, 15, 16]),
        (np.s_[::3, ::3], [1, 4, 13, 16]),
        (None, []),
    ],
)
def test_picked_cells_are_filled(pick: Any, marked: list[int]) -> None:
    values = torch.arange(1, 17).reshape(4, 4)
    show_tables(Table(values, pick=pick))
    texts, colours = drawn()
    filled = [int(text) for text, colour in zip(texts, colours, strict=False) if colour == COLOURS["orange"]]
    assert filled == marked
    assert texts[-1] == "(4, 4)"


def test_signs_titles_and_shapes_stand_in_order() -> None:
    column, row = torch.tensor([[1], [2]]), torch.tensor([3])
    show_tables(Table(column, title="c"), "+", row, "=", column + row)
    assert drawn()[0] == ["1", "2", "c", "(2, 1)", "+", "3", "(1,)", "=", "4", "5", "(2, 1)"]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (torch.tensor([1.0, 2.0]), [["1", "2"]]),
        (torch.tensor([1.5, 2.0]), [["1.50", "2.00"]]),
        (torch.tensor(7), [["7"]]),
        (torch.tensor([[True], [False]]), [["1"], ["0"]]),
    ],
)
def test_decimals_only_where_needed(values: torch.Tensor, texts: list[list[str]]) -> None:
    assert Table(values).texts(2) == texts


def test_a_wide_picture_still_fits_the_slide() -> None:
    show_tables(torch.zeros(2, 40), "+", torch.zeros(2, 40))
    assert plt.gcf().get_size_inches()[0] == pytest.approx(MAX_WIDTH)


def test_a_high_picture_keeps_to_its_height() -> None:
    show_tables(torch.zeros(30, 2), height=2.0)
    assert plt.gcf().get_size_inches()[1] == pytest.approx(2.0)


def test_more_than_two_dims_are_refused() -> None:
    with pytest.raises(ValueError, match=r"at most 2 dims, got shape \(1, 2, 3\)"):
        show_tables(torch.zeros(1, 2, 3))
    with pytest.raises(ValueError, match="nothing to draw"):
        show_tables("+")


def test_drawing_leaves_the_tensor_alone() -> None:
    values = torch.arange(4.0)
    show_tables(Table(values, pick=np.s_[1:], ghost=0))
    assert values.tolist() == [0, 1, 2, 3]


def test_arrows_share_one_scale_and_hold_every_point() -> None:
    show_arrows({"small": [Arrow(torch.tensor([1.0, 0.0]), "a")], "far": [Arrow(torch.tensor([-2.0, 5.0]))]})
    left, right = plt.gcf().axes
    assert left.get_xlim() == right.get_xlim() and left.get_ylim() == right.get_ylim()
    assert left.get_xlim()[0] < -2 and left.get_xlim()[1] > 1 and left.get_ylim()[1] > 5
    assert [ax.get_title() for ax in (left, right)] == ["small", "far"]
    assert "a" in [text.get_text() for text in left.texts]


def test_an_arrow_begins_where_it_is_told() -> None:
    a, b = torch.tensor([3.0, 1.0]), torch.tensor([1.0, 2.0])
    assert Arrow(b, start=a).ends == ((3.0, 1.0), (4.0, 3.0))
    with pytest.raises(ValueError, match=r"expected shape \(2,\), got \(3,\)"):
        _ = Arrow(torch.zeros(3)).ends


def test_style_is_for_a_slide() -> None:
    use_style()
    assert plt.rcParams["figure.dpi"] == 100 and plt.rcParams["font.size"] >= 15


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("name", ["blue", "orange", "green", "purple", "black", "grey"])
def test_text_in_these_colours_reads_on_white(name: str) -> None:
    assert 1.05 / (luminance(COLOURS[name]) + 0.05) >= 4.5
