"""What the course adds to nbgrader's grading and feedback."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from nbconvert.filters.ansi import strip_ansi
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

HIDDEN = re.compile(
    r"^[^\n]*BEGIN HIDDEN TESTS.*?(?:END HIDDEN TESTS[^\n]*\n?|\Z)",
    re.DOTALL | re.MULTILINE,
)
# Shorter lines, such as `)`, are nobody's secret.
TELLING = 8


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
    """Take hidden tests out of feedback: out of cells, tracebacks and what is printed.

    A traceback through a hidden test is reduced to its message. Elsewhere, lines that
    repeat a hidden one are left out.
    """

    enabled = True

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Hide what is hidden in any cell from the outputs of all cells."""
        secrets = hidden_lines(nb)
        nb, resources = super().preprocess(nb, resources)
        if secrets:
            for cell in nb.cells:
                for output in cell.get("outputs", []):
                    _silence(output, secrets)
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Remove the hidden region, and reduce tracebacks through it to a message."""
        if HIDDEN.search(cell.source):
            cell.source = HIDDEN.sub("", cell.source)
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    _reduce(output)
        return cell, resources


def hidden_lines(notebook: NotebookNode) -> set[str]:
    """Return the lines of hidden tests that stand nowhere else in a notebook."""
    shown = "\n".join(HIDDEN.sub("", cell.source) for cell in notebook.cells)
    lines = {
        line.strip()
        for cell in notebook.cells
        for region in HIDDEN.findall(cell.source)
        for line in region.splitlines()
    }
    return {line for line in lines if len(line) >= TELLING and line not in shown}


def _reduce(output: NotebookNode) -> None:
    output.traceback = [strip_ansi(f"{output.ename}: {output.evalue}")]


def _silence(output: NotebookNode, secrets: Collection[str]) -> None:
    """Take hidden lines out of one output."""
    if output.output_type == "error":
        if _tells("\n".join(output.traceback), secrets):
            _reduce(output)
            output.traceback = [without("\n".join(output.traceback), secrets)]
        output.evalue = without(output.evalue, secrets)
    elif output.output_type == "stream":
        output.text = without(output.text, secrets)
    else:
        for kind, data in list(output.get("data", {}).items()):
            if kind in ("image/png", "image/jpeg"):
                continue
            if kind == "text/plain":
                output.data[kind] = without(data, secrets)
            elif isinstance(data, str) and _tells(data, secrets):
                del output.data[kind]


def _tells(text: str, secrets: Collection[str]) -> bool:
    plain = strip_ansi(text)
    return any(secret in plain for secret in secrets)


def without(text: str, secrets: Collection[str]) -> str:
    r"""Return a text without the lines that repeat a hidden one, colours or not.

    >>> without("a = 1\n--> check(\x1b[1mx\x1b[0m)\n", {"check(x)"})
    'a = 1\n'
    """
    if not _tells(text, secrets):
        return text
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not _tells(line, secrets))
