"""Build the web site: `make site`, or python site/build.py [--only 03 ...] [--no-pdf] [--fast].

1. Run the lectures that changed (kept in _build/executed), 2. write the sources into _build/site-source, each file only
where its content changed, 3. Sphinx, which then only reads what is new, 4. slides and PDFs beside the pages.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from api_pages import api_pages
from course import ROOT, Lecture, ProblemSet, guides, lectures, problem_sets
from lecture_page import lecture_page, links_line, with_figures
from preview import chosen, preview
from sphinx.cmd.build import build_main

from d2lcourse.handouts import HandoutError, export
from d2lcourse.handouts.executed import executed
from d2lcourse.handouts.javascript import MATHJAX, javascript

HERE = Path(__file__).resolve().parent
LINK = re.compile(r"\[([^\]]*)\]\(([^)#:\s]+)(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Places:
    """Where the parts lie."""

    source: Path
    site: Path
    trees: Path


class Sources:
    """The folder that Sphinx reads: a file is touched only where it changes, and what is no longer written goes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: set[Path] = set()

    def write(self, name: str, content: str | bytes) -> None:
        """One file."""
        path = self.folder / name
        data = content.encode() if isinstance(content, str) else content
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.written.add(path)

    def done(self, site: Path) -> None:
        """Remove what an earlier build wrote and this one did not, with its page."""
        for path in self.folder.rglob("*"):
            if path.is_file() and path not in self.written:
                (site / path.relative_to(self.folder)).with_suffix(".html").unlink(missing_ok=True)
                path.unlink()


def figures_of_the_grader() -> dict[str, str]:
    """What the home page says about the grader, as measured: from the tables in docs."""
    security = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    speed = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    tried = re.search(r"^\| tried \| (\d+) ", security, re.MULTILINE)
    gained = re.search(r"^\| gained points \| (\d+) \| (\d+) \| (\d+) \|", security, re.MULTILINE)
    faster = re.search(r"each further submission (\d+)\s+times as\s+fast", speed)
    if not (tried and gained and faster):
        raise SystemExit(
            "site: the tables in docs/security.md and docs/benchmarks.md do not say what the home page shows"
        )
    return {
        "attacks": tried[1], "ours": gained[1], "nbgrader": gained[2], "otter": gained[3], "faster": faster[1],
    }  # fmt: skip


def write_sources(
    sources: Sources, shown: list[Lecture], problems: list[ProblemSet], done: dict[str, Any], pdf: bool
) -> None:
    """Everything that Sphinx reads."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "pages"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known = {
        "lectures": shown,
        "problems": problems,
        "pdf": pdf,
        "preview": chosen(shown),
        "guides": guides(),
        **figures_of_the_grader(),
    }
    for name in pages.list_templates():
        sources.write(name, pages.get_template(name).render(known))
    for lecture in shown:
        page = lecture_page(done[lecture.name], links_line(lecture, "../", pdf=pdf))
        sources.write(f"lectures/{lecture.name}.ipynb", nbformat.writes(page))
    for figure in sorted((ROOT / "lectures" / "figures").iterdir()):
        sources.write(f"lectures/figures/{figure.name}", figure.read_bytes())
    for problem in problems:
        sources.write(f"assignments/{problem.name}.ipynb", problem_page(problem))
    for guide in sorted((ROOT / "docs").glob("*.md")):
        text = guide.read_text(encoding="utf-8")
        for found in LINK.finditer(text):
            file = (guide.parent / found[2]).resolve()
            if file.suffix == ".md" and file.parent != guide.parent:  # the README and the like have no page
                text = text.replace(found[0], found[1])
            elif file.suffix != ".md" and file.is_file():  # a file of the project becomes a download
                sources.write(str(file.relative_to(ROOT)), file.read_bytes())
        sources.write(f"docs/{guide.name}", text)
    for name, text in api_pages().items():
        sources.write(name, text)
    sources.write("_static/mathjax.js", (javascript() / MATHJAX).read_bytes())


def problem_page(problem: ProblemSet) -> str:
    """A problem set to read, with a link to the notebook to work in."""
    notebook = nbformat.read(problem.path, as_version=4)
    link = f'<p class="forms"><a href="../notebooks/{problem.name}.ipynb">Download {problem.name}.ipynb</a></p>'
    head, _, rest = notebook.cells[0].source.partition("\n")
    notebook.cells[0].source = f"{head}\n\n{link}\n\n{rest}"
    return str(nbformat.writes(notebook))


def write_files(
    site: Path, shown: list[Lecture], problems: list[ProblemSet], done: dict[str, Any], options: Any
) -> None:
    """What lies beside the pages: slides, PDFs, notebooks."""
    (site / "notebooks").mkdir(exist_ok=True)
    for problem in problems:
        shutil.copyfile(problem.path, site / "notebooks" / problem.path.name)
    for lecture in shown:
        whole = with_figures(done[lecture.name], lecture.path.parent)
        nbformat.write(whole, site / "notebooks" / f"{lecture.name}.ipynb")
        export(lecture.path, site / "slides", notebook=done[lecture.name], pdf=options.pdf)
    if options.pdf:  # there is a browser
        preview(site, shown, done)


def remove_all_but(names: set[str], folder: Path) -> None:
    """Remove slides, notebooks and their keys (``.NAME.html.key``) of what is no longer in the course."""
    for path in folder.iterdir():
        if Path(path.name.lstrip(".").removesuffix(".key")).stem not in names:
            path.unlink()


def titles(shown: list[Lecture], problems: list[ProblemSet]) -> str:
    """What the side bars show: every page holds one, so that all are written again where this changes."""
    named = [f"{part.name}: {part.title}" for part in (*shown, *problems, *guides())]
    return "\n".join([*named, *sorted(api_pages())])


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="*", default=[], help="numbers of lectures; all if left out")
    parser.add_argument("--out", type=Path, default=ROOT / "_build", help="folder for site, site-source, site-trees")
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="leave the PDFs out (they need Chromium)")
    parser.add_argument("--fast", action="store_true", help="lectures run on stand-ins with small budgets")
    options = parser.parse_args()
    places = Places(options.out / "site-source", options.out / "site", options.out / "site-trees")
    began = time.monotonic()
    every = lectures()
    only = {number.zfill(2) for number in options.only}
    if unknown := sorted(only - {lecture.number for lecture in every}):
        parser.error(f"no lecture {', '.join(unknown)}; there are {', '.join(lecture.number for lecture in every)}")
    shown = [lecture for lecture in every if not only or lecture.number in only]
    problems = problem_sets()
    try:
        done = {lecture.name: executed(lecture.path, fast=options.fast) for lecture in shown}
        sources = Sources(places.source)
        write_sources(sources, shown, problems, done, options.pdf)
        sources.done(places.site)
        listed, known = titles(shown, problems), places.trees / "titles"
        anew = [] if known.is_file() and known.read_text("utf-8") == listed else ["-a"]
        static = f"html_static_path={HERE / 'static'},{places.source / '_static'}"
        arguments = ["-q", "-b", "html", "-c", HERE, "-D", static, "-d", places.trees, places.source, places.site]
        if code := build_main([*anew, *map(str, arguments)]):
            return int(code)
        known.write_text(listed, "utf-8")
        write_files(places.site, shown, problems, done, options)
        in_course = {part.name for part in (*every, *problems)}
        remove_all_but(in_course, places.site / "notebooks")
        remove_all_but(in_course | {"preview"}, places.site / "slides")
    except HandoutError as error:
        print(f"site: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"site: {error.filename or options.out}: {error.strerror or error}", file=sys.stderr)
        return 1
    some = "s" if len(shown) > 1 else ""
    took = time.monotonic() - began
    print(f"{places.site / 'index.html'}: {len(shown)} lecture{some}, {took:.0f} s; open it in a browser")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("site: stopped", file=sys.stderr)
        sys.exit(130)
