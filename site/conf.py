"""Settings of the web site. `make site` prepares the sources in _build/site-source and calls Sphinx with these.

Nothing on a page comes from the network: MathJax and the fonts are files of the site, widgets have no script.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import d2lcourse

project = "d2lcourse"
author = "d2lcourse authors"
copyright = author
version = release = d2lcourse.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.mathjax", "sphinx.ext.viewcode"]
templates_path = [str(Path(__file__).parent / "templates")]
html_static_path: list[str] = []  # build.py adds its own and the one with MathJax
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_title = "d2lcourse"
html_theme = "pydata_sphinx_theme"
html_theme_options: dict[str, Any] = {
    "logo": {"text": "d2lcourse"},
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "secondary_sidebar_items": {"**": ["page-toc"], "index": []},
    "footer_start": ["footer"],
    "footer_center": [],
    "footer_end": [],
    "show_prev_next": True,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "back_to_top_button": False,
    "search_bar_text": "Search the course",
}
html_sidebars = {"index": [], "search": []}
html_show_sourcelink = False
html_copy_source = False
html_domain_indices = False  # api/index lists the modules
html_favicon = str(Path(__file__).parent / "static" / "icon.svg")

mathjax_path = "mathjax.js"
mathjax3_config = {
    "svg": {"fontCache": "local"},
    "options": {"enableMenu": False, "processHtmlClass": "tex2jax_process|mathjax_process|math|output_area"},
}

nb_execution_mode = "off"  # the outputs are there already, see d2lcourse.handouts.executed
nb_ipywidgets_js: dict[str, Any] = {}
nb_merge_streams = True
myst_enable_extensions = ["amsmath", "attrs_inline", "colon_fence", "dollarmath"]
myst_dmath_double_inline = True
myst_heading_anchors = 3
suppress_warnings = ["myst.header"]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries_show_parents = "hide"

FIELD = re.compile(r"^(\w+(?:, \w+)*): (.+)$")


def parameters_as_fields(_app: Any, _what: str, _name: str, subject: Any, _options: Any, lines: list[str]) -> None:
    """Turn the docstrings' lines `x: what it is`, where x is a parameter, into fields that Sphinx knows."""
    try:
        known = set(inspect.signature(subject).parameters)
    except (TypeError, ValueError):
        return
    made: list[str] = []
    within = False
    for line in lines:
        found = FIELD.match(line)
        if found and set(names := found[1].split(", ")) <= known:
            made += [] if within else [""]
            made += [f":param {name}: {found[2] if name == names[-1] else f'see {names[-1]}'}" for name in names]
            within = True
        elif within and (said := re.match(r"Returns (.+)", line)):
            made.append(f":returns: {said[1]}")
        else:
            within = within and bool(line.strip())
            made.append(f"    {line.strip()}" if within else line)
    lines[:] = made


def corners_of_tables(_app: Any, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """An empty heading of a column is none: screen readers would read out nothing."""
    if "body" in context:
        context["body"] = re.sub(r'<th class="head[^"]*">\s*(?:<p>\s*</p>)?\s*</th>', "<td></td>", context["body"])


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", parameters_as_fields)
    app.connect("html-page-context", corners_of_tables)
