"""ps01: each word that an exercise forbids is found, and what is allowed is not."""

from __future__ import annotations

import pytest

from tests.assignments.plain import run, solutions, source

NAME = "ps01_tensors"
RULES = {
    "norms": "norms use no ready-made norm",
    "matmul_loops": "matmul_loops uses loops and no ready-made product",
    "matmul_vectorised": "matmul_vectorised uses no loop and no ready-made product",
    "pairwise_distances": "pairwise_distances uses no loop and no ready-made distance",
    "batched": "batched operations use no loop",
}
NORMS = (
    "x.norm()", "torch.linalg.vector_norm(x)", "torch.norm(x)", "torch.dist(x, x)", "torch.cdist(x, x)",
    "torch.pdist(x)", "torch.nn.functional.normalize(x)", "torch.nn.functional.pairwise_distance(x, x)",
    "torch.nn.PairwiseDistance()", "torch.renorm(x, 2, 0, 1)",
)  # fmt: skip
PRODUCTS = (
    "x @ x", "x.matmul(x)", "x.__matmul__(x)", "torch.mm(x, x)", "x.bmm(x)", "x.mv(x)", "x.dot(x)", "torch.vdot(x, x)",
    "x.inner(x)", "torch.einsum('i,i', x, x)", "torch.tensordot(x, x)", "torch.chain_matmul(x, x)", "x.addmm(x, x)",
    "torch.linalg.multi_dot([x, x])", "torch.nn.functional.linear(x, x)", "torch.nn.Linear(2, 2)", "x.baddbmm(x, x)",
    "torch.nn.functional.bilinear(x, x, x)", "torch.nn.Bilinear(2, 2, 2)",
)  # fmt: skip
LOOPS = (
    "[i for i in x]", "{i: i for i in x}", "sum(i for i in x)", "list(map(abs, x))", "list(filter(None, x))",
    "torch.vmap(abs)(x)", "x.apply_(abs)", "x.map_(x, max)",
)  # fmt: skip
DETOURS = (
    "getattr(torch, 'no' + 'rm')(x)", "eval('x')", "exec('x')", "globals()", "vars(torch)", "torch.__dict__",
    "__import__('math')", "x.numpy()", "x.cpu()", "torch.ops.aten.norm(x)", "torch._C", "compile('x', '', 'eval')",
)  # fmt: skip
FORBIDDEN = {
    "norms": NORMS + DETOURS,
    "matmul_loops": PRODUCTS + DETOURS,
    "matmul_vectorised": PRODUCTS + LOOPS + DETOURS,
    "pairwise_distances": NORMS + LOOPS + DETOURS,
    "batched": LOOPS + DETOURS,
}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


def with_a_use_of(grade_id: str, expression: str) -> str:
    """The reference, with ``expression`` in a helper that its first function names and never calls."""
    text = solutions(source(NAME))[grade_id]
    helper = f"def helper(x):\n    return {expression}\n\n\n"
    return helper + text.replace("### BEGIN SOLUTION", "helper\n    ### BEGIN SOLUTION", 1)


@pytest.mark.parametrize(
    ("grade_id", "expression"), [(key, text) for key, texts in FORBIDDEN.items() for text in texts]
)
def test_a_forbidden_word_costs_the_rule_and_nothing_else(grade_id: str, expression: str) -> None:
    result = run(source(NAME), {grade_id: with_a_use_of(grade_id, expression)})
    assert not result.errors
    assert result.lost == {RULES[grade_id]}
    message = str(result.properties[RULES[grade_id]].error)
    assert message.startswith("this exercise forbids: "), message


@pytest.mark.parametrize("grade_id", RULES)
def test_an_allowed_word_costs_nothing(grade_id: str) -> None:
    fine = "x.abs().sum(dim=0).sqrt().reshape(-1) * len(x) if isinstance(x, tuple) else max(1, 2)"
    assert run(source(NAME), {grade_id: with_a_use_of(grade_id, fine)}).lost == set()
