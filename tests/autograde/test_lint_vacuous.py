"""The linter on what passes without a right answer: NaN, nothing, loops that do not run, scores from the student."""

from __future__ import annotations

import pytest

from tests.autograde.lint_sources import found


@pytest.mark.parametrize(
    "test",
    [
        "assert not abs(f(1) - 2) > 1e-6",
        "err = (f(X) - 2).abs().max()\nassert not err >= 1e-6, 'no'",
        "assert not (f(1) < 2 or f(1) > 2)",
        "y = f(X)\nassert y.shape == (2, 3)\nassert not (y > 2).any()",
        "if abs(f(1) - 2) > 1e-6:\n    raise AssertionError('off')",
        "if f(1) > 2:\n    assert False",
        "import unittest\nunittest.TestCase().assertFalse(f(1) > 2)",
    ],
)
def test_what_nan_passes(test: str) -> None:
    assert found(test) == ["nan"]


@pytest.mark.parametrize(
    "test",
    [
        "assert (f(X) == 2).all()",
        "assert torch.all(f(X) == 2)",
        "assert bool(np.all(f(X) == 2))",
        "assert all(y > 0 for y in g(1))",
        "assert not torch.isnan(f(X)).any()",
        "assert not any(p.grad is None for p in net.parameters())",
        "same_values = (f(X) == 2).all()\nassert same_values",
        "if not (f(X) == 2).all():\n    raise AssertionError",
        "a, b = f(X), f(2 * X)\nassert a.shape == b.shape and (a == b).all()",
        "y = f(X)\nassert y.ndim == 2 and (y == 2).all()",
    ],
)
def test_what_nothing_passes(test: str) -> None:
    assert found(test) == ["empty"]


@pytest.mark.parametrize(
    "test",
    [
        "y = f(X)\nassert y.shape == X.shape and (y == 2).all()",
        "y = f(X)\nassert y.numel() == 6\nassert torch.all(y == 2)",
        "y = g(1)\nassert len(y) == 2\nassert all(v == 1 for v in y)",
        "assert len(list(net.parameters())) == 0\nassert all(p.grad is None for p in net.parameters())",
        "y = f(X)\nclose(y, 2 * X)\nassert (y > 0).all()",
        "y = f(X)\nsame(y, 2 * X)\nassert (y > 0).all()",
        "assert all(f(n) == 2 * n for n in range(5))",
        "assert all([f(1) == 2, f(2) == 4])",
        "assert (f(X) == 2).all(dim=1).tolist() == [True, True]",
        "assert not (f(X) == 3).all()",
        "if (f(X) == 3).all():\n    raise AssertionError",
        "first, second = g(1)\nfor y in (first, second):\n    assert y == 1",
        "y = f(X)\nif y.shape != (2, 3):\n    raise AssertionError\nassert (y == 2).all()",
        "assert not len(g(1)) > 2",
        "if len(g(1)) > 2:\n    raise AssertionError",
        "assert abs(f(1) - 2) <= 1e-6",
    ],
)
def test_what_is_measured_is_fine(test: str) -> None:
    assert found(test) == []


@pytest.mark.parametrize(
    "test",
    [
        "for y in g(1):\n    assert y == 1",
        "out = g(1)\nfor i in range(len(out)):\n    close(out[i], 1)",
        "for a, b in zip(g(1), [1, 1]):\n    close(a, b)",
        "for i, y in enumerate(sorted(g(1))):\n    if y != 1:\n        raise AssertionError(i)",
        "for p in net.parameters():\n    twice(p, p)",
    ],
)
def test_loops_that_may_not_run(test: str) -> None:
    assert found(test) == ["loop"]


@pytest.mark.parametrize(
    "test",
    [
        "out = g(1)\nassert len(out) == 2\nfor y in out:\n    assert y == 1",
        "for a, b in zip(g(1), [1, 1], strict=True):\n    close(a, b)",
        "n = 0\nfor y in g(1):\n    assert y == 1\n    n += 1\nassert n == 2",
        "seen = []\nfor y in g(1):\n    assert y == 1\n    seen.append(y)\nassert len(seen) == 2",
        "for h in (f, g):\n    assert h(1)",
        "todo = {'f': f, 'g': g}\nfor name, h in todo.items():\n    assert h(1), name",
        "for x in X:\n    close(f(x), 2 * x)",
        "for n in range(3):\n    close(f(n), 2 * n)",
        "for p in net.parameters():\n    p.data += 1\nassert f(1) == 2",
    ],
)
def test_loops_that_run(test: str) -> None:
    assert found(test) == []


@pytest.mark.parametrize("test", ["assert f(1) == 2\nf(3)", "points = f(1)\nfloat(points) / 2", "max(0, net(1))"])
def test_scores_that_the_student_chooses(test: str) -> None:
    assert found(test) == ["score"]


@pytest.mark.parametrize(
    "test",
    [
        "0.5 * (f(1) == 2) + 0.5 * (f(2) == 4)",
        "points = 0\nif f(1) == 2:\n    points += 1\npoints",
        "1.0 if f(1) == 2 else 0.5",
        "sum([f(1) == 2, f(2) == 4]) / 2",
    ],
)
def test_partial_credit(test: str) -> None:
    assert found(test) == []


@pytest.mark.parametrize(
    "test",
    [
        "f(1) == 2",
        "f(1) == 2\nassert f(2) == 4",
        "torch.allclose(f(X), 2 * X)",
        "isinstance(f(1), int) and f(1) == 2",
        "assert (f(1) == 2, 'it should double')",
    ],
)
def test_forgotten_assert(test: str) -> None:
    assert found(test) == ["forgotten"]


@pytest.mark.parametrize(
    "test",
    [
        "t = time.time()\nf(1)\nassert t < 1",
        "from time import perf_counter as now\nt = now()\nassert t < 1",
        "import timeit\nassert timeit.timeit(lambda: f(1), number=1) < 1",
        "%timeit f(1)\nassert f(1) == 2",
    ],
)
def test_timing(test: str) -> None:
    assert found(test) == ["timing"]


@pytest.mark.parametrize("test", ["", "# to do", "print('Success!')", "f(1)\nprint('done')", "y = f(1)", "plt.close()"])
def test_what_cannot_fail(test: str) -> None:
    assert found(test) == ["nothing"]


@pytest.mark.parametrize(
    "test",
    [
        "try:\n    f()\nexcept TypeError:\n    pass\nelse:\n    raise AssertionError('did not raise')",
        "twice(f(X), 2 * X)",
        "import unittest\nunittest.TestCase().assertEqual(f(1), 2)",
        "np.testing.assert_allclose(f(1), 2)",
        "torch.autograd.gradcheck(f, torch.ones(2, dtype=torch.double, requires_grad=True))",
    ],
)
def test_what_can_fail(test: str) -> None:
    assert found(test) == []
