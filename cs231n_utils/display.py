"""What a cell shows: HTML in a notebook, with a twin in plain text."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from cs231n_utils.skeletons import BadInput


@dataclass(frozen=True)
class Shown:
    """Something to look at: HTML for a notebook, the same as text, perhaps a picture.

    Make it the last line of a cell, or hand it to `display`.
    """

    html: str
    text: str
    png: bytes | None = None

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, str]:
        bundle = {"text/html": self.html, "text/plain": self.text}
        if self.png is not None:
            bundle["image/png"] = base64.b64encode(self.png).decode("ascii")
        return bundle


def picture(png: str, alt: str, caption: str) -> str:
    """Return the HTML of a PNG in base64, with its description and its caption."""
    return (
        '<figure style="margin:0.5em 0">'
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{png}" '
        'style="max-width:100%;height:auto;background:white">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def prose(text: str) -> str:
    """Escape text for HTML, and set what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def table(rows: Iterable[Sequence[object]], header: Sequence[str]) -> Shown:
    """Show a table, as HTML and as text.

    Parameters
    ----------
    rows : iterable of sequences
        Numbers are rounded to four digits and stand on the right.
    header : sequence of str
        The names of the columns.

    Examples
    --------
    >>> table([("sgd", 0.48731), ("adam", 0.52)], ["rule", "accuracy"])
    rule  accuracy
    sgd     0.4873
    adam      0.52
    """
    body = [list(row) for row in rows]
    for row in body:
        if len(row) != len(header):
            raise BadInput(f"Row {row} does not have {len(header)} entries: {header}.")
    numbers = [
        all(_is_number(cell) for cell in column) for column in zip(*body, strict=True)
    ] or [False] * len(header)
    cells = [[_cell(value) for value in row] for row in [header, *body]]
    return Shown(_html_table(cells, numbers), _text_table(cells, numbers))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _cell(value: object) -> str:
    if isinstance(value, float | np.floating):
        return f"{value:.4g}"
    return str(value)


def _html_table(cells: list[list[str]], numbers: Sequence[bool]) -> str:
    sides = ["right" if number else "left" for number in numbers]
    lines = []
    for row, tag in zip(cells, ["th scope='col'"] + ["td"] * len(cells), strict=False):
        line = "".join(
            f'<{tag} style="text-align:{side}">{prose(text)}</{tag[:2]}>'
            for text, side in zip(row, sides, strict=True)
        )
        lines.append(f"<tr>{line}</tr>")
    head, *body = lines
    return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"


def _text_table(cells: list[list[str]], numbers: Sequence[bool]) -> str:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(row, widths, numbers, strict=True)
        ).rstrip()
        for row in cells
    )
