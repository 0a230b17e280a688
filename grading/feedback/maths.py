"""Formulas as MathML, which browsers show without a script from outside."""

from __future__ import annotations

import functools
import re
from xml.etree import ElementTree

from latex2mathml.converter import convert
from markupsafe import Markup, escape

LONGEST = 5_000
FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<a>.+?)\$\$|\\\[(?P<b>.+?)\\\]|(?P<c>\\begin\{(\w+\*?)\}.+?\\end\{\4\})"
    r"|(?<![\\$])\$(?P<d>[^$]+?)\$|\\\((?P<e>.+?)\\\)",
    re.DOTALL,
)


@functools.lru_cache(maxsize=4096)
def formula(latex: str, block: bool = False) -> str:
    """Return a formula as MathML, or as it was written when that cannot be done.

    >>> formula("x").startswith("<math")
    True
    >>> formula(r"{a}_{b}_{c}<") == r"<code>{a}_{b}_{c}&lt;</code>"
    True
    """
    text = " ".join(latex.split())
    if len(text) <= LONGEST:
        try:
            maths = convert(text, display="block" if block else "inline")
            # The converter does not escape what stands in \text{...}.
            ElementTree.fromstring(maths)
            return str(maths)
        except Exception:
            # It has errors of its own, and raises IndexError and the like as well.
            pass
    return f"<code>{escape(text)}</code>"


def with_formulas(text: str) -> Markup:
    """Return what a cell puts out as LaTeX as HTML that is still to be cleaned."""
    pieces, end = [], 0
    for match in FORMULA.finditer(text):
        pieces.append(escape(text[end : match.start()]))
        found = match.groupdict()
        block, inline = found["a"] or found["b"] or found["c"], found["d"] or found["e"]
        pieces.append(Markup(formula(block or inline, bool(block))))
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])
