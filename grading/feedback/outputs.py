"""What cells put out, as HTML that is safe to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup, escape
from nbconvert.filters.ansi import ansi2html, strip_ansi
from nbformat import NotebookNode

from grading.feedback.clean import clean_html, picture_of_svg, shows_something
from grading.feedback.maths import with_formulas
from grading.feedback.prose import to_html

LONGEST_TEXT = 100_000
LONGEST_HTML = 2_000_000
OWN = re.compile(r"^(CheckFailed|NotFilled): ")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")
UNDESCRIBED = "No description has been provided for this image"


def rendered(cell: NotebookNode) -> Iterator[Markup]:
    """Yield the outputs of a cell, but for errors."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            name = "stderr" if output.name == "stderr" else "stdout"
            yield Markup(f'<div class="output_{name}">{_text(output.text)}</div>')
        elif output.output_type != "error" and (shown := _best(output, cell)):
            yield shown


def errors(cell: NotebookNode) -> list[tuple[str, Markup]]:
    """Return what stopped a cell: in a line, and the traceback if there is more."""
    found = []
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            said = error_message(output)
            whole = strip_ansi("\n".join(output.traceback)).strip()
            more = output.traceback if whole not in (said, _named(output)) else []
            found.append((said, _text("\n".join(more)) if more else Markup()))
    return found


def error_message(output: NotebookNode) -> str:
    """Return an error's message; that of a check without the error's name."""
    return without_name(_named(output))


def without_name(message: str) -> str:
    """Return a message without the name of the error that checks raise.

    >>> without_name("CheckFailed: dx is None.")
    'dx is None.'
    """
    return OWN.sub("", message)


def _named(output: NotebookNode) -> str:
    return strip_ansi(f"{output.ename}: {output.evalue}").strip().removesuffix(":")


def _text(text: str) -> Markup:
    left_out = len(text) - LONGEST_TEXT
    if left_out > 0:
        text = f"{text[:LONGEST_TEXT]}\n[{left_out} more characters]"
    # Sideways scrolling must be possible without a mouse.
    return Markup(f'<pre tabindex="0">{ansi2html(text)}</pre>')


def _best(output: NotebookNode, cell: NotebookNode) -> Markup:
    """Return the richest form of an output that is safe and shows something."""
    for kind, show in FORMS.items():
        data = output.data.get(kind)
        if isinstance(data, str) and len(data) <= LONGEST_HTML:
            shown = show(data, output, cell)
            if shows_something(shown):
                name = kind.rpartition("/")[2].partition("+")[0]
                return Markup(f'<div class="output_{name}">{shown}</div>')
    text = output.data.get("text/plain", "")
    return _text(text) if isinstance(text, str) and text.strip() else Markup()


def _html(data: str, *_: Any) -> Markup:
    return clean_html(data)


def _markdown(data: str, *_: Any) -> Markup:
    return to_html(data)


def _latex(data: str, *_: Any) -> Markup:
    return clean_html(with_formulas(data))


def _svg(data: str, output: NotebookNode, cell: NotebookNode) -> Markup:
    address = picture_of_svg(data)
    return _picture(address, "image/svg+xml", output, cell) if address else Markup()


def _image(kind: str) -> Callable[[str, NotebookNode, NotebookNode], Markup]:
    def show(data: str, output: NotebookNode, cell: NotebookNode) -> Markup:
        if not BASE64.fullmatch(data):
            return Markup()
        address = f"data:{kind};base64,{''.join(data.split())}"
        return _picture(address, kind, output, cell)

    return show


def _picture(
    address: str, kind: str, output: NotebookNode, cell: NotebookNode
) -> Markup:
    about = output.get("metadata", {})
    about = about | (about.get(kind) or {})
    sizes = "".join(
        f' {side}="{about[side]}"'
        for side in ("width", "height")
        if type(about.get(side)) is int
    )
    alt = about.get("alt") or cell.metadata.get("alt") or _twin(output)
    return Markup(f'<img src="{address}" alt="{escape(alt)}"{sizes}>')


def _twin(output: NotebookNode) -> str:
    """Return the text that stands beside a picture, if it says something."""
    text = output.data.get("text/plain", "")
    says = isinstance(text, str) and text.strip() and not text.startswith("<")
    return text if says else UNDESCRIBED


FORMS: dict[str, Callable[[str, NotebookNode, NotebookNode], Markup]] = {
    "text/html": _html,
    "text/markdown": _markdown,
    "image/svg+xml": _svg,
    "image/png": _image("image/png"),
    "image/jpeg": _image("image/jpeg"),
    "text/latex": _latex,
}
