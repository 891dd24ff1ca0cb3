"""Programs, captchas and videos that the course makes: the answers are right, and the pictures show them."""

from __future__ import annotations

import contextlib
import io

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.data import captchas, make_programs, moving_shapes, run_program
from tests.d2lcourse.test_tasks import looks_like_pairs

SEEDS = st.integers(0, 9_999)


def seeded(n: int) -> torch.Generator:
    return torch.Generator().manual_seed(n)


# --- programs ------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=30)
@given(seed=SEEDS, digits=st.integers(1, 4), nesting=st.integers(1, 4))
def test_programs_print_what_python_prints(seed: int, digits: int, nesting: int) -> None:
    programs = make_programs(5, digits=digits, nesting=nesting, generator=seeded(seed))
    assert len(set(programs.sources)) == len(programs) == 5
    for source, output in zip(programs.sources, programs.outputs, strict=True):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(source, {})
        assert printed.getvalue() == output + "\n" == run_program(source) + "\n"
        assert max(len(word) for word in "".join(c if c.isdigit() else " " for c in source).split()) <= digits


def test_programs_as_characters() -> None:
    programs = make_programs(40, nesting=3, generator=seeded(0))
    pairs = programs.pairs()
    looks_like_pairs(pairs)
    for i in range(40):
        assert "".join(pairs.source_tokens(i)) == programs.sources[i]
        assert "".join(pairs.target_tokens(i)) == programs.outputs[i]
    assert not bool((pairs.source == pairs.source_vocabulary.unk).any())
    assert make_programs(40, nesting=3, generator=seeded(0)) == programs != make_programs(40, generator=seeded(0))
    text = "".join(programs.sources)
    assert all(part in text for part in ("for ", "if ", "+", "-", "*", "=", "print("))


def test_what_is_not_in_the_language() -> None:
    for source, message in (
        ("import os\nprint(1)", "not a line of this language: import os"),
        ("print(open('x'))", r"not an expression of this language: open\('x'\)"),
        ("print(a)", "not an expression of this language: a"),
        ("a=1", "the program prints nothing"),
    ):
        with pytest.raises(ValueError, match=message):
            run_program(source)
    with pytest.raises(ValueError, match="got digits=0, nesting=1"):
        make_programs(1, digits=0)
    with pytest.raises(ValueError, match="hardly 30000 different programs with 1 digits and nesting 1"):
        make_programs(30_000, digits=1)


# --- captchas ------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=15)
@given(seed=SEEDS, shortest=st.integers(1, 4), more=st.integers(0, 2), clutter=st.sampled_from([0.0, 0.5, 1.0]))
def test_captchas(seed: int, shortest: int, more: int, clutter: float) -> None:
    length = shortest if not more else (shortest, shortest + more)
    pictures = captchas(6, length=length, clutter=clutter, generator=seeded(seed))
    longest = shortest + more
    assert pictures.images.shape == (6, 1, 32, 96) and pictures.images.dtype == torch.float32
    assert pictures.images.min() >= 0 and 0.9 < pictures.images.max() <= 1
    assert pictures.digits.shape == (6, longest) and pictures.digits.dtype == pictures.lengths.dtype == torch.int64
    assert bool(((pictures.lengths >= shortest) & (pictures.lengths <= longest)).all())
    for i in range(6):
        n = int(pictures.lengths[i])
        assert pictures.text(i) == "".join(str(d) for d in pictures.digits[i, :n].tolist())
        assert not pictures.digits[i, n:].any()


def test_the_digits_are_where_they_should_be_and_look_alike() -> None:
    """Clean ones: each part of the picture is the digit's picture, so that equal digits are equal pictures."""
    pictures = captchas(40, clutter=0.0, generator=seeded(0))
    parts = pictures.images.unfold(3, 24, 24).permute(0, 3, 1, 2, 4).reshape(-1, 32, 24)
    labels = pictures.digits.flatten()
    means = torch.stack([parts[labels == d].mean(dim=0) for d in range(10)])
    assert torch.allclose(parts, means[labels], atol=1e-4)
    gaps = torch.cdist(means.flatten(1), means.flatten(1)) + 1e3 * torch.eye(10)
    assert gaps.min() > 1.5  # ten different ones
    assert (parts.flatten(1).sum(dim=1) > 20).all()


def test_clutter_hides_no_digit_completely() -> None:
    """A nearest mean still reads far more than by chance, and no longer all."""
    clean = captchas(40, clutter=0.0, generator=seeded(0))
    parts = clean.images.unfold(3, 24, 24).permute(0, 3, 1, 2, 4).reshape(-1, 32 * 24)
    means = torch.stack([parts[clean.digits.flatten() == d].mean(dim=0) for d in range(10)])
    hard = captchas(100, generator=seeded(1))
    parts = hard.images.unfold(3, 24, 24).permute(0, 3, 1, 2, 4).reshape(-1, 32 * 24)
    read = torch.cdist(parts, means).argmin(dim=1)
    assert 0.4 < (read == hard.digits.flatten()).double().mean() < 0.99


def test_captchas_of_other_sizes_and_the_same_ones_again() -> None:
    wide = captchas(300, length=2, size=(16, 40), generator=seeded(3))
    assert wide.images.shape == (300, 1, 16, 40) and len(wide[5:7]) == 2
    again = captchas(300, length=2, size=(16, 40), generator=seeded(3))
    assert torch.equal(wide.images, again.images) and wide.text(7) == again.text(7)
    assert wide[torch.tensor([7])].text(0) == wide.text(7)
    with pytest.raises(ValueError, match=r"got length=4, size=\(32, 30\)"):
        captchas(1, size=(32, 30))


# --- videos --------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=20)
@given(seed=SEEDS, size=st.integers(8, 24), shapes=st.integers(1, 3), steps=st.integers(1, 12))
def test_shapes_stay_in_the_picture(seed: int, size: int, shapes: int, steps: int) -> None:
    video = moving_shapes(4, steps=steps, size=size, shapes=shapes, generator=seeded(seed))
    assert video.shape == (4, steps, 1, size, size) and video.dtype == torch.float32
    assert video.min() >= 0 and video.max() <= 1
    bright = video.sum(dim=(2, 3, 4))
    assert (bright > 2).all()
    if shapes == 1:  # a shape that left the picture would lose some of its light
        assert torch.allclose(bright, bright.mean(dim=1, keepdim=True), rtol=0.12)


def test_shapes_move_in_straight_lines_and_bounce() -> None:
    video = moving_shapes(60, steps=40, size=24, generator=seeded(0)).squeeze(2)
    place = torch.arange(24.0)
    mass = video.sum(dim=(2, 3))
    centre = torch.stack(((video.sum(dim=3) @ place) / mass, (video.sum(dim=2) @ place) / mass), dim=-1)
    steps = centre.diff(dim=1)
    speed = steps.abs().median(dim=1, keepdim=True).values  # of each direction: its sign changes at a wall
    steady = (steps.abs() - speed).abs() < 0.15
    assert steady.double().mean() > 0.9  # but for the steps that touch a wall
    assert 1 < steps.square().sum(dim=-1).sqrt().median() < 2.5
    turned = steps[:, 1:].sign() * steps[:, :-1].sign() < 0
    turned &= speed > 0.3  # what hardly moves turns back and forth by rounding
    assert turned.any() and not (turned & ((centre[:, 1:-1] - 11.5).abs() < 4)).any()  # at the walls only


def test_videos_the_same_again() -> None:
    assert torch.equal(moving_shapes(2, generator=seeded(1)), moving_shapes(2, generator=seeded(1)))
    assert not torch.equal(moving_shapes(2, generator=seeded(1)), moving_shapes(2, generator=seeded(2)))
    with pytest.raises(ValueError, match="got 7, 10, 1"):
        moving_shapes(1, size=7)
