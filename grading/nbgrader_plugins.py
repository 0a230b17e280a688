"""What the course adds to nbgrader's grading and feedback."""

from __future__ import annotations

import re
from typing import Any

from latex2mathml.converter import convert
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

HIDDEN = re.compile(
    r"^[^\n]*BEGIN HIDDEN TESTS.*?END HIDDEN TESTS[^\n]*\n?", re.DOTALL | re.MULTILINE
)
MATHS = re.compile(
    r"(```.*?```|`[^`\n]*`)|\$\$(.+?)\$\$|(?<![\\\w$])\$(?!\s)([^$]+?)(?<!\s)\$(?!\d)",
    re.DOTALL,
)


class DropTags(Preprocessor):
    """Take the tags off answers and tests: a tag could have a test skipped."""

    enabled = True

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Remove the tags of a cell that is graded or locked."""
        if "nbgrader" in cell.metadata:
            cell.metadata.pop("tags", None)
        return cell, resources


class HideHiddenTests(Preprocessor):
    """Take hidden tests out of feedback: out of the cells and out of tracebacks."""

    enabled = True

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Remove the hidden region, and reduce tracebacks through it to a message."""
        hidden = HIDDEN.search(cell.source)
        if hidden:
            cell.source = HIDDEN.sub("", cell.source)
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources


class MathToMathML(Preprocessor):
    """Write formulas as MathML, which browsers show without a script from outside."""

    enabled = True

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Convert the formulas of a text cell."""
        if cell.cell_type == "markdown":
            cell.source = to_mathml(cell.source)
        return cell, resources


def to_mathml(text: str) -> str:
    """Replace $...$ and $$...$$ by MathML, but not inside code.

    >>> to_mathml("`$x$` and $x$").count("<math")
    1
    """

    def replace(match: re.Match[str]) -> str:
        code, block, inline = match.groups()
        if code:
            return str(code)
        formula = " ".join((block or inline).split())
        return str(convert(formula, display="block" if block else "inline"))

    return MATHS.sub(replace, text)
