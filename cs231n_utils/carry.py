"""Carry over: load what a student wrote in earlier notebooks into this one."""

from __future__ import annotations

import ast
import json
import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cs231n_utils.skeletons import BadInput, FillError, Skeleton, fill, skeletons

# The order of the course. A notebook carries over from those that stand before it.
NOTEBOOKS = (
    "backprop",
    "activations",
    "init_statistics",
    "batchnorm",
    "dropout",
    "regularization",
    "optimizers",
    "babysitting",
    "hyperparameter_search",
)


def carry_over(notebook: str, folder: Path | str = ".") -> None:
    """Fill the skeletons of all earlier notebooks, and print where each came from.

    Your own earlier notebooks are searched first: the cells that define the functions
    are read from the files and run. What they lack comes from an answer key that your
    instructor has unlocked. While a submission is graded, everything comes from the
    answer key, so that one mistake costs once.

    Parameters
    ----------
    notebook : str
        The notebook that is being run.
    folder : path, default="."
        Where it lies.
    """
    if notebook not in NOTEBOOKS:
        known = ", ".join(NOTEBOOKS)
        raise BadInput(f"There is no notebook {notebook!r}. There are: {known}.")
    folder = Path(folder).resolve()
    if graded():
        # A warning in a test cell is output, and nbgrader takes output for failure.
        warnings.simplefilter("ignore")
    found: dict[str, list[str]] = {}
    for earlier in NOTEBOOKS[: NOTEBOOKS.index(notebook)]:
        wanted = skeletons(earlier)
        for path, source in _places(earlier, folder):
            found.setdefault(source, []).extend(_fill_from_file(path, wanted))
            wanted = {
                name: made for name, made in wanted.items() if name not in found[source]
            }
        found.setdefault(MISSING, []).extend(f"{name} ({earlier})" for name in wanted)
    for source, names in found.items():
        if names:
            print(f"{source}: {', '.join(names)}.")


MISSING = "Still to be written, in the notebook named in brackets"
OWN = "Carried over from your notebooks"
KEY = "From the answer key"


def graded() -> bool:
    """Tell whether this kernel runs a submission to grade it."""
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def _places(name: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files that may hold a notebook's answers, the best first."""
    own = [folder / f"{name}.ipynb", folder.parent / name / f"{name}.ipynb"]
    keys = [
        base / place
        for base in [folder, *folder.parents]
        for place in (f"unlocked/{name}.py", f"source/{name}/{name}.py")
    ]
    places = [(path, KEY) for path in keys]
    if not graded():
        places = [(path, OWN) for path in own] + places
    return (place for place in places if place[0].is_file())


def _fill_from_file(path: Path, wanted: dict[str, Skeleton[..., Any]]) -> list[str]:
    definitions = read_definitions(path)
    names = []
    for name in wanted:
        if callable(definitions.get(name)):
            try:
                fill(definitions[name])
            except FillError as error:
                print(f"{path.name}: {error}")
            else:
                names.append(name)
    return names


def read_definitions(path: Path) -> dict[str, Any]:
    """Run the definitions of a notebook, the imports they use, and nothing else of it.

    Parameters
    ----------
    path : Path
        A notebook, or a Python file.

    Returns
    -------
    namespace : dict
        What they define. Functions that are still to be written are left out, and so
        is whatever cannot be run on its own.
    """
    namespace: dict[str, Any] = {"__name__": path.stem}
    nodes = [node for cell in _code(path) for node in _definitions(cell)]
    used = {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom) and not _binds(node, used):
            continue
        code = compile(ast.Module([node], []), str(path), "exec")
        try:
            exec(code, namespace)
        except Exception as error:
            print(f"{path.name}, line {node.lineno} of a cell, skipped: {error}")
    return namespace


def _binds(node: ast.Import | ast.ImportFrom, names: set[str]) -> bool:
    """Tell whether an import binds one of some names; others can take a second."""
    bound = {alias.asname or alias.name.split(".")[0] for alias in node.names}
    return bool(bound & {*names, "*"})


def _code(path: Path) -> list[str]:
    """Return the code cells of a notebook; a damaged one has none, and is named."""
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            return [text]
        cells = json.loads(text)["cells"]
        return ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        print(f"{path.name} is damaged and was not read. Open it and save it again.")
        return []


def _definitions(cell: str) -> Iterator[ast.stmt]:
    """Yield the statements of a cell that define something and are complete."""
    try:
        body = ast.parse(re.sub(r"^\s*[%!].*$", "", cell, flags=re.MULTILINE)).body
    except SyntaxError:
        return
    for node in body:
        if isinstance(node, ast.FunctionDef) and not _is_blank(node):
            # The decorator `fill` would act at once; the caller decides.
            node.decorator_list = [
                d
                for d in node.decorator_list
                if ast.unparse(d).split(".")[-1] != "fill"
            ]
            yield node
        elif isinstance(node, ast.Import | ast.ImportFrom | ast.ClassDef) or (
            isinstance(node, ast.Assign) and _is_constant(node.value)
        ):
            yield node


def _is_blank(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(statement, ast.Raise)
        and "NotImplementedError" in ast.dump(statement)
        for statement in node.body
    )


def _is_constant(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except ValueError:
        return False
    return True
