"""Tables of grades: read, matched with students, written."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from grading.export.book import Assignment, Book, ExportError, Student

T = TypeVar("T")
Key = tuple[Callable[[int], str], Callable[[Student], str]]

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = set("=+-@＝＋－＠")


@dataclass
class Sheet:
    """A table with a header, as it came."""

    path: Path
    header: list[str]
    rows: list[list[str]]
    delimiter: str = ","
    bom: str = ""

    def has(self, column: str) -> bool:
        """Tell whether there is such a column."""
        return column in self.header

    def get(self, row: int, column: str) -> str:
        """Return a cell, or nothing where there is no such column."""
        if not self.has(column):
            return ""
        return self.rows[row][self.header.index(column)].strip()

    def put(self, row: int, column: str, value: str) -> None:
        """Fill in a cell."""
        self.rows[row][self.header.index(column)] = value

    def require(self, kind: str, columns: Sequence[str]) -> None:
        """Refuse a table of another kind."""
        if missing := [column for column in columns if not self.has(column)]:
            raise ExportError(
                f"{self.path} is not {kind}: it has no column {missing[0]!r}."
            )

    def text(self) -> str:
        """Return the table as text, separated as it came."""
        return self.bom + csv_text([self.header, *self.rows], self.delimiter)


def read_sheet(path: Path) -> Sheet:
    """Read a table separated by commas or semicolons.

    Parameters
    ----------
    path : Path
        A file in UTF-8, with or without a byte order mark.

    Returns
    -------
    sheet : Sheet
        Its rows filled up to the header's length.
    """
    try:
        text = path.read_bytes().decode("utf-8")
        bom, text = text[: text.startswith("\ufeff")], text.removeprefix("\ufeff")
        first = text.splitlines()[:1]
        delimiter = max(",;", key=lambda d: len(next(csv.reader(first, delimiter=d))))
        table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header, *rows = [row for row in table if row]
    except (ValueError, csv.Error, StopIteration):
        raise ExportError(
            f"{path} is not a table in UTF-8. Export it again, and do not save it "
            "from a spreadsheet."
        ) from None
    except OSError as error:
        raise ExportError(f"{path} cannot be read: {error.strerror}.") from None
    filled = [row + [""] * (len(header) - len(row)) for row in rows]
    return Sheet(path, header, filled, delimiter, bom)


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Return rows as CSV, quoted where needed."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def plain(value: object) -> str:
    """Return a value as text that no spreadsheet runs as a formula.

    Text that would be one gets an apostrophe in front; numbers stay as they are.

    >>> plain("=1+1"), plain("Anna"), plain(-0.5), plain(None)
    ("'=1+1", 'Anna', '-0.5', '')
    """
    text = "" if value is None else str(value)
    if isinstance(value, str) and (
        text.lstrip()[:1] in FORMULA or text[:1] in {"\t", "\r", "\n"}
    ):
        return f"'{text}"
    return text


def match(
    rows: Sequence[int], students: Sequence[Student], keys: Sequence[Key]
) -> dict[int, Student]:
    """Pair rows with students, by the first key that names one on both sides.

    Parameters
    ----------
    rows : list of int
        The rows that hold students.
    students : list of Student
        Whom the gradebook knows.
    keys : list of (of_row, of_student)
        Functions that give the key of a row and of a student, the surest first.

    Returns
    -------
    pairs : dict
        The student of each row that has one, in the order of the rows.
    """
    pairs: dict[int, Student] = {}
    for of_row, of_student in keys:
        taken = {student.id for student in pairs.values()}
        by_key = _unique(students, of_student)
        for key, row in _unique(rows, of_row).items():
            if row not in pairs and key in by_key and by_key[key].id not in taken:
                pairs[row] = by_key[key]
    return dict(sorted(pairs.items()))


def name_keys(name: Callable[[int], str], number: Callable[[int], str]) -> list[Key]:
    """Compare names, then ids that `intake` makes: "leeanna", "Anna-Lee-123", "123"."""
    return [
        (lambda row: _words(name(row)), lambda s: _words(s.full)),
        (lambda row: _squeezed(name(row)), lambda s: _squeezed(_nameless(s))),
        (
            lambda row: _squeezed(name(row) + number(row)),
            lambda s: _squeezed(_nameless(s)),
        ),
        (number, _nameless),
    ]


def _nameless(student: Student) -> str:
    """Return the id of a student of whom nothing else is known."""
    return "" if student.full or student.lms_id else student.id


def no_roster(roster: Path | None, form: str) -> None:
    """Refuse a roster where a form does not fill one in."""
    if roster:
        raise ExportError(f"The format {form} takes no --roster.")


def unmatched(
    asked: dict[int, str], students: Sequence[Student], pairs: dict[int, Student]
) -> list[str]:
    """Say who is on one side only: `asked` names the rows that hold students."""
    found = {student.id for student in pairs.values()}
    return [
        *(f"not in the gradebook: {asked[row]}" for row in asked if row not in pairs),
        *(f"not in the roster: {who(s)}" for s in students if s.id not in found),
    ]


def who(student: Student) -> str:
    """Return a student's id, with the name if it is known."""
    return f"{student.id} ({student.full})" if student.full else student.id


def put_scores(
    sheet: Sheet, column: str, pairs: dict[int, Student], name: str, book: Book
) -> list[str]:
    """Fill in the scores of an assignment; say whose cells stay as they are."""
    blank, excused = 0, 0
    for row, student in pairs.items():
        work = book.works.get((name, student.id))
        if work is None:
            blank += 1
        elif sheet.get(row, column).upper() in {"EX", "N/A"}:
            excused += 1
        else:
            sheet.put(row, column, f"{work.score:.2f}")
    said = {"without a submission": blank, "excused or not assigned": excused}
    return [
        f"{name}: {count} students {why}; their cells stay as they are."
        for why, count in said.items()
        if count
    ]


def other_maximum(what: str, maxima: set[str], task: Assignment) -> list[str]:
    """Say which maxima of a sheet are not the gradebook's."""
    return [
        f"{what} is {maximum} there, and {task.maximum:g} in the gradebook of "
        f"{task.name}: set it to {task.maximum:g}."
        for maximum in sorted(maxima)
        if f"{task.maximum:.2f}" != _two_decimals(maximum)
    ]


def _two_decimals(text: str) -> str:
    try:
        return f"{float(text.replace(',', '.')):.2f}"
    except ValueError:
        return text


def _unique(items: Sequence[T], key: Callable[[T], str]) -> dict[str, T]:
    """Return items by their keys, without empty keys and those of several items."""
    keys = [folded(key(item)) for item in items]
    count = Counter(keys)
    return {k: item for k, item in zip(keys, items, strict=True) if k and count[k] == 1}


def folded(text: str) -> str:
    """Return a text in the form in which texts are compared."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _words(name: str) -> str:
    """Return a name's words in an order of their own: "Lee, Anna" is "Anna Lee"."""
    return " ".join(sorted(re.findall(r"[^\W_]+", folded(name))))


def _squeezed(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", folded(name)))
