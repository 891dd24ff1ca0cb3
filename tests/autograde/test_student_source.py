"""What ``student_source`` finds in a notebook that runs in Jupyter, where ``inspect`` does not find classes."""

from __future__ import annotations

import nbformat
from nbclient import NotebookClient

CELLS = (
    "def f(x):\n    return x",
    "class Box:\n    size = 1",
    "class Box:\n    size = 2\n\n\n%matplotlib inline\ng = lambda x: x + 1",
    "from autograde.testing import student_source",
    "try:\n    student_source('absent')\nexcept AssertionError as error:\n    absent = str(error)",
    "print([student_source(name) for name in ('f', 'Box', 'g')] + [absent])",
)


def test_functions_classes_and_lambdas_are_found_and_the_last_one_counts() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in CELLS])
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.extra_arguments = ["--log-level=ERROR"]
    (output,) = client.execute().cells[-1].outputs
    wanted = ["def f(x):\n    return x", "class Box:\n    size = 2", "g = lambda x: x + 1", "absent is not defined"]
    assert output.text == f"{wanted}\n"
