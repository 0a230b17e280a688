"""The one writer of a course folder."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from types import TracebackType
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import parse_utc
from sqlalchemy import Connection

from grading.late import TIMESTAMP, Late, handed_in, timestamp_text
from grading.store import files, records
from grading.store.entry import write_comments, write_grades, write_time
from grading.store.lock import hold
from grading.store.penalties import refresh
from grading.store.place import find_place
from grading.store.plan import prepare
from grading.store.records import Former
from grading.store.tables import open_gradebook
from grading.store.texts import Texts, read_texts
from grading.verdicts import UNREADABLE, Verdict


class Store:
    """The state of a course: its gradebook, and the folder `autograded/`.

    While it is open no other can be opened on the same folder. nbgrader may read and
    write the gradebook all the while.

    Parameters
    ----------
    root : Path
        The course folder. It holds `gradebook.db`, which is made when missing,
        `submitted/`, `autograded/`, and perhaps `late.toml`.

    Raises
    ------
    StoreError
        When another process holds the folder, or the gradebook cannot be used.
    LateError
        When `late.toml` cannot be understood.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = hold(root)
        try:
            self.late = Late.read(root / "late.toml")
            self._engine = open_gradebook(root)
        except BaseException:
            os.close(self._lock)
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another writer have the folder."""
        if self._lock >= 0:
            self._engine.dispose()
            os.close(self._lock)
            self._lock = -1

    def sweep(self) -> int:
        """Remove the unfinished files of a writer that was killed; count them."""
        return files.sweep(self.root)

    def prepare(
        self,
        assignment: str,
        notebook: NotebookNode,
        duedate: dt.datetime | str | None = None,
    ) -> list[str]:
        """Let the gradebook know an assignment, as `generate_assignment` does.

        Unlike there, cells may change while there are submissions. The grades and
        comments of cells that stay are kept, whoever gave them.

        Parameters
        ----------
        assignment : str
        notebook : NotebookNode
            The instructor's, with answers and hidden tests. It is not changed.
        duedate : datetime or str, optional
            By default what `late.toml` says, else what the gradebook says.

        Returns
        -------
        changes : list of str
            What changed, in sentences.
        """
        due = parse_utc(duedate) if duedate else self.late.due.get(assignment)
        with self._engine.begin() as connection:
            changed = prepare(connection, assignment, notebook, due)
            if changed:
                self._refresh(connection, self.late, assignment)
        return changed

    def record(
        self, verdict: Verdict, notebook: str | None, why: str = "graded"
    ) -> list[str]:
        """Record what became of a submission: its notebook, then all else at once.

        What a person gave is kept. An answer that a person scored waits for them
        again when it was handed in anew and differs.

        Parameters
        ----------
        verdict : Verdict
        notebook : str or None
            The graded notebook. Of an unreadable one there is none; a notice takes its
            place, and every check counts 0. But when the very same submission could
            be read before, all stays as it was.
        why : str
            Why it was graded, for the history.

        Returns
        -------
        remarks : list of str
            What else is worth knowing, in sentences.
        """
        before = self._former(verdict)
        if _is_worse(verdict, before):
            return self._keep(verdict, why)
        folder = self.root / "submitted" / verdict.student / verdict.assignment
        time, unknown = handed_in(folder)
        text = timestamp_text(folder / TIMESTAMP) if time else None
        notebook = files.notice(verdict) if notebook is None else notebook
        texts = read_texts(notebook)
        files.write_graded(self.root, verdict, notebook, text)
        with self._engine.begin() as connection:
            return self._enter(connection, verdict, why, texts, before, (time, unknown))

    def _former(self, verdict: Verdict) -> Former | None:
        with self._engine.begin() as connection:
            return records.former(connection, verdict.student, verdict.assignment)

    def _enter(
        self,
        connection: Connection,
        verdict: Verdict,
        why: str,
        texts: Texts,
        before: Former | None,
        when: tuple[dt.datetime | None, str],
    ) -> list[str]:
        place = find_place(connection, verdict)
        old, (time, unknown) = place.score(), when
        score = write_grades(connection, place, verdict, texts, before)
        write_comments(connection, place, texts)
        costs = write_time(connection, place, verdict, self.late, time, score)
        remarks = [unknown, costs.remark] if costs.remark else []
        answers = texts.answers
        if verdict.verdict == UNREADABLE and before:
            answers = before.answers
        records.write_verdict(connection, verdict, answers)
        records.add_audit(
            connection,
            verdict,
            why=why,
            old_score=old,
            new_score=score,
            penalty=costs.penalty,
            remarks=" ".join(remarks),
        )
        return remarks

    def _keep(self, verdict: Verdict, why: str) -> list[str]:
        """Leave a good result in place, and say so in the history."""
        remark = f"The former result stays: this time it was unreadable. {verdict.why}"
        with self._engine.begin() as connection:
            score = find_place(connection, verdict).score()
            records.add_audit(
                connection,
                verdict,
                why=why,
                old_score=score,
                new_score=score,
                penalty=None,
                remarks=remark,
            )
        return [remark]

    def refresh_penalties(self, late: Late | None = None) -> list[str]:
        """Compute all penalties anew, such as after scores were given by hand.

        Parameters
        ----------
        late : Late, optional
            By default what `late.toml` says; from now on what is said here counts.

        Returns
        -------
        changes : list of str
            What changed, in sentences.
        """
        self.late = late or self.late
        with self._engine.begin() as connection:
            return self._refresh(connection, self.late)

    def _refresh(
        self, connection: Connection, late: Late, assignment: str | None = None
    ) -> list[str]:
        changed = list(refresh(connection, late, assignment))
        for each in changed:
            known = records.former(connection, each.student, each.assignment)
            records.add_audit(
                connection,
                known.verdict if known else Verdict(each.student, each.assignment),
                why="penalty",
                old_score=each.score,
                new_score=each.score,
                penalty=each.new or None,
                remarks=str(each),
            )
        return [str(each) for each in changed]

    def verdicts(self, assignment: str | None = None) -> list[Verdict]:
        """Return what became of submissions, with the scores that a person gave."""
        with self._engine.begin() as connection:
            return records.read_verdicts(connection, assignment)

    def audits(self, assignment: str) -> dict[str, dict[str, str]]:
        """Return the hashes that each student's score was made from."""
        with self._engine.begin() as connection:
            return records.read_audits(connection, assignment)

    def history(self, student: str | None = None) -> list[dict[str, Any]]:
        """Return where scores came from, the oldest entry first."""
        with self._engine.begin() as connection:
            return records.read_history(connection, student)


def _is_worse(verdict: Verdict, before: Former | None) -> bool:
    """Tell whether a submission that could be read before no longer can."""
    return (
        verdict.verdict == UNREADABLE
        and before is not None
        and before.verdict.verdict != UNREADABLE
        and before.has_submission(verdict)
    )
