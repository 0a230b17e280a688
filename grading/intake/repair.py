"""Mend a submission: the student's answers, in the cells that nbgrader knows."""

from __future__ import annotations

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from grading.intake.pieces import ASIDE, Item, is_aside, items_of
from grading.intake.reading import Cell
from grading.intake.template import (
    Slot,
    Template,
    bound_names,
    dumps,
    free_names,
    own_lines,
    parse,
    template,
)

SENTENCES = {
    "stripped": "Without nbgrader metadata, recognised by what they hold: {}.",
    "metadata": "Changed nbgrader metadata, set back: {}.",
    "retyped": "Changed type of cell, set back: {}.",
    "twice": "More than once in the notebook, one copy kept: {}.",
    "versions": "Several versions, the other ones kept as text: {}.",
    "changed": "Changed locked cells, set back: {}.",
    "kept": "What was written into locked cells was kept beside them: {}.",
    "check": "Deleted locked cells, put back: {}.",
    "answer": "Deleted answers, put back blank: {}.",
    "elsewhere": "Answers found in other cells: {}.",
    "moved": "Moved, to run after the cells that they need: {}.",
}


@dataclass(frozen=True)
class Repaired:
    """A submission that nbgrader can grade, and what was done to it.

    Attributes
    ----------
    notebook : NotebookNode
    repairs : list of str
    known : int
        How many cells of the student notebook were found in it.
    work : int
        How many answers hold work.
    """

    notebook: NotebookNode
    repairs: list[str]
    known: int
    work: int


def repair(cells: Sequence[Cell], assignment: str) -> Repaired:
    """Fit the cells of a submission into the student notebook.

    Answers keep their order, and so do cells of the student's own. Locked cells are the
    course's; each check comes after the answers that it calls.
    """
    known = template(assignment)
    items, repairs = items_of(cells, known)
    return _Repair(known, items, repairs).run()


class _Repair:
    """The steps of a repair, and what they share."""

    def __init__(self, known: Template, items: list[Item], repairs: list[str]) -> None:
        self.known, self.items, self.repairs = known, items, repairs
        self.out: list[tuple[tuple[float, int, int], NotebookNode]] = []
        self.at: dict[str, float] = {}
        self.notes: dict[str, list[str]] = defaultdict(list)
        self.work = 0
        self.free: dict[str, set[str]] = {}
        self.helpers: dict[str, Item] = {}

    def run(self) -> Repaired:
        found = {i.slot.id for i in self.items if i.slot and i.slot.role != "setup"}
        self._unlock()
        for slot in self.known.slots.values():
            mine = [item for item in self.items if item.slot is slot]
            if slot.role == "answer":
                self._answer(slot, mine)
            elif slot.role == "written":
                self._written(slot, mine)
            elif slot.role == "prose":
                self._prose(slot, mine)
        self._find_helpers()
        for item in self.items:
            if item.slot is None:
                self._own(item)
        for slot in self.known.slots.values():
            if slot.locked:
                self._locked(slot)
        cells = [cell for _, cell in sorted(self.out, key=lambda pair: pair[0])]
        notebook = NotebookNode(
            nbformat=4,
            nbformat_minor=5,
            metadata=NotebookNode(self.known.metadata),
            cells=_unique_ids(cells, self.known),
        )
        repairs = self.repairs + [
            sentence.format(_list(self.notes[key]))
            for key, sentence in SENTENCES.items()
            if self.notes[key]
        ]
        return Repaired(notebook, repairs, len(found), self.work)

    # What the student wrote

    def _unlock(self) -> None:
        """Save what a student wrote into locked cells."""
        for item in [i for i in self.items if i.slot and i.slot.locked]:
            slot = item.slot
            if not slot or item.text == slot.text:
                continue
            self.notes["changed"].append(slot.id)
            if not own_lines(item.text, slot.text):
                continue
            self.notes["kept"].append(slot.id)
            side = 0.1 if slot.role == "setup" else -0.1
            for text in _definitions(item.text, slot.text):
                cell = Cell("code", text)
                defined = self.known.defined(text)
                answer = self.known.slots[defined[0]] if defined else None
                self.items.append(Item(cell, item.position + side, answer))
            self._aside(item, 0.2)
        self.items.sort(key=lambda item: item.position)

    def _answer(self, slot: Slot, mine: list[Item]) -> None:
        """Keep one answer of an exercise: the one that the student's check saw."""
        defining = [i for i in mine if slot.id in self.known.defined(i.text)]
        worked = [i for i in defining if not _blank(i.text, slot)]
        pool = worked or defining or mine
        if not pool:
            self._missing(slot)
            return
        for preferred in (
            [i for i in pool if parse(i.text) is not None],
            [i for i in pool if i.labelled],
            [i for i in pool if i.position < self._checked_at(slot)],
        ):
            pool = [i for i in pool if i in preferred] or pool
        chosen = pool[-1]
        self.work += chosen in worked
        self.free[slot.id] = free_names(chosen.text)
        self._put(slot, chosen, chosen.cell.text)
        for item in mine:
            if item is not chosen:
                self._other_version(slot, item, chosen)

    def _other_version(self, slot: Slot, item: Item, chosen: Item) -> None:
        if item.text == chosen.text or _blank(item.text, slot):
            self.notes["twice"].append(slot.id)
        elif slot.id not in self.known.defined(item.text) or not item.labelled:
            self._own(item)
        else:
            self.notes["versions"].append(slot.id)
            self._aside(item)

    def _checked_at(self, slot: Slot) -> float:
        """Return where the first check of an answer stood."""
        checks = {
            check.id
            for check in self.known.slots.values()
            if slot.id in check.needs
            and slot.index == max(self.known.slots[e].index for e in check.needs)
        }
        places = [i.position for i in self.items if i.slot and i.slot.id in checks]
        return min(places, default=float("inf"))

    def _written(self, slot: Slot, mine: list[Item]) -> None:
        """Keep what was written as an answer to a question, wherever it stands."""
        worked = [i for i in mine if i.text.strip() and i.text != slot.text]
        if not worked:
            worked = self._beside(slot, not mine)
            if worked:
                self.notes["elsewhere"].append(slot.id)
                self.items = [i for i in self.items if i not in worked]
        if not (worked or mine):
            self._missing(slot)
            return
        first, texts = (worked or mine)[0], dict.fromkeys(i.text for i in worked)
        if len(mine) > 1:
            self.notes["twice"].append(slot.id)
        self.work += bool(worked)
        text = "\n\n".join(texts) if len(worked) > 1 else first.cell.text
        self._put(slot, first, text)

    def _beside(self, slot: Slot, lost: bool) -> list[Item]:
        """Return the student's own text below a question, or above what follows."""
        prompt = self.known.before(slot)
        places = [
            n for n, item in enumerate(self.items) if prompt and item.slot is prompt
        ]
        near: list[Item] = []
        for item in self.items[places[0] + 1 :] if places else []:
            if (
                item.slot
                and item.slot.role in ("prose", "written")
                and (item.slot is not slot)
            ):
                break
            near.append(item)
        if not places and lost:
            near = self._above(slot)
        return [
            item
            for item in near
            if item.slot is None
            and item.text.strip()
            and not is_aside(item.cell)
            and (item.cell.kind != "code" or parse(item.text) is None)
            and (prompt is None or item.text != slot.text)
        ]

    def _above(self, slot: Slot) -> list[Item]:
        for n, item in enumerate(self.items):
            if item.slot and item.slot.index == slot.index + 1:
                return self.items[max(n - 1, 0) : n]
        return []

    def _prose(self, slot: Slot, mine: list[Item]) -> None:
        for item in mine:
            cell = _new(slot.kind, item.cell.text, slot.id)
            cell.metadata = NotebookNode(slot.metadata)
            self.out.append(((item.position, 0, slot.index), cell))
            self.at.setdefault(slot.id, item.position)

    def _own(self, item: Item) -> None:
        """Keep a cell of the student's own as it is, but for nbgrader's metadata."""
        stub = {s.text for s in self.known.slots.values() if s.role == "written"}
        if item.text in stub or not item.text:
            return
        cell = _new(item.cell.kind, item.cell.text, item.cell.id)
        if is_aside(item.cell):
            cell.metadata = NotebookNode(ASIDE)
        elif _tagged(item.cell) and item not in self.helpers.values():
            cell.metadata = NotebookNode(tags=["experiment"])
        self.out.append(((item.position, 0, 0), cell))

    def _find_helpers(self) -> None:
        """Find the cells of the student's own that an answer needs, by name."""
        course = set(self.known.exercises) | set(dir(builtins))
        for slot in self.known.slots.values():
            course |= bound_names(slot.text) if slot.role == "setup" else set()
        needed = set().union(*self.free.values())
        own = [i for i in self.items if i.slot is None and i.cell.kind == "code"]
        grown = True
        while grown:
            grown = False
            for item in own:
                names = (bound_names(item.text) & needed) - course - set(self.helpers)
                for name in names:
                    self.helpers[name] = item
                    needed |= free_names(item.text)
                    grown = True

    def _needed_at(self, slot: Slot) -> float:
        """Return the place of the last cell that a check needs."""
        names = set().union(*(self.free.get(e, set()) for e in slot.needs))
        while (
            more := set()
            .union(
                *(free_names(self.helpers[n].text) for n in names & set(self.helpers))
            )
            .difference(names)
        ):
            names |= more
        helpers = [self.helpers[n].position for n in names & set(self.helpers)]
        answers = [self.at[e] for e in slot.needs]
        return max([*answers, *helpers], default=-1.0)

    def _aside(self, item: Item, below: float = 0.0) -> None:
        cell = _new("raw", item.cell.text, "")
        cell.metadata = NotebookNode(ASIDE)
        self.out.append(((item.position + below, 0, 0), cell))

    # The course's cells

    def _put(self, slot: Slot, item: Item, text: str) -> None:
        """Put a student's answer into its cell."""
        self._compare(slot, item.cell)
        cell = _new(slot.kind, text, slot.id)
        cell.metadata = NotebookNode(slot.metadata)
        self.out.append(((item.position, 0, slot.index), cell))
        self.at[slot.id] = item.position

    def _missing(self, slot: Slot) -> None:
        self.notes["answer"].append(slot.id)
        self.at[slot.id] = self._after_previous(slot)
        key = (self.at[slot.id], 1, slot.index)
        cell = _new(slot.kind, slot.text, slot.id)
        cell.metadata = NotebookNode(slot.metadata)
        self.out.append((key, cell))

    def _locked(self, slot: Slot) -> None:
        """Put a cell of the course where it was, or after the answers it needs."""
        mine = [item for item in self.items if item.slot is slot]
        if mine:
            self._compare(slot, mine[0].cell)
        else:
            self.notes["check"].append(slot.id)
        if len(mine) > 1:
            self.notes["twice"].append(slot.id)
        place, rank = mine[0].position if mine else None, 0
        if slot.role == "setup":
            code = [k[0] for k, c in self.out if c.cell_type == "code"]
            first = min(code, default=0.0)
            if place is None or place > first:
                self.notes["moved"] += [slot.id] if mine else []
                place = first - 0.5
        else:
            needed = self._needed_at(slot)
            if place is None or place <= needed:
                if place is not None:
                    self.notes["moved"].append(slot.id)
                start = needed if mine else max(needed, self._after_previous(slot))
                place, rank = self._end_of_section(start), 1
        cell = _new(slot.kind, slot.text, slot.id)
        cell.metadata = NotebookNode(slot.metadata)
        self.out.append(((place, rank, slot.index), cell))
        self.at[slot.id] = place

    def _after_previous(self, slot: Slot) -> float:
        before = [
            self.at[s.id]
            for s in self.known.slots.values()
            if s.index < slot.index and s.id in self.at
        ]
        return before[-1] if before else -1.0

    def _end_of_section(self, start: float) -> float:
        """Return the place before the next cell of the course: helpers stay above."""
        later = [i.position for i in self.items if i.slot and i.position > start]
        return min(later, default=float(len(self.items)) + start) - 0.5

    def _compare(self, slot: Slot, cell: Cell) -> None:
        """Note what had happened to a cell's metadata and type."""
        said = cell.metadata.get("nbgrader")
        if cell.label != slot.id:
            self.notes["stripped"].append(slot.id)
        elif isinstance(said, dict):
            keys = ("grade", "solution", "locked", "points", "task")
            wanted = slot.metadata["nbgrader"]
            if any(said.get(key) != wanted.get(key) for key in keys):
                self.notes["metadata"].append(slot.id)
        if cell.kind != slot.kind:
            self.notes["retyped"].append(slot.id)


def _tagged(cell: Cell) -> bool:
    tags = cell.metadata.get("tags")
    return isinstance(tags, list) and "experiment" in tags


def _blank(text: str, slot: Slot) -> bool:
    """Tell whether an answer is still as it was handed out."""
    return text == slot.text or dumps(parse(text)) == dumps(parse(slot.text))


def _definitions(text: str, course: str) -> list[str]:
    """Return the functions and imports of a text that the course's text lacks."""
    theirs, nodes = dumps(parse(course)), parse(text) or []
    lines = text.split("\n")
    found = []
    for node, dump in zip(nodes, dumps(nodes), strict=True):
        if dump in theirs or not isinstance(
            node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
        ):
            continue
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(d.lineno for d in decorators)])
        found.append("\n".join(lines[first - 1 : node.end_lineno]))
    return found


def _new(kind: str, text: str, name: str) -> NotebookNode:
    cell = NotebookNode(cell_type=kind, id=name, metadata=NotebookNode(), source=text)
    if kind == "code":
        cell.update(execution_count=None, outputs=[])
    return cell


def _unique_ids(cells: list[NotebookNode], known: Template) -> list[NotebookNode]:
    """Give each cell an id of its own; the course's cells keep theirs."""
    seen: set[str] = set()
    for cell in cells:
        name, count = cell.id, 1
        reserved = name in known.slots and cell.metadata != known.slots[name].metadata
        if reserved or not re.fullmatch(r"[\w-]{1,64}", name, re.ASCII):
            name = "own"
        base = name[:56]
        while name in seen or (name == "own" and count == 1):
            name, count = f"{base}-{count}", count + 1
        seen.add(name)
        cell.id = name
    return cells


def _list(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - 4} more" if len(names) > 5 else ""
    return ", ".join(names[:4] if more else names) + more
