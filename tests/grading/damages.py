"""What editors, platforms and students do to a notebook; the answers stay whole."""

from __future__ import annotations

import copy
import functools
import json
import random
from collections.abc import Callable
from typing import Any

from grading.intake.template import template
from grading.simulate import answers_of, submission

Notebook = dict[str, Any]
Damage = Callable[[Notebook, random.Random], None]
DAMAGES: dict[str, Damage] = {}
LAST: dict[str, Damage] = {}

HELPER = "def row_mean(values):\n    return values.mean(axis=1, keepdims=True)"
NOTE = "My own notes: what I still want to ask."
USES_HELPER = """\
@fill
def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    centred = x - row_mean(x)
    std = np.sqrt(
        row_mean(centred**2)
        + eps
    )

    x_hat = centred / std
    return gamma * x_hat + beta, (x_hat, std, gamma)"""


def handed_in() -> Notebook:
    """Return a right submission, with a helper and notes of the student's own."""
    return json.loads(_handed_in())


@functools.cache
def right_answers() -> dict[str, str]:
    return answers_of("batchnorm") | {"layernorm_forward": USES_HELPER}


@functools.cache
def _handed_in() -> str:
    notebook = json.loads(json.dumps(submission("batchnorm", right_answers())))
    place = [c["id"] for c in notebook["cells"]].index("layernorm_forward") + 1
    notebook["cells"][place:place] = [
        cell("code", HELPER, "helper"),
        cell("markdown", NOTE, "note"),
    ]
    return json.dumps(notebook)


def cell(kind: str, text: str, name: str) -> dict[str, Any]:
    made = {"cell_type": kind, "id": name, "metadata": {}, "source": text}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def damage(function: Damage) -> Damage:
    DAMAGES[function.__name__] = function
    return function


def last(function: Damage) -> Damage:
    LAST[function.__name__] = function
    return function


def role(cell: dict[str, Any]) -> str:
    name = cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id", "")
    slot = template("batchnorm").slots.get(name)
    return slot.role if slot else "own"


def pick(notebook: Notebook, rng: random.Random, *roles: str) -> dict[str, Any]:
    cells = [c for c in notebook["cells"] if role(c) in roles]
    return rng.choice(cells or notebook["cells"])


@damage
def strip_all_metadata(notebook, rng):
    notebook["metadata"] = {}
    for c in notebook["cells"]:
        c["metadata"] = {}


@damage
def strip_some_metadata(notebook, rng):
    for c in notebook["cells"]:
        if rng.random() < 0.3:
            c["metadata"] = {}


@damage
def strip_metadata_and_ids(notebook, rng):
    """Lose all but the text; questions are then known by what stands above them."""
    notebook["nbformat_minor"] = 4
    for c in notebook["cells"]:
        c["metadata"] = {}
        c.pop("id", None)


@damage
def copy_a_cell(notebook, rng):
    c = copy.deepcopy(pick(notebook, rng, "answer", "check", "setup", "written"))
    c["id"] = f"copy{rng.random()}"[:12].replace(".", "")
    notebook["cells"].insert(rng.randrange(len(notebook["cells"]) + 1), c)


@damage
def paste_a_blank_answer(notebook, rng):
    slot = rng.choice([s for s in SLOTS if s.role == "answer"])
    c = cell("code", slot.text, "blank" + str(rng.randrange(10**6)))
    c["metadata"] = dict(slot.metadata)
    notebook["cells"].insert(rng.randrange(len(notebook["cells"]) + 1), c)


@damage
def delete_the_courses_cells(notebook, rng):
    notebook["cells"] = [
        c
        for c in notebook["cells"]
        if role(c) not in ("check", "setup") or rng.random() < 0.6
    ]


@damage
def delete_experiments(notebook, rng):
    experiments = {s.text for s in SLOTS if s.role == "prose" and s.kind == "code"}
    notebook["cells"] = [
        c
        for c in notebook["cells"]
        if c["source"] not in experiments or rng.random() < 0.5
    ]


@damage
def retype(notebook, rng):
    c = pick(notebook, rng, "answer", "check", "setup", "prose")
    c["cell_type"] = rng.choice(["markdown", "raw", "code"])
    if c["cell_type"] != "code":
        c.pop("outputs", None)
        c.pop("execution_count", None)


@damage
def retype_a_written_answer(notebook, rng):
    c = pick(notebook, rng, "written")
    c["cell_type"] = rng.choice(["code", "raw"])


@damage
def change_a_locked_cell(notebook, rng):
    c = pick(notebook, rng, "check", "setup")
    if role(c) in ("check", "setup"):
        lines = c["source"].split("\n")
        lines.insert(rng.randrange(len(lines) + 1), "print('here')")
        c["source"] = "\n".join(lines)


@damage
def shorten_a_check(notebook, rng):
    c = pick(notebook, rng, "check")
    if role(c) == "check":
        c["source"] = "\n".join(c["source"].split("\n")[:3])


@damage
def change_the_marks(notebook, rng):
    for c in notebook["cells"]:
        if "nbgrader" in c["metadata"] and rng.random() < 0.3:
            c["metadata"]["nbgrader"] = c["metadata"]["nbgrader"] | rng.choice(
                [{"grade": False}, {"points": 99}, {"locked": False}, {"grade": "x"}]
            )


@damage
def tag_everything(notebook, rng):
    for c in notebook["cells"]:
        c["metadata"] = c["metadata"] | {"tags": ["experiment", "skip-execution"]}


@damage
def move_a_cell(notebook, rng):
    """Move one cell; written answers stay below their question."""
    cells = notebook["cells"]
    places = [n for n, c in enumerate(cells) if role(c) in ("answer", "check", "setup")]
    if places:
        c = cells.pop(rng.choice(places))
        cells.insert(rng.randrange(len(cells) + 1), c)


@damage
def merge_an_answer_and_its_check(notebook, rng):
    cells = notebook["cells"]
    places = [
        n
        for n in range(len(cells) - 1)
        if role(cells[n]) == "answer" and role(cells[n + 1]) in ("check", "answer")
    ]
    merge(cells, places, rng)


@damage
def merge_a_question_and_its_answer(notebook, rng):
    cells = notebook["cells"]
    places = [n for n in range(len(cells) - 1) if role(cells[n + 1]) == "written"]
    merge([*cells], [], rng)
    merge(cells, [n for n in places if cells[n]["cell_type"] == "markdown"], rng)


def merge(cells, places, rng):
    if places:
        first = rng.choice(places)
        cells[first]["source"] += "\n\n" + cells.pop(first + 1)["source"]


@damage
def add_outputs(notebook, rng):
    for c in notebook["cells"]:
        if c["cell_type"] == "code":
            text = "".join(rng.choice('ab"\\[]{}\n') for _ in range(50))
            c["outputs"] = [
                {"output_type": "stream", "name": "stdout", "text": [text, text]}
            ]


@last
def split_an_answer(notebook, rng):
    """Split within the function; some editors copy the metadata, some do not."""
    cells = notebook["cells"]
    places = [
        n
        for n, c in enumerate(cells)
        if "\ndef " in "\n" + c["source"]
        and template("batchnorm").defined(c["source"])
        and c["cell_type"] == "code"
    ]
    if not places:
        return
    n = rng.choice(places)
    lines = cells[n]["source"].split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("def "))
    indented = [i for i in range(start + 1, len(lines)) if lines[i][:1] in " "]
    end = next((i for i in range(start + 1, len(lines)) if i not in indented), None)
    inside = [i for i in range(start + 2, end or len(lines)) if lines[i].strip()]
    if not inside:
        return
    cut = rng.choice(inside)
    second = copy.deepcopy(cells[n]) | {"source": "\n".join(lines[cut:])}
    second["id"] = "second-half"
    if rng.random() < 0.5:
        second["metadata"] = {}
    cells[n]["source"] = "\n".join(lines[:cut])
    cells.insert(n + 1, second)


@last
def write_format_3(notebook, rng):
    cells = []
    for c in notebook.pop("cells"):
        c.pop("id", None)
        if c["cell_type"] == "code":
            c["input"] = c.pop("source").splitlines(keepends=True)
            c["language"] = "python"
        cells.append(c)
    notebook["worksheets"] = [{"cells": cells, "metadata": {}}]
    notebook["nbformat"] = 3


@last
def lose_fields(notebook, rng):
    for name in ("nbformat", "nbformat_minor", "metadata"):
        notebook.pop(name, None)
    for c in notebook.get("cells", []):
        for name in ("execution_count", "outputs"):
            c.pop(name, None)


SLOTS = list(template("batchnorm").slots.values())
