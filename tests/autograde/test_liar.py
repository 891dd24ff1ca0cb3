"""No fragment believes a lying student module. What may pass all the same stands here, with the reason."""

from __future__ import annotations

import ast

import pytest

from autograde.limits import Limits
from autograde.result import SubmissionStatus
from tests.autograde.examined import assignment, by_name, submit
from tests.autograde.liars import AGREEING_BASES, LIARS, PROTOCOL, agreeing, protocol
from tests.autograde.natural_tests import REFUSED, STUDENT, TESTS

FRAGMENTS = {name: text for name, text in TESTS.items() if name not in REFUSED}
SOURCE = assignment(STUDENT, FRAGMENTS, Limits(cell_s=20.0, question_s=5.0, submission_s=120.0, restarts=3))

FUNCTIONS = {node.name for node in ast.parse(STUDENT).body if isinstance(node, ast.FunctionDef)}
OTHERS = {"MyErr", "Value", "Net", "Ctx", "Out", "net", "w", "X0"}

MAY_PASS = {
    "gradcheck float64": "a constant and the identity have the gradient that they say they have",
    "gradcheck of the function itself": "as above",
    "gradgradcheck": "as above",
    "no_grad": "asks only that nothing requires a gradient",
    "None grad (unused input)": "asks only for some gradient",
    "autograd hook on input": "as above",
    "callable(f)": "asks nothing of a result",
    "f is same f": "asks nothing of a result",
    "f.__name__ / __doc__": "asks only for the name",
    "inputs not mutated": "never looks at the result",
    "dtype kept": "asks only for a dtype",
    "set_default_dtype(float64) in test": "asks only for a dtype",
    "repeat seed, student twice": "compares the student's answers with one another",
    "train(student model made by test)": "compares the student's numbers with one another",
    "train(torch model of the test)": "compares the student's numbers with one another",
    "test class defined in test passed in": "compares the student's numbers with one another",
    "leaf w used by student later": "compares the student's tensor with itself",
    "torch.autograd.functional.jacobian": "asks only for a shape",
    "hasattr": "an array has an attribute `data`, too",
}
IDENTITY = {"bfloat16, complex, bool", "nan/inf", "big int", "gradgradcheck"}
"""Fragments whose argument happens to be the right answer."""
GUESSED = {"np.array(data result)", "bfloat16, complex, bool", "pytest-like f-string message", "np.testing"}
"""Fragments whose right answer is 2, which another test passes as an argument."""
ALSO = {
    "learns": IDENTITY | GUESSED,
    "overwrites, its argument": IDENTITY,
    "answers with the argument itself": IDENTITY,
}
HONEST = {
    # what these need is looked up or done to the module as a whole, and the protocol liars leave that alone
    "isinstance(net, nn.Module)", "with no_grad: p.fill_", "net.eval()/train()/training",
    "net.named_parameters, numel", "len(list(net.children()))", "deepcopy(net)", "pickle/torch.save(net)",
    "global tensor by name", "leaf tensor w: backward in test", "nn.Sequential(net, ...)",
}  # fmt: skip


def used(fragment: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(FRAGMENTS[fragment])) if isinstance(node, ast.Name)}


def passed(student: str) -> set[str]:
    """The fragments that this student passes. The grader itself holds, whatever the student does."""
    result = submit(SOURCE, student)
    assert result.status is SubmissionStatus.GRADED
    assert len(result.questions) == len(FRAGMENTS)
    return {name for name, question in by_name(FRAGMENTS, result).items() if question.points > 0}


def believed(student: str, lying: set[str], name: str = "") -> set[str]:
    """The fragments that use a lying name, pass, and should not."""
    return {
        fragment for fragment in passed(student) if used(fragment) & lying
    } - MAY_PASS.keys() - ALSO.get(name, set())  # fmt: skip


def test_the_honest_module_passes_everything() -> None:
    """Else what follows would show nothing."""
    assert passed(STUDENT) == FRAGMENTS.keys()


@pytest.mark.parametrize("base", sorted(AGREEING_BASES))
def test_objects_that_agree_with_everything(base: str) -> None:
    assert believed(agreeing(base, keep_classes=False), FUNCTIONS | OTHERS) == set()


def test_honest_classes_beside_functions_that_agree() -> None:
    assert believed(agreeing("object", keep_classes=True), FUNCTIONS) == set()


def test_objects_that_lie_about_their_class() -> None:
    assert believed(agreeing("object", keep_classes=False, lie_about_class=True), FUNCTIONS | OTHERS) == set()


@pytest.mark.parametrize("name", sorted(LIARS))
def test_liars(name: str) -> None:
    assert believed(LIARS[name], FUNCTIONS, name) == set()


GRADIENTS = {name for name, text in FRAGMENTS.items() if "backward()" in text or "grad(" in text} - {
    "Value ops", "Value reversed ops", "leaf tensor w: backward in test", "no_grad",
    "sgd on test tensors (.grad travels)",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PROTOCOL))
def test_the_protocol_spoken_by_hand(name: str) -> None:
    found = passed(protocol(PROTOCOL[name]))
    if name == "vector-Jacobian products of any shape":
        found &= GRADIENTS  # the functions themselves are honest
    elif name == "two answers to one question":
        found -= {"call, allclose", "grad_fn is None / is_leaf"}  # the first answer is honest
    elif name in ("parameters of the test changed", "asks for what it may not"):
        found = {fragment for fragment in found if "norm" in used(fragment)}
    elif name.startswith("a parameter whose content"):
        found = {fragment for fragment in found if used(fragment) & {"norm", "lin", "gg", "view", "f32", "integers"}}
    assert found - MAY_PASS.keys() - HONEST - ALSO.get(name, set()) == set()
