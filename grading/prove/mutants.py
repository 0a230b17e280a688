"""Mutants of an answer key: one small mistake each, made by rule."""

from __future__ import annotations

import ast
import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from grading.checking import exercises, graded_code
from grading.prove.operators import OPERATORS

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
# What an error says is no part of a contract.
SPARED = ast.JoinedStr | ast.Raise


@dataclass(frozen=True)
class Mutant:
    """An answer key with one small mistake.

    Attributes
    ----------
    name : str
        Exercise, line of the answer (1 is its `def`) and operator; numbered where
        there are several.
    exercise : str
    line, mutated : str
        The line of the key, and what became of it.
    source : str
        The whole function.
    """

    name: str
    exercise: str
    line: str
    mutated: str
    source: str


@functools.cache
def mutants(notebook: str) -> list[Mutant]:
    """Return all mutants of the answers to a notebook's exercises, in order."""
    return [
        mutant
        for exercise in exercises(notebook)
        for mutant in mutants_of(exercise, graded_code(notebook)[exercise])
    ]


def mutants_of(exercise: str, source: str) -> list[Mutant]:
    """Return the mutants of one answer.

    Where it has marks of a solution, only lines between them are changed.

    Examples
    --------
    >>> for mutant in mutants_of("f", "def f(x): return x - 1"):
    ...     print(mutant.name, mutant.mutated)
    f:1:sign def f(x): return x + 1
    f:1:operand def f(x): return x
    f:1:order def f(x): return 1 - x
    f:1:constant def f(x): return x - 2
    f:1:constant-2 def f(x): return x - 0
    """
    first = source.find("def ", source.find("\n@") + 1 if source[0] == "@" else 0)
    source = source[first:]
    seen, names, made = {_meaning(source)}, Counter[str](), list[Mutant]()
    for operator, line, text in _changed(source):
        if (meaning := _meaning(text)) not in seen:
            seen.add(meaning)
            name = f"{exercise}:{line}:{operator}"
            names[name] += 1
            number = f"-{names[name]}" if names[name] > 1 else ""
            before, after = _difference(source, text)
            made.append(Mutant(name + number, exercise, before, after, text))
    return made


def _changed(source: str) -> Iterator[tuple[str, int, str]]:
    """Yield what each operator does at each place: its name, the line, the text."""
    tree = ast.parse(source)
    lines = source.splitlines()
    inside = _marked(lines)
    for parent, field, index, node in _places(tree):
        line = getattr(node, "lineno", 0)
        if line - 1 not in inside:
            continue
        for operator in OPERATORS:
            for other in operator(node):
                _put(parent, field, index, other)
                wanted = ast.dump(tree)
                _put(parent, field, index, node)
                yield operator.__name__, line, _spliced(source, node, other, wanted)


def _marked(lines: list[str]) -> range:
    """Return the numbers of the lines of the solution, from 0."""
    marks = [i for i, text in enumerate(lines) if text.strip() in (BEGIN, END)]
    return range(marks[0], marks[1]) if marks else range(len(lines))


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield every node with its place in its parent, from the top to the bottom."""
    for field, value in ast.iter_fields(tree):
        for index, node in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(node, ast.AST):
                yield tree, field, index if isinstance(value, list) else None, node
                if not isinstance(node, SPARED) and not _is_strict(node):
                    yield from _places(node)


def _is_strict(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in ("strict", "axis", "keepdims")


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _spliced(source: str, node: ast.AST, other: ast.AST, wanted: str) -> str:
    """Return the text with another piece in the place of one, in brackets if needed."""
    block = isinstance(other, ast.If | ast.While | ast.For)
    text = ast.unparse(_header(other) if block else other).removesuffix("\n    pass")
    start, end = _span(source, node, header=block)
    if source.startswith("elif", start):
        # Without it there would be nothing for the rest to hang on.
        text = f"el{text}" if block else "else: pass"
    plain = source[:start] + text + source[end:]
    try:
        if ast.dump(ast.parse(plain)) == wanted:
            return plain
    except SyntaxError:
        pass
    return f"{source[:start]}({text}){source[end:]}"


def _header(node: ast.AST) -> ast.AST:
    """Return a compound statement with nothing in it."""
    assert isinstance(node, ast.If | ast.While | ast.For)
    if isinstance(node, ast.For):
        return ast.For(node.target, node.iter, [ast.Pass()], [], lineno=0)
    return type(node)(node.test, [ast.Pass()], [])


def _span(source: str, node: ast.AST, *, header: bool) -> tuple[int, int]:
    """Return where a node begins and ends in the text; its first line is a header."""
    assert isinstance(node, ast.expr | ast.stmt | ast.keyword)
    lines = source.splitlines(keepends=True)

    def place(line: int | None, column: int | None) -> int:
        line, column = line or 0, column or 0
        before = lines[line - 1].encode()[:column].decode()
        return sum(map(len, lines[: line - 1])) + len(before)

    start = place(node.lineno, node.col_offset)
    if isinstance(node, ast.If | ast.While | ast.For) and header:
        inner = node.iter if isinstance(node, ast.For) else node.test
        stop = place(inner.end_lineno, inner.end_col_offset)
        return start, source.index(":", stop) + 1
    return start, place(node.end_lineno, node.end_col_offset)


def _meaning(source: str) -> str:
    """Return what texts share that differ in brackets and comments alone."""
    return ast.dump(ast.parse(source))


def _difference(source: str, other: str) -> tuple[str, str]:
    """Return the lines that differ, each side in one line."""
    one, two = source.splitlines(), other.splitlines()
    while one and two and one[0] == two[0]:
        one, two = one[1:], two[1:]
    while one and two and one[-1] == two[-1]:
        one, two = one[:-1], two[:-1]
    return _joined(one), _joined(two)


def _joined(lines: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(lines)).strip()
