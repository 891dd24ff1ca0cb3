"""The linter on what isolation cannot express: looking into the student's code, inheriting, storage, pickling."""

from __future__ import annotations

import pytest

from tests.autograde.lint_sources import found


@pytest.mark.parametrize(
    "test",
    [
        "import inspect\nassert inspect.signature(f)",
        "from inspect import getsource as look\nassert 'for' not in look(f)",
        "import inspect\nh = f\nassert inspect.getsource(h)",
        "import dis\nassert list(dis.get_instructions(f))",
        "assert f.__code__.co_argcount == 1",
    ],
)
def test_looking_into_the_student(test: str) -> None:
    assert found(test) == ["inspect"]


@pytest.mark.parametrize(
    "test",
    ["class N(Net):\n    pass\nassert N()(1) == 1", "N = type('N', (Net,), {})\nassert N()(1) == 1"],
)
def test_inheriting(test: str) -> None:
    assert found(test) == ["subclass"]


@pytest.mark.parametrize(
    "test",
    [
        "assert torch.vmap(f)(X).shape == X.shape",
        "assert torch.func.grad(f)(X).shape == X.shape",
        "from torch import func\nassert func.jacrev(lambda x: f(x).sum())(X).shape == X.shape",
        "def h(x):\n    return f(x)\nassert torch.func.vmap(h)(X).shape == X.shape",
        "assert torch.jit.trace(net, X)(X).shape == X.shape",
        "@torch.compile\ndef h(x):\n    return f(x)\nassert h(X).shape == X.shape",
        "import functorch\nassert functorch.make_fx(f)(X)",
    ],
)
def test_transforms(test: str) -> None:
    assert found(test) == ["transform"]


@pytest.mark.parametrize(
    "test",
    [
        "assert f(X).data_ptr() != X.data_ptr()",
        "y = f(X)\nassert y.untyped_storage().nbytes() == 24",
        "assert not np.shares_memory(f(np.ones(3)), np.ones(3))",
        "assert f(X)._base is X",
        "assert f(X).is_contiguous()",
    ],
)
def test_storage(test: str) -> None:
    assert set(found(test)) == {"storage"}


@pytest.mark.parametrize(
    "test",
    [
        "import pickle\nassert pickle.dumps(net)",
        "import io\nb = io.BytesIO()\ntorch.save(net, b)\nassert b.getvalue()",
        "import io\nn = Net()\nb = io.BytesIO()\ntorch.save({'model': n}, b)\nassert b.getvalue()",
    ],
)
def test_pickling(test: str) -> None:
    assert found(test) == ["pickle"]


def test_figures() -> None:
    assert found("f(1)\nassert plt.gca().get_title() == 'T'") == ["figure"]


def test_the_authors_own_objects_may_do_all_that() -> None:
    assert not found(
        "import inspect, pickle, io\n"
        "def mine(x):\n    return x.sum()\n"
        "class Base:\n    pass\n"
        "class Mine(Base):\n    pass\n"
        "inspect.signature(mine)\n"
        "pickle.dumps([1])\n"
        "torch.save(net.state_dict(), io.BytesIO())\n"
        "grads = torch.vmap(torch.func.grad(mine))(X)\n"
        "assert X.data_ptr() == X.view(-1).data_ptr() and X.is_contiguous()\n"
        "close(f(X), grads * 2)"
    )
