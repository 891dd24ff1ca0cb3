"""Rules about what cannot cross from the student's process to the test's.

In isolation a test gets values, and handles for functions and objects. Source text, classes to inherit from, storage
that two tensors share, graphs of ``torch.func`` and figures of pyplot's own stay where they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograde.lint.flow import Flow
from autograde.lint.rules import Complaint, Rule, complain

__all__ = ["crossing"]

_TRANSFORMS = ("torch.func.", "torch.jit.", "torch.export.", "torch.fx.", "functorch.")
_TRANSFORM = frozenset({"torch.vmap", "torch.compile"})
_SHARING = frozenset({"numpy.shares_memory", "numpy.may_share_memory"})
_STORAGE = frozenset(
    "data_ptr storage untyped_storage storage_offset is_set_to is_contiguous stride _is_view _typed_storage".split()
)
_PICKLING = frozenset(
    f"{module}.{name}" for module in ("pickle", "dill", "cloudpickle", "joblib") for name in ("dump", "dumps")
) | {"torch.save"}
_FIGURES = frozenset(f"matplotlib.pyplot.{name}" for name in "gcf gca get_fignums fignum_exists".split())
_CODE = frozenset("__code__ __globals__ __closure__ __wrapped__".split())


def crossing(flow: Flow) -> Iterator[Complaint]:
    """Complaints about one scope."""
    for node in flow.nodes:
        if isinstance(node, ast.Call):
            yield from _call(flow, node)
        elif isinstance(node, ast.Attribute) and flow.derived(node.value):
            if node.attr == "_base":
                yield _storage(node, "._base")
            elif node.attr in _CODE:
                yield _inspect(flow, node, node.value, f".{node.attr}")
        elif isinstance(node, ast.ClassDef) and any(flow.derived(base) for base in node.bases):
            yield _subclass(node, node.name)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and flow.derived(node):
            for decorator in node.decorator_list:
                name = flow.test.dotted(decorator.func if isinstance(decorator, ast.Call) else decorator)
                if _is_transform(name):
                    yield _transform(node, name)


def _call(flow: Flow, call: ast.Call) -> Iterator[Complaint]:
    name = flow.test.dotted(call.func)
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    theirs = [argument for argument in arguments if flow.derived(argument)]
    if name in _FIGURES:
        yield complain(
            Rule.FIGURE,
            call,
            f"{name.rpartition('.')[2]}() sees the test's own figures, not the student's; have the function return "
            "its axes and look at those",
        )
    elif theirs and (name.startswith(("inspect.", "dis.")) or name == "dis"):
        yield _inspect(flow, call, theirs[0], name)
    elif theirs and _is_transform(name):
        yield _transform(call, name)
    elif theirs and name in _SHARING:
        yield _storage(call, name)
    elif name in _PICKLING and call.args and _is_object(flow, call.args[0]):
        yield complain(
            Rule.PICKLE,
            call,
            f"{name} cannot take an object of the student's along; save its data (its state_dict(), its attributes)",
        )
    elif name == "type" and len(call.args) == 3 and flow.derived(call.args[1]):
        yield _subclass(call, "a new type")
    elif isinstance(call.func, ast.Attribute) and call.func.attr in _STORAGE and flow.derived(call.func.value):
        yield _storage(call, f".{call.func.attr}()")


def _is_transform(name: str) -> bool:
    return name in _TRANSFORM or name.startswith(_TRANSFORMS)


def _is_object(flow: Flow, node: ast.AST) -> bool:
    """Whether ``node`` is an object of the student's as a whole, not data asked of it."""
    around = flow.test.around
    if isinstance(node, (ast.Tuple, ast.List)):
        return any(_is_object(flow, item) for item in node.elts)
    if isinstance(node, ast.Dict):
        return any(_is_object(flow, item) for item in node.values)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in around.classes & flow.test.theirs
    if not isinstance(node, ast.Name):
        return False
    made = (
        other.value
        for other in flow.nodes
        if isinstance(other, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == node.id for target in other.targets)
    )
    return node.id in around.objects & flow.test.theirs or any(
        isinstance(value, ast.Call) and _is_object(flow, value) for value in made
    )


def _inspect(flow: Flow, node: ast.AST, whose: ast.AST, what: str) -> Complaint:
    names = sorted(part.id for part in ast.walk(whose) if isinstance(part, ast.Name) and part.id in flow.test.theirs)
    asked = f'student_source("{names[0]}")' if names else "student_source(...)"
    return complain(Rule.INSPECT, node, f"{what} cannot look into the student's process; write {asked}, read the text")


def _subclass(node: ast.AST, name: str) -> Complaint:
    return complain(
        Rule.SUBCLASS,
        node,
        f"{name} inherits from a class of the student's, which lives in another process; make an instance and use it",
    )


def _transform(node: ast.AST, name: str) -> Complaint:
    return complain(
        Rule.TRANSFORM,
        node,
        f"{name} cannot trace the student's code from another process; call it once per example, and take derivatives "
        "with backward(), torch.autograd.grad or torch.autograd.functional",
    )


def _storage(node: ast.AST, what: str) -> Complaint:
    return complain(
        Rule.STORAGE,
        node,
        f"{what}: storage and memory layout do not cross processes; compare values, for instance after a change of "
        "the argument, or read student_source(...)",
    )
