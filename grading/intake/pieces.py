"""Undo what splitting and merging of cells did, and tell which cell is which."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from grading.intake.reading import Cell
from grading.intake.template import (
    MAX_CODE,
    Slot,
    Template,
    likeness,
    own_lines,
    parse,
    starts_of,
    tidy,
)

ASIDE = {"cs231n": {"set_aside": True}}
ALIKE = 0.65


@dataclass
class Item:
    """A cell of a submission, and the cell of the student notebook that it is."""

    cell: Cell
    position: float
    slot: Slot | None = None

    @property
    def text(self) -> str:
        """Return the text without spaces at the end of lines."""
        return tidy(self.cell.text)

    @property
    def labelled(self) -> bool:
        """Tell whether its metadata say which cell it is."""
        return self.slot is not None and self.cell.label == self.slot.id


def items_of(cells: Iterable[Cell], known: Template) -> tuple[list[Item], list[str]]:
    """Return the cells, taken apart, rejoined and recognised; and what was done."""
    repairs = []
    parts: list[Cell] = []
    for cell in cells:
        taken = [cell] if is_aside(cell) else take_apart(cell, known)
        parts += taken
        if len(taken) > 1:
            repairs.append("Cells that had been merged were taken apart.")
    whole = rejoin(parts, known)
    if len(whole) < len(parts):
        repairs.append("An answer that had been split was put together.")
    items = [Item(cell, float(i)) for i, cell in enumerate(whole)]
    _recognise(items, known)
    return items, sorted(set(repairs))


def is_aside(cell: Cell) -> bool:
    """Tell whether the intake has put this cell aside before."""
    return cell.kind == "raw" and cell.metadata.get("cs231n") == ASIDE["cs231n"]


def take_apart(cell: Cell, known: Template) -> list[Cell]:
    """Split a cell that holds more than one cell of the student notebook."""
    text = tidy(cell.text)
    if text in known.texts:
        return [cell]
    pieces = [
        (slot, part)
        for slot, piece in _cut_known(text, known)
        for part in ([piece] if slot else _cut_definitions(piece, known))
    ]
    matters = [
        slot is None or slot.locked or _is_prompt(slot, known) for slot, _ in pieces
    ]
    wanted = any(known.defined(part) for _, part in pieces)
    wanted |= any(m for (slot, _), m in zip(pieces, matters, strict=True) if slot)
    if len(pieces) < 2 or not wanted:
        return [cell]
    heir = _heir(cell, pieces, known)
    return [
        _piece(cell, slot, part, cell.metadata if i == heir else {})
        for i, (slot, part) in enumerate(pieces)
    ]


def _heir(
    cell: Cell, pieces: list[tuple[Slot | None, str]], known: Template
) -> int | None:
    """Return which piece keeps the metadata of the whole."""
    label = cell.label
    if any(slot and slot.id == label for slot, _ in pieces):
        return None
    own = [i for i, (slot, _) in enumerate(pieces) if slot is None]
    defining = [i for i in own if label in known.defined(pieces[i][1])]
    said = known.slots.get(label)
    if said and said.role == "answer":
        return next(iter(defining), None)
    return next(iter(own), None) if said and not said.locked else None


def _piece(cell: Cell, slot: Slot | None, text: str, metadata: dict[str, Any]) -> Cell:
    if slot:
        nbgrader = slot.metadata.get("nbgrader")
        return Cell(slot.kind, text, "", {"nbgrader": nbgrader} if nbgrader else {})
    # Below prose, Python is code; below code, prose is text.
    kind = "code" if parse(text) is not None else cell.kind
    return Cell(kind, text, "", metadata)


def _is_prompt(slot: Slot, known: Template) -> bool:
    return any(
        after.index == slot.index + 1 and after.role == "written"
        for after in known.slots.values()
    )


def _cut_known(text: str, known: Template) -> list[tuple[Slot | None, str]]:
    """Cut a text at the cells of the student notebook that stand in it."""
    for course, slot in sorted(known.texts.items(), key=lambda item: -len(item[0])):
        found = f"\n{text}\n".find(f"\n{course}\n")
        if found >= 0:
            before, after = tidy(text[:found]), tidy(text[found + len(course) :])
            middle: list[tuple[Slot | None, str]] = [(slot, course)]
            return (
                (_cut_known(before, known) if before else [])
                + middle
                + (_cut_known(after, known) if after else [])
            )
    return [(None, text)]


def _cut_definitions(text: str, known: Template) -> list[str]:
    """Cut a text before each exercise that it defines, but for the first one."""
    starts = sorted(
        _with_decorators(text, match.start())
        for exercise in known.defined(text)
        if (match := starts_of(exercise).search(text))
    )
    cuts = [0, *starts[1:], len(text)]
    return [tidy(text[a:b]) for a, b in itertools.pairwise(cuts)]


def _with_decorators(text: str, start: int) -> int:
    """Return where the decorators of a function begin."""
    while (line := text.rfind("\n", 0, max(start - 1, 0)) + 1) < start and (
        text[line] == "@"
    ):
        start = line
    return start


def rejoin(cells: list[Cell], known: Template) -> list[Cell]:
    """Put together what is no Python alone, but is with the answer before it."""
    joined: list[Cell] = []
    for cell in cells:
        if joined and known.defined(joined[-1].text) and not is_aside(cell):
            both = joined[-1].text.rstrip("\n") + "\n" + cell.text.lstrip("\n")
            torn = parse(joined[-1].text) is None and not known.defined(cell.text)
            rest = (
                cell.text.lstrip("\n")[:1] in (" ", "\t") and parse(cell.text) is None
            )
            if (torn or rest) and parse(both) is not None:
                joined[-1] = replace(joined[-1], text=both)
                continue
        joined.append(cell)
    return joined


def _recognise(items: list[Item], known: Template) -> None:
    """Find out which cell of the student notebook each item is."""
    open_items = []
    for item in items:
        if not is_aside(item.cell):
            item.slot = known.texts.get(item.text)
            if item.slot is None:
                open_items.append(item)
    taken = {item.slot.id for item in items if item.slot}
    for item in open_items:
        item.slot = _by_label(item, known) or _by_likeness(item, known, taken)
        if item.slot:
            taken.add(item.slot.id)


def _by_label(item: Item, known: Template) -> Slot | None:
    said = known.slots.get(item.cell.label) or known.slots.get(item.cell.id)
    defined = known.defined(item.text)
    if said and (said.role in ("written", "check", "setup") or not defined):
        return said
    if defined:
        return known.slots[said.id if said and said.id in defined else defined[0]]
    return None


def _by_likeness(item: Item, known: Template, taken: set[str]) -> Slot | None:
    """Find the course's cell of which this is a changed copy or a piece."""
    if len(item.text) > MAX_CODE:
        return None
    course = [
        slot
        for slot in known.slots.values()
        if slot.locked
        or (slot.role == "prose" and (slot.kind == "code" or slot.id not in taken))
    ]
    best = max(course, key=lambda slot: likeness(item.text, slot.text), default=None)
    if best and likeness(item.text, best.text) >= ALIKE:
        return best
    if len(re.findall(r"\n", item.text)) >= 2:
        for slot in course:
            if slot.kind == "code" and not own_lines(item.text, slot.text):
                return slot
    return None
