"""Due dates, extensions and penalties for lateness, from a plain file.

The file is `late.toml` in the course folder, beside the gradebook. Without it nothing
is late. All of it may be left out but `share`, once there is a penalty::

    zone = "Europe/Zurich"   # of dates without an offset

    [penalty]
    share = 0.1              # taken off for each day that has started
    per = "day"              # or "hour"
    of = "score"             # or "maximum": what it is a share of
    grace_minutes = 15       # so late is not late
    cap = 0.5                # never more than this share
    last_day = 7             # so many days after the due date nothing counts any more

    [due]
    batchnorm = 2026-10-05T18:00:00+02:00
    dropout = 2026-10-12T18:00:00     # in `zone`
    optimizers = 2026-10-19           # to the end of that day, in `zone`

    [extensions.student-17]
    batchnorm = 3                     # days
    dropout = 2026-10-20              # or a new date

A due date in the file goes before the one in the gradebook, and with it only the
extensions in the file count. Other assignments keep what the gradebook says.

All times that functions here take and return are in UTC and do not say so, as in
nbgrader's gradebook.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
import warnings
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nbgrader.utils import parse_utc

FILE = "late.toml"
TIMESTAMP = "timestamp.txt"
MAX_TIMESTAMP = 200
PER = {"day": dt.timedelta(days=1), "hour": dt.timedelta(hours=1)}
OF = ("score", "maximum")
PENALTY = ("share", "per", "of", "grace_minutes", "cap", "last_day")
MAX_DAYS = 10_000.0
OFFSET = re.compile(r"(?<=\d) ([+-]\d\d:?\d\d)$")


class LateError(ValueError):
    """The file on lateness is wrong; the message says where, in one line."""


@dataclass(frozen=True)
class Rule:
    """What lateness costs.

    Attributes
    ----------
    share : float
        Of 1; what each started `per` costs.
    per : timedelta
    of : {"score", "maximum"}
    grace : timedelta
        Being late by no more than this costs nothing.
    cap : float
        The largest share that is taken off.
    last : timedelta or None
        Whoever is later than this gets nothing.
    """

    share: float
    per: dt.timedelta = PER["day"]
    of: str = "score"
    grace: dt.timedelta = dt.timedelta(0)
    cap: float = 1.0
    last: dt.timedelta | None = None


@dataclass(frozen=True)
class Terms:
    """When one student has to hand in one assignment.

    Attributes
    ----------
    due : datetime or None
        When everybody has to.
    extension : timedelta or None
        What this student has on top of that.
    """

    due: dt.datetime | None = None
    extension: dt.timedelta | None = None

    @property
    def until(self) -> dt.datetime | None:
        """Return when this student has to."""
        return self.due and self.due + (self.extension or dt.timedelta(0))


@dataclass(frozen=True)
class Late:
    """What the file says; see this module's text.

    Attributes
    ----------
    rule : Rule or None
    due : dict
        The date of each assignment.
    extensions : dict
        Time on top, or a new date, by (student, assignment).
    """

    rule: Rule | None = None
    due: dict[str, dt.datetime] = field(default_factory=dict)
    extensions: dict[tuple[str, str], dt.timedelta | dt.datetime] = field(
        default_factory=dict
    )

    @classmethod
    def read(cls, path: Path) -> Late:
        """Read the file; when there is none, nothing is late.

        Raises
        ------
        LateError
            When it cannot be understood; the message names the place.
        """
        if not path.exists():
            return cls()
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            return _Reader(content).read()
        except (ValueError, OSError) as error:
            raise LateError(f"{path}: {error}") from None

    def for_(
        self,
        student: str,
        assignment: str,
        due: dt.datetime | None = None,
        extension: dt.timedelta | None = None,
    ) -> Terms:
        """Return when a student has to hand in an assignment.

        Parameters
        ----------
        student, assignment : str
        due, extension : optional
            What the gradebook says, where the file says nothing.
        """
        if assignment in self.due:
            due, extension = self.due[assignment], None
        granted = self.extensions.get((student, assignment), extension)
        if due is None:
            return Terms()
        if isinstance(granted, dt.datetime):
            granted = max(granted - due, dt.timedelta(0))
        return Terms(due, granted)


def penalty(
    rule: Rule,
    score: float,
    maximum: float,
    handed_in: dt.datetime,
    due: dt.datetime,
) -> float:
    """Return the points that lateness costs, from 0 to the score.

    >>> rule, due = Rule(share=0.1), dt.datetime(2026, 10, 5)
    >>> penalty(rule, 20.0, 40.0, due + dt.timedelta(hours=25), due)
    4.0
    """
    delay = handed_in - due
    if delay <= max(rule.grace, dt.timedelta(0)):
        return 0.0
    if rule.last is not None and delay > rule.last:
        return max(score, 0.0)
    share = min(rule.share * math.ceil(delay / rule.per), rule.cap)
    base = score if rule.of == "score" else maximum
    return max(0.0, min(share * base, score))


def handed_in(folder: Path) -> tuple[dt.datetime | None, str]:
    """Return when a submission was handed in, and a sentence if that is not known.

    Parameters
    ----------
    folder : Path
        The submission's. The time stands in nbgrader's `timestamp.txt`.
    """
    text = timestamp_text(folder / TIMESTAMP)
    if text is None:
        return None, "It is not known when it was handed in."
    moment = parse_time(text)
    if moment is None:
        return None, f"Its {TIMESTAMP} holds no time that can be understood."
    return moment, ""


def timestamp_text(path: Path) -> str | None:
    """Return what a timestamp's file holds, if it is a plain and short one."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as stream:
        return stream.read(MAX_TIMESTAMP).decode("utf-8", "replace").strip() or None


def parse_time(text: str) -> dt.datetime | None:
    """Understand a time in any form in which nbgrader does.

    >>> parse_time("2026-10-05 18:00:00.5 Europe/Zurich")
    datetime.datetime(2026, 10, 5, 16, 0, 0, 500000)
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names of zones that it does not know
            moment: dt.datetime = parse_utc(legible(text))
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    return moment


def legible(text: str) -> str:
    """Write a time so that nbgrader reads it right: it takes " +0200" for seconds.

    >>> legible("2026-10-05 18:00:00 +0200")
    '2026-10-05 18:00:00+0200'
    """
    return OFFSET.sub(r"\1", text)


class _Reader:
    """Understands the file's content, or raises an error that names the place."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.zone: ZoneInfo | None = None

    def read(self) -> Late:
        known = ("zone", "penalty", "due", "extensions")
        _no_others(self.content, known, "the file")
        self.zone = self._zone()
        extensions = {
            (student, name): self._extension(value, f"[extensions.{student}] {name}")
            for student, table in self._table("extensions").items()
            for name, value in _table(table, f"[extensions.{student}]").items()
        }
        due = {
            name: self._moment(value, f"[due] {name}")
            for name, value in self._table("due").items()
        }
        return Late(self._rule(), due, extensions)

    def _table(self, name: str) -> dict[str, Any]:
        return _table(self.content.get(name, {}), f"[{name}]")

    def _zone(self) -> ZoneInfo | None:
        name = self.content.get("zone")
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, TypeError, OSError):
            raise LateError(
                f'zone: there is no time zone {name!r}. Name one like "Europe/Zurich".'
            ) from None

    def _rule(self) -> Rule | None:
        if "penalty" not in self.content:
            return None
        table = self._table("penalty")
        _no_others(table, PENALTY, "[penalty]")
        if "share" not in table:
            raise LateError("[penalty]: `share` is missing: what each day costs, of 1.")
        last = _number(table, "last_day", MAX_DAYS) if "last_day" in table else None
        return Rule(
            _number(table, "share", 1.0),
            PER[_choice(table, "per", PER)],
            _choice(table, "of", OF),
            dt.timedelta(minutes=_number(table, "grace_minutes", 1e6, 0.0)),
            _number(table, "cap", 1.0, 1.0),
            None if last is None else dt.timedelta(days=last),
        )

    def _moment(self, value: object, place: str) -> dt.datetime:
        if not isinstance(value, dt.date) or not 1970 <= value.year <= 9000:
            raise LateError(
                f"{place}: {value!r} is no date. Write one without quotation marks, "
                "like 2026-10-05T18:00:00+02:00."
            )
        if not isinstance(value, dt.datetime):
            value = dt.datetime.combine(value, dt.time(23, 59, 59))
        if value.tzinfo is None:
            if self.zone is None:
                raise LateError(
                    f"{place}: {value} has no offset. Add one, like +02:00, or a "
                    '`zone = "Europe/Zurich"` at the top.'
                )
            value = value.replace(tzinfo=self.zone)
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def _extension(self, value: Any, place: str) -> dt.timedelta | dt.datetime:
        if isinstance(value, dt.date):
            return self._moment(value, place)
        if not _is_number(value) or not 0 <= value <= MAX_DAYS:
            raise LateError(f"{place}: {value!r} is neither days nor a date.")
        return dt.timedelta(days=value)


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise LateError(f"{place}: {value!r} is no table.")
    return value


def _no_others(table: dict[str, Any], known: Collection[str], place: str) -> None:
    for key in table:
        if key not in known:
            raise LateError(
                f"{place}: there is no setting `{key}`. There are: {', '.join(known)}."
            )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(
    table: dict[str, Any], key: str, highest: float, default: float | None = None
) -> float:
    value: Any = table.get(key, default)
    if not _is_number(value) or not 0 <= value <= highest:
        raise LateError(
            f"[penalty] {key}: {value!r} is no number from 0 to {highest:g}."
        )
    return float(value)


def _choice(table: dict[str, Any], key: str, known: Collection[str]) -> str:
    value: Any = table.get(key, next(iter(known)))
    if not isinstance(value, str) or value not in known:
        names = " nor ".join(f'"{name}"' for name in known)
        raise LateError(f"[penalty] {key}: {value!r} is neither {names}.")
    return value
