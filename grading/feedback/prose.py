"""Markdown as HTML that is safe to show."""

from __future__ import annotations

import functools
from typing import Any

from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from grading.feedback.clean import clean_html
from grading.feedback.maths import formula


class Renderer(IPythonRenderer):
    """nbconvert's, with MathML, and one heading level below the page's own."""

    def block_math(self, body: str) -> str:
        """Show a formula of its own line."""
        return formula(body, block=True)

    def inline_math(self, body: str) -> str:
        """Show a formula within a line."""
        return formula(body)

    def latex_environment(self, name: str, body: str) -> str:
        """Show the formula of an environment."""
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """Show a heading below that of the page."""
        return super().heading(text, min(level + 1, 6), **attrs)

    def block_mermaidjs(self, code: str) -> str:
        """Show a diagram's text; drawing it would take a script from outside."""
        return f"<pre>{self.escape_html(code.strip())}</pre>"

    def _embed_image_or_attachment(self, src: str) -> str:
        """Leave an attachment that is missing to its alternative text."""
        if src.startswith("attachment:") and src[11:] not in self.attachments:
            return ""
        return super()._embed_image_or_attachment(src)


def to_html(source: str, attachments: Any = None) -> Markup:
    """Return Markdown as clean HTML."""
    if attachments:
        return _convert(source, attachments)
    return _cached(source)


@functools.lru_cache(maxsize=1024)
def _cached(source: str) -> Markup:
    """Convert what many notebooks share once."""
    return _convert(source, None)


def _convert(source: str, attachments: Any) -> Markup:
    renderer = Renderer(
        escape=False, exclude_anchor_links=True, attachments=attachments
    )
    return clean_html(MarkdownWithMath(renderer=renderer).render(source))
