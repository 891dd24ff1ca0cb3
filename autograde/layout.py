"""Tell whose the files of a tree are: a student's, a class's, or nobody's (rules: :mod:`autograde.collection`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograde.findings import listing
from autograde.model import Assignment
from autograde.names import best_match, is_notebook, is_student_folder, owner, same, stem
from autograde.tree import Node

__all__ = ["Draft", "Layout"]


@dataclass
class Draft:
    """What will be a submission: a student and the nodes that are theirs. Nothing was read yet."""

    student: str
    origin: str
    """Where it was found; tells two students of the same name apart and fixes their order."""
    nodes: list[Node]
    names: dict[str, str] = field(default_factory=dict)
    """For loose files: the name on disk -> the student's own name for it, without what the platform added."""
    number: str = ""
    """The platform's number, see :class:`autograde.names.Owner`."""


class Layout:
    """Splits trees into drafts, for one assignment."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment.name
        self._wanted = [notebook.name for notebook in assignment.notebooks]
        self._problems: list[str] = []

    def take_problems(self, path: str | Path) -> list[str]:
        """The problems since the last call, as lines that begin with ``path``."""
        problems, self._problems = self._problems, []
        return [f"{path}: {problem}" for problem in problems]

    def read(self, root: Node, parent: Path) -> list[Draft]:
        """The drafts in what was given as one path; ``parent`` is the folder around it."""
        return self._folder(root, parent.name, root.name)

    def single_files(self, nodes: Sequence[Node], parent: Path) -> list[Draft]:
        """The drafts of notebooks that were given by name and lie in the same folder."""
        drafts = []
        others = []
        for node in nodes:
            if self._is_wanted(node):
                around = parent.parent.name if self._names_it(parent.name) else parent.name
                drafts.append(Draft(owner(around).student, str(parent), [node]))
            else:
                others.append(node)
        if len(drafts) > 1:  # several notebooks of one student
            drafts = [Draft(drafts[0].student, str(parent), [node for draft in drafts for node in draft.nodes])]
        return drafts + self._loose(others, str(parent))

    def _folder(self, folder: Node, parent: str, origin: str) -> list[Draft]:
        notebooks = [node for node in folder.children.values() if not node.folder and is_notebook(node.name)]
        folders = [node for node in folder.children.values() if node.folder]
        inner = self._assignment_folder(folder)
        if inner is not None and not self._notebooks_in(inner) and any(n.folder for n in inner.children.values()):
            return self._folder(inner, folder.name, f"{origin}/{inner.name}")  # <assignment>/<student>
        if self._is_student(folder, notebooks, folders):
            return [self._student(folder, parent, origin, strict=False)]
        if len(folders) == 1 and not notebooks:
            return self._only_folder(folders[0], folder, origin)
        self._note(folder)
        strict = any(self._assignment_folder(child) is not None for child in folders if not child.archive)
        drafts = []
        for child in folders:
            below = f"{origin}/{child.name}"
            if not strict and self._is_class(child):
                drafts += self._folder(child, folder.name, below)
            else:
                drafts.append(self._student(child, folder.name, below, strict=strict))
        files = [node for node in folder.children.values() if not node.folder]
        return self._joined(drafts + self._loose(files, origin))

    def _only_folder(self, child: Node, around: Node, origin: str) -> list[Draft]:
        """A folder that only wraps another: the class lies in it, or it is the one student of the class."""
        self._note(around)
        below = f"{origin}/{child.name}"
        problems = len(self._problems)
        drafts = self._folder(child, around.name, below)
        if not drafts:
            del self._problems[problems:]
            drafts = [self._student(child, around.name, below, strict=False)]
        return drafts

    def _is_student(self, folder: Node, notebooks: Sequence[Node], folders: Sequence[Node]) -> bool:
        inner = self._assignment_folder(folder)
        if is_student_folder(folder.name) or (inner is not None and self._notebooks_in(inner)):
            return True
        others = [node for node in notebooks if not self._is_wanted(node)]
        if len(others) < len(notebooks):
            # The reference may lie beside a class's folders or notebooks; then this is no student's folder.
            crowd = len([child for child in folders if self._holds(child)]) >= 2
            return not crowd and not (len(self._wanted) == 1 and len(others) >= 2 and not folders)
        return len(notebooks) == 1 and not folders and not owner(stem(notebooks[0].name), self._wanted).rest

    def _is_class(self, folder: Node) -> bool:
        """Whether a folder within a class is itself a class (a section), not a student's."""
        direct = any(self._is_wanted(node) for node in folder.children.values())
        holding = [child for child in folder.children.values() if child.folder and self._holds(child)]
        return not direct and not is_student_folder(folder.name) and len(holding) >= 2

    def _student(self, folder: Node, parent: str, origin: str, *, strict: bool) -> Draft:
        """One student's folder.

        Args:
            strict: the class is laid out as ``<student>/<assignment>``; other folders are other assignments.
        """
        named_like_it = self._names_it(folder.name) and parent
        whose = owner(parent if named_like_it else folder.name)
        inner = self._assignment_folder(folder)
        if inner is not None:
            files = {key: node for key, node in folder.children.items() if not node.folder and is_notebook(node.name)}
            folder = Node(folder.name, True, files | {inner.name: inner}, folder.notes)
        elif strict:
            files = {key: node for key, node in folder.children.items() if not node.folder or node.archive}
            folder = Node(folder.name, True, files, folder.notes)
        return Draft(whose.student, origin, [folder], number=whose.submission)

    def _loose(self, files: Iterable[Node], origin: str) -> list[Draft]:
        """Files that lie in a class's folder: one student each, as their names say."""
        drafts: list[Draft] = []
        latest: dict[tuple[str, str], Draft] = {}
        ignored = []
        for node in files:
            plain = stem(node.name) if is_notebook(node.name) else node.name.rpartition(".")[0]
            whose = owner(plain, () if self._is_wanted(node) else self._wanted)
            if not is_notebook(node.name) and not whose.submission:
                ignored.append(node.name)
                continue
            name = f"{whose.rest}{node.name[len(plain) :]}" if whose.rest else node.name
            if not whose.rest and len(self._wanted) == 1:
                name = f"{self._wanted[0]}.ipynb"  # a notebook named after its student is not renamed
            key = (whose.student, whose.submission)
            draft = latest.get(key)
            if draft is None or (not whose.submission and name in draft.names.values()):
                draft = latest[key] = Draft(whose.student, f"{origin}/{node.name}", [], number=whose.submission)
                drafts.append(draft)
            draft.nodes.append(node)
            draft.names[node.name] = name
        if ignored:
            self._problems.append(f"not a submission, ignored: {listing(ignored)}")
        return drafts

    def _joined(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Drafts with what a platform split over several files and folders of one student put together."""
        joined: list[Draft] = []
        numbered: dict[tuple[str, str], Draft] = {}
        for draft in drafts:
            first = numbered.setdefault((draft.student, draft.number), draft) if draft.number else draft
            if first is draft:
                joined.append(draft)
            else:
                first.nodes += draft.nodes
                first.names |= draft.names
        return joined

    def _note(self, folder: Node) -> None:
        if folder.notes:
            self._problems.append(listing([detail for _, detail in folder.notes], 3, 150))

    def _is_wanted(self, node: Node) -> bool:
        return not node.folder and any(best_match(wanted, node.name) in (0, 1) for wanted in self._wanted)

    def _notebooks_in(self, folder: Node) -> bool:
        return any(not node.folder and is_notebook(node.name) for node in folder.children.values())

    def _holds(self, folder: Node) -> bool:
        return any(self._is_wanted(node) for _, node in folder.walk())

    def _names_it(self, name: str) -> bool:
        """Whether a folder is called like the assignment, or like its notebook where it has one: the source's folder
        may have another name here, or be a link."""
        return any(same(name, known) for known in (self._assignment, *self._wanted[: len(self._wanted) == 1]))

    def _assignment_folder(self, folder: Node) -> Node | None:
        return next((n for n in folder.children.values() if n.folder and self._names_it(n.name)), None)
