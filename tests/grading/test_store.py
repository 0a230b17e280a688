"""One writer, nbgrader's own rows, nothing lost and nothing twice."""

import contextlib
import datetime as dt
import html
import json
import os
import random
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request
import warnings
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution
from sqlalchemy.exc import SAWarning

from grading.course import Course
from grading.editions import source_notebook, to_text
from grading.export.book import read_book
from grading.late import Late, Rule
from grading.store import Store, StoreError, dump
from grading.verdicts import UNREADABLE, Check, Verdict

NAME = "tiny"
OURS = {"verdicts", "audit"}
SUBMISSION = "submission"


def code(grade_id, source, **meta):
    return cell(v4.new_code_cell(source), grade_id, **meta)


def cell(made, grade_id, points=None, grade=False, solution=False, locked=False):
    meta = {"grade_id": grade_id, "schema_version": 3, "grade": grade}
    meta |= {"solution": solution, "locked": locked}
    if grade:
        meta["points"] = points
    made.metadata["nbgrader"], made.id = meta, grade_id
    return made


def check(grade_id, source, points):
    return code(grade_id, source, points=points, grade=True, locked=True)


def written(grade_id, points):
    text = v4.new_markdown_cell("Because it does.")
    return cell(text, grade_id, points=points, grade=True, solution=True)


def tiny(*more, points=2):
    """Return a source: an answer, checks with a hidden part, a written answer."""
    hidden = "### BEGIN HIDDEN TESTS\nassert f(2) == 4\n### END HIDDEN TESTS"
    answer = "### BEGIN SOLUTION\ndef f(x): return x * x\n### END SOLUTION"
    notebook = v4.new_notebook(
        cells=[
            cell(v4.new_markdown_cell("Read this."), "intro", locked=True),
            code("f", answer, solution=True),
            check("test-f", f"assert f(1) == 1\n{hidden}", points),
            check("test-part", "1.5 if f(3) == 9 else 0.5", 3),
            written("question-why", 4),
            *more,
        ]
    )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["kernelspec"] = kernel
    return notebook


@pytest.fixture
def root(tmp_path):
    return tmp_path


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory):
    """A gradebook that knows the assignment; nbgrader takes seconds to make one."""
    root = tmp_path_factory.mktemp("empty")
    with Store(root) as store:
        store.prepare(NAME, tiny())
    return (root / "gradebook.db").read_bytes()


@pytest.fixture
def store(root, empty_book):
    (root / "gradebook.db").write_bytes(empty_book)
    with Store(root) as store:
        yield store


def verdict(student="s1", submission="a", scores=(2.0, 1.5), waiting=True, **more):
    one, other = scores
    checks = {"test-f": Check(one, 2.0), "test-part": Check(other, 3.0)}
    checks["question-why"] = Check(0.0, 4.0, written=True, waiting=waiting)
    audit = {SUBMISSION: submission, "source": "s", "environment": "e", "seed": "0"}
    audit["sandbox"] = "bubblewrap"
    return Verdict(student, NAME, checks=checks, audit=audit, **more)


def graded_text(answer="It does.", source=None):
    """Return the text of a graded notebook; by default with both answers written."""
    notebook = source or tiny()
    for each in notebook.cells:
        meta = each.metadata.nbgrader
        meta["checksum"] = compute_checksum(each)
        if each.id == "question-why":
            each.source = answer or each.source
        if each.id == "f":
            each.source = "def f(x): return x * x"
    return to_text(notebook)


def unreadable(student="s1", submission="a"):
    why = "It is <b>no</b> notebook."
    audit = verdict(submission=submission).audit
    return Verdict(student, NAME, UNREADABLE, why=why, audit=audit)


def sql(root, statement, *values):
    with closing(sqlite3.connect(root / "gradebook.db")) as book, book:
        return list(book.execute(statement, values))


GRADES = """
SELECT base_cell.name, auto_score, manual_score, extra_credit, needs_manual_grade
FROM grade JOIN base_cell ON cell_id = base_cell.id
JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
WHERE student_id = ?
"""


def grades(root, student="s1"):
    return {name: tuple(rest) for name, *rest in sql(root, GRADES, student)}


def by_hand(root, name, score, student="s1"):
    """Give a score as the formgrader does."""
    sql(
        root,
        f"""UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE id IN (
        SELECT grade.id {GRADES.partition("extra_credit, needs_manual_grade")[2]}
        AND base_cell.name = ?)""",
        score,
        student,
        name,
    )


def theirs(root):
    """Return what is in nbgrader's tables, less a course that it adds now and then."""
    tables = dump(root / "gradebook.db")
    tables["course"] = [c for c in tables["course"] if c["id"] != "default_course"]
    return {name: rows for name, rows in tables.items() if name not in OURS}


def shown(root, student="s1"):
    """Return what the export makes of a submission."""
    return read_book(root / "gradebook.db").works[NAME, student]


# With nbgrader beside it


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Two courses with the same submissions: graded by nbgrader, recorded by us."""
    nbgrader = course_of(tmp_path_factory.mktemp("nbgrader"))
    recorded = course_of(tmp_path_factory.mktemp("recorded"))
    for course in (nbgrader, recorded):
        for student, (answer, text) in HANDED_IN.items():
            hand_in(course, student, answer, text)
    for student in HANDED_IN:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            assert nbgrader.api.autograde(NAME, student)["success"]
    (recorded.root / "gradebook.db").unlink()
    with Store(recorded.root) as store:
        store.prepare(NAME, tiny())
        for student in HANDED_IN:
            path = nbgrader.root / "autograded" / student / NAME / f"{NAME}.ipynb"
            store.record(verdict_of(path, student), path.read_text())
    return nbgrader, recorded


HANDED_IN = {
    "right": ("def f(x): return x * x", "Because."),
    "wrong": ("def f(x): return x", "Why not?"),
    "half": ("def f(x): return x * x if x < 3 else 0", None),
    "blank": (None, None),
}


def course_of(root):
    course = Course(root)
    path = root / "source" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(to_text(tiny()))
    answer = course.api.generate_assignment(NAME)
    assert answer["success"], answer
    return course


def hand_in(course, student, answer, text):
    released = course.root / "release" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(released, as_version=4)
    for each in notebook.cells:
        new = {"f": answer, "question-why": text}.get(each.id)
        each.source = new or each.source
    folder = course.root / "submitted" / student / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(to_text(notebook))
    (folder / "timestamp.txt").write_text("2026-10-05 18:00:00.5 Europe/Zurich")


def verdict_of(path, student):
    """Return what nbgrader's rules make of a notebook that was run."""
    result = verdict(student)
    for each in nbformat.read(path, as_version=4).cells:
        if is_grade(each):
            score, maximum = determine_grade(each)
            words = is_solution(each)
            result.checks[each.id] = Check(
                score or 0.0, maximum, written=words, waiting=score is None
            )
    return result


def test_preparing_gives_the_rows_that_nbgrader_gives(root):
    course = Course(root / "theirs")
    course.prepare("batchnorm")
    mine = root / "mine"
    mine.mkdir()
    with Store(mine) as store:
        store.prepare("batchnorm", source_notebook("batchnorm"))
    assert theirs(mine) == theirs(course.root)
    assert len(theirs(mine)["base_cell"]) > 20


def test_recording_gives_the_rows_that_nbgrader_gives(pair):
    nbgrader, recorded = pair
    assert theirs(recorded.root) == theirs(nbgrader.root)
    scores = {s: shown(recorded.root, s).raw for s in HANDED_IN}
    assert scores == {"right": 3.5, "wrong": 0.5, "half": 2.5, "blank": 0.0}


def test_time_of_a_submission_is_copied_and_recorded(pair):
    _, recorded = pair
    path = recorded.root / "autograded" / "right" / NAME / "timestamp.txt"
    assert path.read_text() == "2026-10-05 18:00:00.5 Europe/Zurich"
    when = dt.datetime(2026, 10, 5, 16, 0, 0, 500000)
    assert shown(recorded.root, "right").timestamp == when


def test_nbgrader_keeps_working_on_the_file(pair):
    _, recorded = pair
    before = theirs(recorded.root)
    programs = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    for command in ("db upgrade", "export", f"generate_feedback {NAME}"):
        run = [programs / "nbgrader", *command.split()]
        done = subprocess.run(
            run, cwd=recorded.root, env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert theirs(recorded.root) == before
    assert {"verdicts", "audit"} <= dump(recorded.root / "gradebook.db").keys()
    rows = (recorded.root / "grades.csv").read_text().splitlines()
    assert len(rows) == 1 + len(HANDED_IN)
    page = recorded.root / "feedback" / "wrong" / NAME / f"{NAME}.html"
    assert "AssertionError" in page.read_text()


def test_nbgrader_grades_again_what_we_recorded(pair):
    _, recorded = pair
    before = theirs(recorded.root)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        assert recorded.api.autograde(NAME, "half")["success"]
    assert theirs(recorded.root) == before


def test_formgrader_lists_what_we_recorded(pair):
    _, recorded = pair
    listed = {s["student"]: s for s in recorded.api.get_submissions(NAME)}
    assert {s: each["autograded"] for s, each in listed.items()} == dict.fromkeys(
        HANDED_IN, True
    )
    assert listed["right"]["score"] == 3.5
    assert listed["right"]["needs_manual_grade"]
    assert not listed["blank"]["needs_manual_grade"]
    assert len(recorded.api.get_notebook_submissions(NAME, NAME)) == len(HANDED_IN)


@pytest.fixture(scope="module")
def formgrader(pair):
    """nbgrader's formgrader on what we recorded: a function that asks it."""
    _, recorded = pair
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"port": port, "token": "", "password": "", "port_retries": 0}
    options |= {"allow_root": True, "disable_check_xsrf": True}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", "--no-browser"]
        + [f"--ServerApp.{name}={value}" for name, value in options.items()]
        + ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions': True}"],
        cwd=recorded.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(path, data=None):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/formgrader/{path}")
        if data is not None:
            request.data, request.method = json.dumps(data).encode(), "PUT"
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    try:
        wait_for(lambda: ask("api/assignments"))
        yield ask
    finally:
        server.terminate()
        server.wait()


def wait_for(ask):
    for _ in range(600):
        with contextlib.suppress(OSError):
            return ask()
        time.sleep(0.1)
    raise TimeoutError("The formgrader does not start.")


def test_score_given_in_the_formgrader_survives_another_grading(pair, formgrader):
    _, recorded = pair
    notebooks = json.loads(formgrader(f"api/submitted_notebooks/{NAME}/{NAME}"))
    home = next(each["id"] for each in notebooks if each["student"] == "right")
    assert "def f(x): return x * x" in html.unescape(
        re.sub("<[^>]+>", "", formgrader(f"submissions/{home}/"))
    )
    given = {
        g["name"]: g for g in json.loads(formgrader(f"api/grades?submission_id={home}"))
    }
    why = given["question-why"]
    assert why["needs_manual_grade"]
    formgrader(f"api/grade/{why['id']}", {"manual_score": 3.0, "extra_credit": 0.5})
    path = recorded.root / "autograded" / "right" / NAME / f"{NAME}.ipynb"
    with Store(recorded.root) as store:
        store.record(verdict_of(path, "right"), path.read_text(), "regraded")
        (mine,) = (v for v in store.verdicts() if v.student == "right")
    assert (mine.score, mine.waiting) == (7.0, 0)
    after = json.loads(formgrader(f"api/grade/{why['id']}"))
    assert (after["manual_score"], after["needs_manual_grade"]) == (3.0, False)


# What a person gave


def test_first_recording_lets_written_answers_wait(store, root):
    store.record(verdict(), graded_text())
    assert grades(root) == {
        "test-f": (2.0, None, None, 0),
        "test-part": (1.5, None, None, 0),
        "question-why": (None, None, None, 1),
    }


def test_score_by_hand_survives_another_grading_and_does_not_wait_again(store, root):
    store.record(verdict(), graded_text())
    by_hand(root, "question-why", 3.0)
    by_hand(root, "test-f", 1.0)
    store.record(verdict(scores=(0.0, 0.0)), graded_text(), "regraded")
    assert grades(root) == {
        "test-f": (0.0, 1.0, None, 0),
        "test-part": (0.0, None, None, 0),
        "question-why": (None, 3.0, None, 0),
    }
    assert shown(root).raw == 4.0


def test_answer_scored_by_hand_waits_again_when_its_text_changed(store, root):
    store.record(verdict(), graded_text())
    by_hand(root, "question-why", 3.0)
    store.record(verdict(submission="b"), graded_text())
    assert grades(root)["question-why"] == (None, 3.0, None, 0)
    store.record(verdict(submission="c"), graded_text("Something else."))
    assert grades(root)["question-why"] == (None, 3.0, None, 1)
    # Grading that once more does not forget that it waits.
    store.record(verdict(submission="c"), graded_text("Something else."), "regraded")
    assert grades(root)["question-why"] == (None, 3.0, None, 1)


def test_check_scored_by_hand_waits_again_when_it_was_handed_in_anew(store, root):
    store.record(verdict(), graded_text())
    by_hand(root, "test-f", 1.0)
    store.record(verdict(submission="b", scores=(2.0, 1.5)), graded_text())
    assert grades(root)["test-f"] == (2.0, 1.0, None, 1)


def test_comments_and_extra_credit_by_hand_are_kept(store, root):
    store.record(verdict(), graded_text())
    sql(root, "UPDATE comment SET manual_comment = 'Well put.'")
    sql(root, "UPDATE grade SET extra_credit = 0.5")
    store.record(verdict(submission="b", waiting=False), graded_text(answer=None))
    comments = dump(root / "gradebook.db")["comment"]
    said = [(c["auto_comment"], c["manual_comment"]) for c in comments]
    assert sorted(said, key=str) == [
        ("No response.", "Well put."),
        (None, "Well put."),
    ]
    assert {extra for _, _, extra, _ in grades(root).values()} == {0.5}
    assert shown(root).raw == 5.0


def test_verdicts_take_scores_by_hand_into_account(store, root):
    store.record(verdict(), graded_text())
    (before,) = store.verdicts(NAME)
    assert (before.score, before.waiting) == (3.5, 1)
    assert before == verdict()
    by_hand(root, "question-why", 3.0)
    by_hand(root, "test-f", 0.0)
    (after,) = store.verdicts()
    assert (after.score, after.waiting) == (4.5, 0)
    assert after.score == shown(root).raw
    assert store.verdicts("other") == []


# What cannot be read


def test_unreadable_counts_nothing_and_the_formgrader_shows_why(store, root):
    folder = root / "submitted" / "s1" / NAME
    folder.mkdir(parents=True)
    store.record(unreadable(), None)
    assert set(grades(root).values()) == {(0.0, None, None, 0)}
    assert (shown(root).raw, shown(root).maximum) == (0.0, 9.0)
    notebook = nbformat.read(root / "autograded/s1" / NAME / f"{NAME}.ipynb", 4)
    nbformat.validate(notebook)
    assert "\n    It is <b>no</b> notebook.\n" in notebook.cells[0].source
    (recorded,) = store.verdicts()
    assert (recorded.verdict, recorded.why) == (UNREADABLE, unreadable().why)


def test_nbgrader_shows_a_notice_for_what_cannot_be_read(root):
    course = course_of(root)
    (root / "submitted" / "s1" / NAME).mkdir(parents=True)
    with Store(root) as store:
        store.prepare(NAME, tiny())
        store.record(unreadable(), None)
    (listed,) = course.api.get_submissions(NAME)
    assert (listed["autograded"], listed["score"], listed["max_score"]) == (True, 0, 9)
    assert len(course.api.get_notebook_submissions(NAME, NAME)) == 1
    assert course.api.generate_feedback(NAME, "s1")["success"]
    page = course.feedback(NAME, "s1").read_text()
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert "<b>no</b>" not in page


def test_good_result_stays_when_the_same_files_cannot_be_read_later(store, root):
    store.record(verdict(), graded_text())
    book, files = theirs(root), tree(root)
    (remark,) = store.record(unreadable(submission="a"), None, "regraded")
    assert "The former result stays" in remark
    assert (theirs(root), tree(root)) == (book, files)
    assert store.verdicts() == [verdict()]
    assert store.history()[-1]["remarks"] == remark


def test_unreadable_takes_the_place_of_another_submission(store, root):
    store.record(verdict(), graded_text())
    by_hand(root, "question-why", 3.0)
    store.record(unreadable(submission="b"), None)
    assert grades(root) == {
        "test-f": (0.0, None, None, 0),
        "test-part": (0.0, None, None, 0),
        "question-why": (0.0, 3.0, None, 1),
    }
    by_hand(root, "question-why", 2.0)
    store.record(verdict(submission="c"), graded_text())
    assert grades(root)["test-f"] == (2.0, None, None, 0)
    # Its text is what it was before that.
    assert grades(root)["question-why"] == (None, 2.0, None, 0)


# Assignments that change


def test_cells_can_be_added_removed_and_repointed_under_submissions(store, root):
    store.record(verdict(), graded_text())
    by_hand(root, "question-why", 3.0)
    sql(root, "UPDATE comment SET manual_comment = 'Well put.'")
    more = tiny(check("test-new", "assert True", 5), written("question-new", 1))
    more.cells[2].metadata.nbgrader.points = 2.5
    del more.cells[3]
    assert store.prepare(NAME, more) == [
        "Removed the check `test-part`, 3 points.",
        "Added the check `test-new`, 5 points.",
        "Added the written answer `question-new`, 1 points.",
        "The check `test-f` gives 2.5 points instead of 2.",
    ]
    assert grades(root) == {
        "test-f": (2.0, None, None, 0),
        "question-why": (None, 3.0, None, 0),
        "test-new": (None, None, None, 0),
        "question-new": (None, None, None, 0),
    }
    comments = dump(root / "gradebook.db")["comment"]
    assert sum(c["manual_comment"] == "Well put." for c in comments) == 2
    assert len(comments) == 3
    assert shown(root).maximum == 12.5
    assert store.prepare(NAME, more) == []


def test_changed_assignment_ends_as_one_that_was_so_from_the_start(store, root):
    store.record(verdict(), graded_text())
    more = tiny(check("test-new", "assert True", 5), points=1)
    more.cells[2].source = "assert f(0) == 0"
    more.cells[0].source = "Read that."
    store.prepare(NAME, more)
    fresh = root / "fresh"
    fresh.mkdir()
    with Store(fresh) as other:
        other.prepare(NAME, more)
    tables = ("base_cell", "grade_cells", "solution_cells", "source_cell", "notebook")
    assert {t: theirs(root)[t] for t in tables} == {t: theirs(fresh)[t] for t in tables}


def test_check_may_become_a_written_answer(store, root):
    store.record(verdict(), graded_text())
    other = tiny()
    other.cells[3] = written("test-part", 3)
    said = store.prepare(NAME, other)
    assert "Made the check `test-part` the written answer `test-part`." in said
    assert len(dump(root / "gradebook.db")["comment"]) == 3


def test_source_is_not_changed_by_preparing(store):
    source = tiny()
    before = to_text(source)
    store.prepare(NAME, source)
    assert to_text(source) == before


def test_due_date_is_recorded(store, root):
    said = store.prepare(NAME, tiny(), "2026-10-05 18:00:00 Europe/Zurich")
    assert said == ["`tiny` is due on 2026-10-05 16:00 UTC."]
    (row,) = theirs(root)["assignment"]
    assert row["duedate"].startswith("2026-10-05 16:00")
    assert store.prepare(NAME, tiny()) == []


def test_what_was_never_prepared_is_refused_in_one_line(store):
    other = verdict()
    other.checks["test-unknown"] = Check(1.0, 1.0)
    with pytest.raises(StoreError, match=r"test-unknown of tiny: prepare the"):
        store.record(other, graded_text())


# The history


def test_history_says_where_each_score_comes_from(store, root):
    store.record(verdict(), graded_text())
    store.record(verdict(scores=(0.0, 1.5)), graded_text(), "regraded")
    store.record(verdict("s2"), graded_text())
    first, second = store.history("s1")
    assert (first["old_score"], first["new_score"]) == (None, 3.5)
    assert (second["old_score"], second["new_score"]) == (3.5, 1.5)
    assert (first["why"], second["why"]) == ("graded", "regraded")
    assert {k: first[k] for k in verdict().audit} == verdict().audit
    assert len(store.history()) == 3
    assert store.audits(NAME) == {"s1": verdict().audit, "s2": verdict().audit}


def test_recording_the_same_again_adds_nothing(store, root):
    store.record(verdict(), graded_text())
    before = dump(root / "gradebook.db")
    store.record(verdict(seconds=9.0, memory=80.0), graded_text())
    assert dump(root / "gradebook.db") == before


# Lateness


def hand_in_at(root, when, student="s1"):
    path = root / "submitted" / student / NAME / "timestamp.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(when)


@pytest.fixture
def late_store(root, empty_book):
    (root / "gradebook.db").write_bytes(empty_book)
    (root / "late.toml").write_text(
        "[penalty]\nshare = 0.1\n[due]\ntiny = 2026-10-05T18:00:00Z\n"
        "[extensions.s2]\ntiny = 3\n"
    )
    with Store(root) as store:
        store.prepare(NAME, tiny())
        yield store


def test_penalty_and_extension_are_written_where_nbgrader_has_them(late_store, root):
    for student in ("s1", "s2"):
        hand_in_at(root, "2026-10-06 20:00:00 UTC", student)
        late_store.record(verdict(student), graded_text())
    assert shown(root, "s1").penalty == pytest.approx(0.7)
    assert shown(root, "s2").penalty == 0.0
    rows = theirs(root)["submitted_assignment"]
    given = {row["student_id"]: row["extension"] for row in rows}
    assert given["s1"] is None
    assert given["s2"] is not None
    assert late_store.history("s1")[0]["penalty"] == pytest.approx(0.7)


def test_penalties_follow_scores_by_hand(late_store, root):
    hand_in_at(root, "2026-10-06 20:00:00 UTC")
    late_store.record(verdict(), graded_text())
    by_hand(root, "question-why", 4.0)
    (said,) = late_store.refresh_penalties()
    assert said == "s1: lateness in tiny costs 1.5 points instead of 0.7."
    assert shown(root).penalty == pytest.approx(1.5)
    assert late_store.history()[-1]["why"] == "penalty"
    assert late_store.refresh_penalties() == []


def test_other_rules_change_due_dates_extensions_and_penalties(late_store, root):
    hand_in_at(root, "2026-10-06 20:00:00 UTC")
    late_store.record(verdict(), graded_text())
    due = dt.datetime(2026, 10, 6, 19)
    late_store.refresh_penalties(Late(Rule(0.5), {NAME: due}))
    assert shown(root).penalty == pytest.approx(1.75)
    (row,) = theirs(root)["assignment"]
    assert row["duedate"].startswith("2026-10-06 19:00")
    three = {("s1", NAME): dt.timedelta(days=3)}
    late_store.refresh_penalties(Late(Rule(0.5), {NAME: due}, three))
    assert shown(root).penalty == 0.0


def test_unknown_time_costs_nothing_and_is_said(late_store, root):
    remarks = late_store.record(verdict(), graded_text())
    assert " ".join(remarks) == (
        "It is not known when it was handed in. No penalty, for its time is not known."
    )
    assert shown(root).penalty == 0.0
    hand_in_at(root, "half past nine or so")
    assert "no time that can be understood" in " ".join(
        late_store.record(verdict(), graded_text())
    )


# One writer, and what is left when it is killed


def test_second_writer_is_refused_with_the_first_ones_pid(store, root):
    with pytest.raises(StoreError) as refused:
        Store(root)
    assert f"pid {os.getpid()}" in str(refused.value)
    assert "\n" not in str(refused.value)
    store.close()
    Store(root).close()


def test_bad_late_file_leaves_the_folder_unlocked(root):
    (root / "late.toml").write_text("[penalty]\nshare = 2\n")
    with pytest.raises(ValueError, match="share"):
        Store(root)
    (root / "late.toml").unlink()
    Store(root).close()


def test_file_that_is_no_gradebook_is_refused_in_one_line(root, empty_book):
    (root / "gradebook.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="cannot be used: file is not a database"):
        Store(root)
    (root / "gradebook.db").write_bytes(empty_book)
    sql(root, "ALTER TABLE student DROP COLUMN lms_user_id")
    with pytest.raises(StoreError, match="nbgrader db upgrade"):
        Store(root)


def test_sweep_removes_what_a_killed_writer_left(store, root):
    store.record(verdict(), graded_text())
    files = tree(root)
    folder = root / "autograded" / "s1" / NAME
    (folder / f".{NAME}.ipynb.part").write_text("{")
    (root / ".gradebook.db.part").write_text("")
    assert store.sweep() == 2
    assert tree(root) == files


def tree(root):
    """Return the files of `autograded/` and what is in them."""
    files = (p for p in (root / "autograded").rglob("*") if p.is_file())
    return {str(p.relative_to(root)): p.read_bytes() for p in files}


STUDENTS = [f"s{number}" for number in range(8)]
MORE = check("test-new", "assert True", 5)


def first_evening(root):
    """Record a class; one submission cannot be read."""
    with Store(root) as store:
        store.sweep()
        store.prepare(NAME, tiny(), "2026-10-05 18:00")
        for student in STUDENTS:
            score = float(int(student[1:]) % 3)
            store.record(verdict(student, scores=(score, 1.0)), graded_text(student))
        store.record(unreadable("s99"), None)


def second_evening(root):
    """Record half of the class anew, with a check more."""
    with Store(root) as store:
        store.sweep()
        store.prepare(NAME, tiny(MORE))
        for student in STUDENTS[4:]:
            again = verdict(student, "b")
            again.checks["test-new"] = Check(5.0, 5.0)
            store.record(again, graded_text("New.", tiny(MORE)), "regraded")


def state(root):
    hidden = [p.name for p in root.rglob("*") if p.name.endswith((".part", "-journal"))]
    return dump(root / "gradebook.db"), tree(root), hidden


@pytest.mark.slow
def test_kill_at_any_instant_loses_nothing_and_doubles_nothing(tmp_path, empty_book):
    folders = [tmp_path / str(number) for number in range(9)]
    for folder in folders:
        folder.mkdir()
    # All but one have a gradebook already, whose making takes longest.
    for folder in folders[1:]:
        (folder / "gradebook.db").write_bytes(empty_book)
    bare, calm, *harmed = folders
    rng, seen = random.Random(7), set()
    kill_some(first_evening, bare, rng, 5.0, kills=4)
    for evening in (first_evening, second_evening):
        started = time.perf_counter()
        evening(calm)
        lasts = time.perf_counter() - started
        for folder in harmed:
            seen |= kill_some(evening, folder, rng, lasts, kills=6)
        for folder in (bare, *harmed):
            evening(folder)
            assert state(folder) == state(calm)
    assert state(calm)[2] == []
    # Where the work is short beside its beginning, it takes more kills to hit it.
    for number in range(20):
        if len(seen) > 6:
            break
        folder = tmp_path / f"more-{number}"
        folder.mkdir()
        (folder / "gradebook.db").write_bytes(empty_book)
        for evening in (first_evening, second_evening):
            seen |= kill_some(evening, folder, rng, lasts, kills=6)
            evening(folder)
        assert state(folder) == state(calm)
    # The kills came in the midst of the work, and at several places.
    assert len(seen) > 6


def kill_some(evening, root, rng, lasts, kills):
    """Let a child start over and kill it, again and again; return how far it came."""
    seen = set()
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            try:
                evening(root)
            finally:
                os._exit(0)
        time.sleep(rng.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if (root / "gradebook.db").exists():
            tables = dump(root / "gradebook.db")
            seen.add((evening.__name__, len(tables.get("audit", []))))
    return seen


# Speed


def test_recording_takes_less_than_15_ms_of_cpu(root):
    checks = [check(f"test-{i}", "assert True", 1) for i in range(16)]
    words = [written(f"question-{i}", 1) for i in range(3)]
    with Store(root) as store:
        store.prepare(NAME, tiny(*checks, *words))
        took = []
        for number in range(40):
            each = verdict(f"s{number}")
            each.checks |= {c.id: Check(1.0, 1.0) for c in checks}
            each.checks |= {c.id: Check(0.0, 1.0, "", True, True) for c in words}
            text = graded_text(source=tiny(*checks, *words))
            start = time.process_time()
            store.record(each, text)
            took.append(time.process_time() - start)
    assert json.loads(text)["cells"]
    assert statistics.median(took) < 0.015, took
