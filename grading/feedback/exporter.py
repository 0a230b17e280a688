"""nbconvert's exporter, with a template that needs nothing from outside."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from traitlets import default

from cs231n_utils.display import prose
from grading.feedback import outputs
from grading.feedback.parts import describe
from grading.feedback.prose import to_html

TEMPLATES = Path(__file__).parent / "template"


class FeedbackExporter(HTMLExporter):
    """Writes a graded notebook as one page; for us and for plain nbgrader.

    Scores and comments are read from the cells' metadata, where nbgrader's `GetGrades`
    puts them. All that a notebook says is escaped or cleaned.
    """

    @default("template_name")
    def _template_name_default(self) -> str:
        return "course"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def _load_config(self, cfg: Any, *args: Any, **kwargs: Any) -> None:
        """Keep to our template when nbgrader names its own."""
        super()._load_config(cfg, *args, **kwargs)
        self.template_name = "course"
        self.extra_template_basedirs = [str(TEMPLATES)]

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True
        return environment

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Yield the filters of the template, beside nbconvert's."""
        yield from super().default_filters()
        yield "code", code
        yield "markdown", to_html
        yield "message", lambda text: Markup(prose(text))
        yield "outputs", outputs.rendered
        yield "points", lambda number: f"{round(float(number or 0), 2):g}"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Write a notebook as a page.

        nbconvert would parse the page once more to complete it; it is complete.
        """
        resources = self._init_resources(resources)
        resources["describe"] = describe
        resources["code_style"] = code_style
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)


@functools.lru_cache(maxsize=1024)
def code(source: str) -> Markup:
    """Return Python with its parts marked for colours."""
    return Markup(highlight(source, _lexer(), HtmlFormatter(nowrap=True)))


@functools.cache
def _lexer() -> Any:
    return get_lexer_by_name("ipython3")


@functools.cache
def code_style() -> Markup:
    """Return the colours of code, for light and for dark."""
    light = HtmlFormatter(style="default").get_style_defs("pre.code")
    dark = HtmlFormatter(style="github-dark").get_style_defs("pre.code")
    return Markup(
        f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"
    )
