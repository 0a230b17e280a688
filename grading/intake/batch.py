"""Take a batch of submissions in: one record for each, whatever becomes of it."""

from __future__ import annotations

import functools
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.utils import is_grade, is_solution

from grading.editions import source_notebook, to_text
from grading.intake.files import Found, find
from grading.intake.names import Owner, owner, wrapper_of
from grading.intake.notes import write_notes
from grading.intake.reading import Cell, Unreadable, read_cells
from grading.intake.repair import Repaired, repair
from grading.intake.template import starts_of
from grading.intake.times import carry_time
from grading.keys import assignments

NOTEBOOK = {".ipynb", ".json", ".txt", ""}


@dataclass
class Intake:
    """What became of one submission.

    Attributes
    ----------
    student, assignment : str
    verdict : {"ok", "repaired", "unreadable"}
    path : str or None
        The notebook that was written, for nbgrader to grade.
    source : str
        The file that was taken.
    repairs : list of str
        What had to be mended, in sentences.
    remarks : list of str
        What else is worth knowing; why it is unreadable comes first.
    number : str
        What the learning platform calls the student.
    late : bool
        Whether the platform marked the submission as late.
    """

    student: str
    assignment: str
    verdict: str = "unreadable"
    path: str | None = None
    source: str = ""
    repairs: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    number: str = ""
    late: bool = False

    def row(self) -> dict[str, Any]:
        """Return the record as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class _Read:
    """A file that could be read."""

    found: Found
    repaired: Repaired


@dataclass(frozen=True)
class Chosen:
    """The notebook that counts of a student's files, and what was done to it.

    Attributes
    ----------
    found : Found
        Its file.
    repaired : Repaired
    remarks : list of str
        What else is worth knowing, in sentences.
    """

    found: Found
    repaired: Repaired
    remarks: list[str]


def intake(
    sources: Sequence[Path],
    assignment: str,
    into: Path,
    progress: Callable[[Intake], None] = lambda record: None,
) -> list[Intake]:
    """Take submissions in, and write them where nbgrader expects them.

    Parameters
    ----------
    sources : list of Path
        Folders, zips and notebooks.
    assignment : str
    into : Path
        The folder `submitted` of a course.
    progress : callable
        Is given each record as soon as it is there.

    Returns
    -------
    records : list of Intake
        One for each student, sorted by name.
    """
    records = []
    for student, files in sorted(_by_student(sources, assignment).items()):
        record = Intake(student.name, assignment)
        record.number = student.number
        record.late = any(owned.late for owned, _ in files)
        try:
            _take(record, [found for _, found in files], into)
        except Unreadable as reason:
            record.remarks.insert(0, str(reason))
        except Exception as error:  # One submission must not stop the others.
            reason_text = " ".join(f"{type(error).__name__}: {error}".split())
            record.remarks.insert(0, f"It could not be taken in: {reason_text}")
        if record.verdict == "unreadable":
            record.path = None
        records.append(record)
        progress(record)
    write_notes(into, assignment, records)
    return records


def _by_student(
    sources: Iterable[Path], assignment: str
) -> dict[Owner, list[tuple[Owner, Found]]]:
    """Sort the files by student; two of one name are told apart by number."""
    owned: list[tuple[Owner, Found]] = []
    for source in sources:
        files = find(source)
        wrapper = wrapper_of(files, assignment)
        owned += [(owner(f, assignment, wrapper), f) for f in files]
    numbers = defaultdict(set)
    for who, _ in owned:
        numbers[who.name.lower()].add(who.number)
    students = defaultdict(list)
    for who, found in owned:
        if _is_of_another(found, assignment):
            continue
        several = len(numbers[who.name.lower()]) > 1 and who.number
        name = f"{who.name}-{who.number}" if several else who.name
        students[Owner(name, who.number)].append((who, found))
    return students


def _is_of_another(found: Found, assignment: str) -> bool:
    """Tell whether the file lies in the folder of another assignment."""
    folders = found.parts[1:-1]
    return assignment not in folders and bool(set(folders) & set(assignments()))


def _take(record: Intake, files: Sequence[Found], into: Path) -> None:
    """Choose a student's newest notebook of the assignment, mend and write it."""
    record.source = files[0].name
    chosen = choose(files, record.assignment)
    record.source, record.repairs = chosen.found.name, chosen.repaired.repairs
    record.verdict = "repaired" if record.repairs else "ok"
    record.remarks += chosen.remarks
    path = into / record.student / record.assignment / f"{record.assignment}.ipynb"
    replaced = _write(path, to_text(chosen.repaired.notebook), record)
    if said := carry_time(chosen.found, path.parent, replaced):
        record.remarks.append(said)


def choose(files: Sequence[Found], assignment: str) -> Chosen:
    """Read a student's files, and return the notebook that counts, mended.

    Raises
    ------
    Unreadable
        When none of them is a notebook of the assignment.
    """
    read: list[_Read] = []
    reasons: list[str] = []
    for found in files:
        try:
            read.append(_Read(found, _read(found, assignment)))
        except Unreadable as reason:
            reasons.append(f"{found.name}: {reason}" if found.name else str(reason))
    if not files:
        raise Unreadable("Nothing was handed in.")
    if not read:
        if len(reasons) == 1:
            raise Unreadable(reasons[0])
        raise Unreadable(f"None of {len(reasons)} files is right. {' '.join(reasons)}")
    best = max(read, key=lambda r: (r.repaired.work > 0, *_age(r.found)))
    remarks = [f"Left out: {reason}" for reason in reasons]
    if len(read) > 1:
        newest = max(read, key=lambda r: _age(r.found))
        why = "the newest" if newest is best else "the newest that is not blank"
        remarks.insert(
            0, f"Of {len(read)} notebooks, {why} was taken: {best.found.name}."
        )
    return Chosen(best.found, best.repaired, remarks)


def _age(found: Found) -> tuple[float, list[int], str]:
    """Sort by time, then by the number that a browser adds to a copy's name."""
    stem = found.parts[-1].rpartition(".")[0] if found.parts else ""
    return found.modified, [int(n) for n in re.findall(r"\d+", stem)][-1:], found.name


def _read(found: Found, assignment: str) -> Repaired:
    if found.refused or found.open is None:
        raise Unreadable(found.refused)
    if Path(found.parts[-1]).suffix.lower() not in NOTEBOOK:
        raise Unreadable("It is no notebook.")
    try:
        with found.open() as stream:
            cells, repairs = read_cells(stream)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise Unreadable(f"It cannot be read: {why}.") from None
    repaired = repair(cells, assignment)
    _must_belong(cells, repaired.known, assignment)
    repaired.repairs[:0] = repairs
    return repaired


def _must_belong(cells: Sequence[Cell], known: int, assignment: str) -> None:
    """Refuse a notebook that holds more of another assignment, or nothing of this."""
    others = {name: _recognised(cells, name) for name in assignments()}
    mine = others.pop(assignment)
    name = max(others, key=lambda other: others[other], default="")
    if name and others[name] > mine:
        raise Unreadable(f"It is a notebook of `{name}`, not of `{assignment}`.")
    if not known:
        raise Unreadable(f"It holds nothing of the assignment `{assignment}`.")


def _recognised(cells: Sequence[Cell], assignment: str) -> int:
    """Count the graded cells of an assignment that the cells name or define."""
    labels = {cell.label for cell in cells}
    text = "\n".join(cell.text for cell in cells)
    return sum(
        name in labels or starts_of(name).search(text) is not None
        for name in _graded_cells(assignment)
    )


@functools.cache
def _graded_cells(assignment: str) -> list[str]:
    return [
        cell.metadata.nbgrader.grade_id
        for cell in source_notebook(assignment).cells
        if is_grade(cell) or is_solution(cell)
    ]


def _write(path: Path, text: str, record: Intake) -> bool:
    """Write a submission whole or not at all; tell whether it replaces another."""
    record.path = str(path)
    data = text.encode("utf-8")
    there = path.is_file()
    if there:
        if path.read_bytes() == data:
            return False
        record.remarks.append("It replaces a submission that was there and differs.")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(data)
    os.replace(partial, path)
    return there
