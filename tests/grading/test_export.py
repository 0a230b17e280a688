"""Grades leave the gradebook as they are in it, for every system that takes them."""

import csv
import datetime
import functools
import io
import json
import os
import sqlite3
import sys
import tempfile
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output, writes
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from grading.cli import main
from grading.export import FORMS
from grading.export.book import Student, read_book
from grading.export.gradescope import folder_name
from grading.export.sheet import match, plain

CHECK, HIDDEN, WRITTEN = "test-relu", "test-relu-hidden", "question-why"
SECRET = "assert relu(-7.25) == 0"
# id: first name, last name, email, lms_user_id, scores of the checks, written answer
CLASS = {
    "anna": ("Anna", "Lee", "anna@uni.example", "101", (2.0, 3.0), 4.0),
    "bob": ("Bob\rB", "=HYPERLINK(1)", "bob@uni.example", "102", (2.0, 0.0), None),
    "cleo": ('Cleo "C"', "O'Brien, Jr;", None, "103", (0.5, 3.0), 1.0),
    "dan": ("Dan\nDaniel", "Müller", "+49", "104", (0.0, 0.0), 0.0),
    "eve": ("Eve", "Absent", None, "105", None, None),
}


def graded_notebook():
    """What nbgrader leaves behind where both checks failed."""

    def cell(grade_id, source, message):
        last = f"\x1b[31mCheckFailed\x1b[39m: {message}"
        error = new_output(
            "error",
            ename="CheckFailed",
            evalue=message,
            traceback=["Traceback", f"----> {source}", last],
        )
        nbgrader = {"grade_id": grade_id, "grade": True, "solution": False}
        return new_code_cell(source, metadata={"nbgrader": nbgrader}, outputs=[error])

    hidden = f"### BEGIN HIDDEN TESTS\n{SECRET}\n### END HIDDEN TESTS"
    return new_notebook(
        cells=[
            cell(CHECK, "assert relu(1) == 1", "expected <1>, got 0"),
            cell(HIDDEN, hidden, "negative\n  inputs"),
        ]
    )


@functools.cache
def empty_database():
    """Return the bytes of a new gradebook; nbgrader calls a program to make one."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        programs = str(Path(sys.executable).parent)
        patch.setenv("PATH", programs, prepend=os.pathsep)
        Gradebook(f"sqlite:///{folder}/gradebook.db").close()
        return Path(folder, "gradebook.db").read_bytes()


def make_gradebook(path, people=CLASS, assignment="relu"):
    if not path.exists():
        path.write_bytes(empty_database())
    with Gradebook(f"sqlite:///{path}") as book:
        due = datetime.datetime(2030, 1, 31)
        book.add_assignment(assignment, duedate=due)
        book.add_notebook(assignment, assignment)
        where = (assignment, assignment)
        for name, points in {CHECK: 2, HIDDEN: 3, WRITTEN: 4}.items():
            kind = "markdown" if name == WRITTEN else "code"
            book.add_grade_cell(name, *where, max_score=points, cell_type=kind)
            source = SECRET if name == HIDDEN else ""
            book.add_source_cell(
                name,
                *where,
                cell_type=kind,
                source=f"### BEGIN HIDDEN TESTS\n{source}\n### END HIDDEN TESTS"
                if source
                else "",
            )
        book.add_solution_cell(WRITTEN, *where)
        for student, (first, last, email, lms, scores, written) in people.items():
            book.update_or_create_student(
                student,
                first_name=first,
                last_name=last,
                email=email,
                lms_user_id=lms,
            )
            if scores:
                put_scores(book, assignment, student, scores, written)
    return path


def put_scores(book, assignment, student, scores, written):
    submission = book.add_submission(assignment, student)
    if student == "cleo":
        submission.notebooks[0].late_submission_penalty = 1.5
        book.find_comment(
            WRITTEN, assignment, assignment, student
        ).manual_comment = "=Good <b>point</b>"
    for name, score in zip((CHECK, HIDDEN), scores, strict=True):
        grade = book.find_grade(name, assignment, assignment, student)
        grade.auto_score, grade.needs_manual_grade = score, False
    grade = book.find_grade(WRITTEN, assignment, assignment, student)
    grade.manual_score, grade.needs_manual_grade = written, written is None
    book.db.commit()


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """A gradebook with a notebook graded for `dan`; tests only read it."""
    folder = tmp_path_factory.mktemp("course")
    notebook = folder / "autograded" / "dan" / "relu" / "relu.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(writes(graded_notebook()), encoding="utf-8")
    return make_gradebook(folder / "gradebook.db")


@pytest.fixture(scope="module")
def truth(db):
    """Scores as nbgrader's own API gives them, after the penalty."""
    with Gradebook(f"sqlite:///{db}") as book:
        return {
            s.student.id: max(0.0, s.score - s.late_submission_penalty)
            for s in book.assignment_submissions("relu")
        }


@pytest.fixture
def run(db, tmp_path, capsys):
    """Call the command line; return exit code, path and lines on stderr."""

    def call(form, *options, db=db, roster=None, out=tmp_path / "out"):
        args = ["export", "--db", str(db), "--format", form, "--out", str(out)]
        if roster is not None:
            path = tmp_path / "roster.csv"
            path.write_bytes(roster.encode())
            args += ["--roster", str(path)]
        code = main([*args, *options])
        return code, out, capsys.readouterr().err.splitlines()

    return call


def table(path, delimiter=","):
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert all(None not in row and None not in row.values() for row in rows), "ragged"
    return rows


CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Notes,Other (7),Current Score,Final Grade
,,,,,,Manual Posting,,
    Points Possible,,,,,,10.00,(read only),(read only)
"Lee, Anna",101,,x1,"One, two",hm,9.00,90,A
"Wrong, Name",999,bob,x2,One,,8.00,80,B
Somebody,998,,CLEO,One,"a
b",7.00,70,C
"Müller, Dan Daniel",,,,One,,,,
"Absent, Eve",105,,,One,,EX,,
"Student, Test",1,,,One,,,,
"""

MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,\
Last modified (grade),Feedback comments
Participant 11,Anna Lee,,Submitted,,9.00,"Monday, 1 January",
Participant 12,B.,bob@uni.example,Submitted,3.00,9.00,-,Hello
Participant 13,"Cleo ""C"" O'Brien, Jr;",,Submitted,,9.00,-,
Participant 14,Müller Dan Daniel,,Submitted,,9.00,-,
Participant 15,Eve Absent,,No submission,,9.00,-,
"""

ROSTERS = {"nbgrader": None, "canvas": CANVAS, "moodle": MOODLE, "gradescope": None}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_scores_of_the_gradebook(run, truth, form):
    code, out, _ = run(form, roster=ROSTERS[form])
    assert code == 0
    if form == "gradescope":
        files = {path.parent.name: path for path in out.glob("*/results.json")}
        got = {k: json.loads(p.read_text("utf-8"))["score"] for k, p in files.items()}
    elif form == "nbgrader":
        got = {r["student_id"]: float(r["score"]) for r in table(out)}
        assert got.pop("eve") == 0
    else:
        name = {"canvas": "Student", "moodle": "Full name"}[form]
        column = {"canvas": "relu", "moodle": "Grade"}[form]
        filled = [r[column] for r in table(out) if r[name] and r[column]]
        if form == "canvas":
            assert filled.pop(0) == "9.00", "the points possible"
        got = dict(zip(["anna", "bob", "cleo", "dan"], map(float, filled), strict=True))
    assert got == truth
    assert truth == {"anna": 9.0, "bob": 2.0, "cleo": 3.0, "dan": 0.0}


@pytest.mark.parametrize("form", FORMS)
def test_export_changes_neither_the_gradebook_nor_the_roster(run, db, form, tmp_path):
    before = db.read_bytes()
    run(form, roster=ROSTERS[form])
    assert db.read_bytes() == before
    if ROSTERS[form]:
        assert (tmp_path / "roster.csv").read_bytes().decode() == ROSTERS[form]


@pytest.mark.parametrize("form", FORMS)
def test_a_second_export_replaces_the_first_and_leaves_nothing_else(
    run, form, tmp_path
):
    run(form, roster=ROSTERS[form])
    code, _, _ = run(form, roster=ROSTERS[form])
    assert code == 0
    assert {path.name for path in tmp_path.iterdir()} <= {"out", "roster.csv"}


@pytest.mark.parametrize("form", FORMS)
def test_grades_that_wait_for_a_person_are_said(run, form):
    code, out, said = run(form, roster=ROSTERS[form])
    assert code == 0
    assert out.exists()
    assert "1 grades of 1 submissions wait for a person" in said[0]


@pytest.mark.parametrize("form", FORMS)
def test_final_writes_nothing_while_grades_wait(run, form):
    code, out, said = run(form, "--final", roster=ROSTERS[form])
    assert code == 1
    assert not out.exists()
    assert "1 grades of 1 submissions wait" in said[0]


def test_final_writes_when_nothing_waits(run, tmp_path):
    db = make_gradebook(tmp_path / "done.db", {"anna": CLASS["anna"]})
    code, out, said = run("nbgrader", "--final", db=db)
    assert (code, out.exists(), said) == (0, True, [])


def test_nbgrader_csv_equals_nbgraders_own_where_that_one_can_be_read(run, tmp_path):
    people = {name: CLASS[name] for name in ("anna", "eve")}
    db = make_gradebook(tmp_path / "simple.db", people)
    _, out, _ = run("nbgrader", db=db)
    with Gradebook(f"sqlite:///{db}") as book:
        CsvExportPlugin(to=str(tmp_path / "theirs.csv")).export(book)
    assert table(out) == table(tmp_path / "theirs.csv")


def test_nbgrader_csv_keeps_nasty_names_and_disarms_formulas(run):
    _, out, _ = run("nbgrader")
    rows = {row["student_id"]: row for row in table(out)}
    for student, (first, last, email, *_) in CLASS.items():
        assert rows[student]["first_name"] == first
        assert rows[student]["last_name"].removeprefix("'") == last
        assert rows[student]["email"].removeprefix("'") == (email or "")
    assert rows["bob"]["last_name"] == "'=HYPERLINK(1)"
    assert rows["dan"]["email"] == "'+49"
    assert rows["cleo"]["raw_score"] == "4.5"
    assert rows["cleo"]["late_submission_penalty"] == "1.5"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "＝1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert plain(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Anna", "a=1", "O'Brien", -1.5, 0.0])
def test_other_text_and_numbers_stay(text):
    assert plain(text) == str(text)


@pytest.mark.parametrize(
    ("delimiter", "bom", "newline"),
    [(",", "", "\n"), (";", "\ufeff", "\r\n")],
)
def test_canvas_keeps_every_other_cell(run, delimiter, bom, newline):
    rows = list(csv.reader(io.StringIO(CANVAS, newline="")))
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=newline).writerows(rows)
    _, out, _ = run("canvas", roster=bom + buffer.getvalue())
    assert out.read_bytes().startswith(bom.encode())
    text = out.read_bytes().decode("utf-8-sig")
    got = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert got[0].index("relu") == rows[0].index("Current Score")
    for row in got:
        del row[rows[0].index("Current Score")]
    assert got == rows


def test_canvas_fills_the_column_that_is_there(run):
    roster = CANVAS.replace("Other (7)", "ReLU (7)").replace("10.00", "9.00")
    code, out, said = run("canvas", roster=roster)
    got = {row["Student"]: row["ReLU (7)"] for row in table(out)}
    assert "relu" not in table(out)[0]
    assert got["Lee, Anna"] == "9.00"
    assert got["Absent, Eve"] == "EX"
    assert code == 0
    assert any("1 students without a submission" in line for line in said)


def test_canvas_leaves_students_that_a_person_excused(run):
    roster = CANVAS.replace("Other (7)", "relu (7)").replace("10.00", '"9,00"')
    _, out, said = run("canvas", roster=roster.replace("9.00,90", "EX,90"))
    assert [r["relu (7)"] for r in table(out) if r["ID"] == "101"] == ["EX"]
    assert any("1 students excused" in line for line in said)


def test_other_points_possible_are_a_problem(run):
    code, out, said = run("canvas", roster=CANVAS.replace("Other (7)", "relu (7)"))
    assert code == 1
    assert out.exists()
    words = "Points Possible is 10.00 there, and 9 in the gradebook"
    assert sum(words in line for line in said) == 1


@pytest.mark.parametrize(
    ("form", "roster", "stranger"),
    [
        ("canvas", CANVAS.replace("101", "555").replace("Lee, Anna", "Ho, Gil"), "Gil"),
        ("moodle", MOODLE.replace("Anna Lee", "Gil Ho"), "Gil Ho (Participant 11)"),
    ],
)
def test_students_on_one_side_only_are_listed_and_the_rest_is_written(
    run, form, roster, stranger
):
    code, out, said = run(form, roster=roster)
    assert code == 1
    (line,) = [line for line in said if "not in the gradebook" in line]
    assert stranger in line
    assert [line for line in said if "roster" in line] == [
        "grading: not in the roster: anna (Anna Lee)"
    ]
    assert "3.00" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "student", "row"),
    [
        ("canvas", "leeanna", 2),
        ("canvas", "leeanna-101", 2),
        ("canvas", "101", 2),
        ("moodle", "Anna-Lee", 0),
        ("moodle", "Anna-Lee-11", 0),
        ("moodle", "11", 0),
    ],
)
def test_students_known_by_a_file_name_only_are_found(
    run, tmp_path, form, student, row
):
    people = {student: (None, None, None, None, (1.0, 0.25), 0.0)}
    db = make_gradebook(tmp_path / "taken-in.db", people)
    _, out, said = run(form, db=db, roster=ROSTERS[form])
    assert not [line for line in said if "not in the roster" in line]
    column = "relu" if form == "canvas" else "Grade"
    assert table(out)[row][column] == "1.25"


def test_an_id_counts_more_than_a_name(run):
    roster = CANVAS.replace('"Lee, Anna",101', '"Absent, Eve",101')
    _, out, _ = run("canvas", roster=roster)
    assert {
        r["ID"]: r["relu"] for r in table(out) if r["Student"] == "Absent, Eve"
    } == {
        "101": "9.00",
        "105": "",
    }


def test_names_that_two_students_share_match_nobody():
    students = [Student("a1", "Anna", "Lee"), Student("a2", "Anna", "Lee")]
    rows = ["Anna Lee", "Bo Ek"]
    keys = [(lambda row: rows[row], lambda s: s.full)]
    assert match([0, 1], students, keys) == {}
    assert match([0, 1], students[:1], keys) == {0: students[0]}


def test_canvas_without_a_roster_is_a_file_that_canvas_imports(run, truth):
    code, out, _ = run("canvas")
    points, *rows = table(out)
    header = list(points)
    assert header[:2] == ["Student", "ID"]
    assert header.index("Section") == header.index("SIS Login ID") + 1
    assert points["Student"] == "    Points Possible"
    assert points["relu"] == "9.00"
    got = {row["SIS Login ID"]: row for row in rows}
    assert {k: float(r["relu"]) for k, r in got.items() if r["relu"]} == truth
    assert {k: r["ID"] for k, r in got.items()} == {k: v[3] for k, v in CLASS.items()}
    assert got["bob"]["Student"] == "'=HYPERLINK(1), Bob\rB"
    assert code == 0


def test_moodle_comments_sum_up_the_checks_and_keep_what_a_person_wrote(run):
    _, out, _ = run("moodle", roster=MOODLE)
    rows = {row["Identifier"][-2:]: row for row in table(out)}
    comments = {i: row["Feedback comments"].split("<br>") for i, row in rows.items()}
    bob, cleo, dan = comments["12"], comments["13"], comments["14"]
    assert bob[0] == "Hello"
    assert f"{WRITTEN}: waits for a person, 4 points" in bob
    assert cleo[:2] == [
        "Checks of the assignment: 3 of 9 points.",
        "Late: 1.5 points taken off.",
    ]
    assert f"{WRITTEN}: 1 of 4. =Good &lt;b&gt;point&lt;/b&gt;" in cleo
    assert dan[1] == f"{CHECK}: 0 of 2. CheckFailed: expected &lt;1&gt;, got 0"
    assert dan[2] == f"{HIDDEN}: 0 of 3. CheckFailed: negative inputs"
    assert rows["11"]["Last modified (grade)"] == "Monday, 1 January"
    assert rows["15"]["Feedback comments"] == rows["15"]["Grade"] == ""


def test_moodle_comments_do_not_grow_with_each_export(run):
    _, out, _ = run("moodle", roster=MOODLE)
    first = table(out)
    _, out, _ = run("moodle", roster=out.read_bytes().decode())
    assert table(out) == first


def test_gradescope_results_hold_every_check(run):
    _, out, _ = run("gradescope")
    results = {p.parent.name: json.loads(p.read_text()) for p in out.glob("*/*")}
    assert set(results) == {"anna", "bob", "cleo", "dan"}
    assert results["dan"]["tests"] == [
        {
            "name": CHECK,
            "score": 0.0,
            "max_score": 2.0,
            "status": "failed",
            "output": "CheckFailed: expected <1>, got 0",
            "visibility": "visible",
        },
        {
            "name": HIDDEN,
            "score": 0.0,
            "max_score": 3.0,
            "status": "failed",
            "output": "CheckFailed: negative\n  inputs",
            "visibility": "after_published",
        },
        {
            "name": WRITTEN,
            "score": 0.0,
            "max_score": 4.0,
            "status": "failed",
            "output": "",
            "visibility": "visible",
        },
    ]
    statuses = {t["name"]: t["status"] for t in results["bob"]["tests"]}
    assert statuses == {CHECK: "passed", HIDDEN: "failed", WRITTEN: "waiting"}
    for result in results.values():
        total = sum(t["score"] for t in result["tests"])
        extra = result["extra_data"]
        assert result["score"] == total - extra["late_submission_penalty"]
        assert extra["max_score"] == sum(t["max_score"] for t in result["tests"])


@pytest.mark.parametrize("form", FORMS)
def test_hidden_tests_are_in_no_export(run, db, form):
    assert SECRET in (db.parent / "autograded/dan/relu/relu.ipynb").read_text()
    _, out, _ = run(form, roster=ROSTERS[form])
    files = out.glob("*/*") if out.is_dir() else [out]
    assert not [path for path in files if SECRET in path.read_text("utf-8")]


@pytest.mark.parametrize("student", ["..", ".", "../../anna", "a/b", "a\\b", "ü"])
def test_a_students_id_never_leads_out_of_the_folder(tmp_path, student):
    name = folder_name(student)
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert "\\" not in name


def test_folder_names_of_different_students_differ():
    ids = ["..", "%2E%2E", "a/b", "a%2Fb", "a b", "a+b"]
    assert len({folder_name(student) for student in ids}) == len(ids)


def test_a_broken_graded_notebook_costs_its_messages_only(tmp_path):
    db = make_gradebook(tmp_path / "g.db", {"dan": CLASS["dan"]})
    notebook = tmp_path / "autograded/dan/relu/relu.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text('{"cells": [')
    (work,) = read_book(db).works.values()
    assert [(g.name, g.said) for g in work.grades] == [
        (name, "") for name in sorted([CHECK, HIDDEN, WRITTEN])
    ]


def test_several_assignments_fill_canvas_and_must_be_named_for_moodle(run, tmp_path):
    db = make_gradebook(tmp_path / "two.db")
    make_gradebook(db, {"anna": CLASS["anna"]}, assignment="tanh")
    with Gradebook(f"sqlite:///{db}") as book:
        book.add_assignment("never-handed-in")
    _, out, _ = run("canvas", db=db, roster=CANVAS)
    (anna,) = [row for row in table(out) if row["ID"] == "101"]
    assert (anna["relu"], anna["tanh"]) == ("9.00", "9.00")
    assert "never-handed-in" not in anna
    _, out, _ = run("nbgrader", "--assignment", "tanh", db=db)
    assert {row["assignment"] for row in table(out)} == {"tanh"}
    out.unlink()
    code, out, said = run("moodle", db=db, roster=MOODLE)
    assert (code, out.exists()) == (2, False)
    assert "--assignment: relu, tanh" in said[-1]


def empty_gradebook(path):
    path.write_bytes(empty_database())
    return path


def other_database(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    return path


def not_a_database(path):
    path.write_bytes(b"grades, honestly\n" * 100)
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path, "There is no gradebook"),
        (empty_gradebook, "holds no submission"),
        (other_database, "cannot be read as a gradebook"),
        (not_a_database, "cannot be read as a gradebook"),
    ],
)
def test_a_gradebook_that_is_none_is_one_clear_line(run, tmp_path, make, words):
    code, out, said = run("nbgrader", db=make(tmp_path / "some.db"))
    assert (code, len(said)) == (2, 1)
    assert words in said[0]
    assert not out.exists()


@pytest.mark.parametrize(
    ("form", "options", "roster", "words"),
    [
        (
            "nbgrader",
            ["--assignment", "tanh"],
            None,
            "no assignment 'tanh'",
        ),
        ("nbgrader", [], CANVAS, "takes no --roster"),
        ("gradescope", [], CANVAS, "takes no --roster"),
        ("moodle", [], None, "name it with --roster"),
        ("moodle", [], CANVAS, "not a grading worksheet exported from Moodle"),
        ("canvas", [], MOODLE, "not a gradebook exported from Canvas"),
        ("canvas", [], "", "not a table in UTF-8"),
        ("canvas", [], "Student,ID,Section\nA,1,B\n", "no row 'Points Possible'"),
        ("canvas", ["--roster", "/nowhere.csv"], None, "No such file"),
    ],
)
def test_a_wrong_request_is_one_clear_line_and_writes_nothing(
    run, form, options, roster, words
):
    code, out, said = run(form, *options, roster=roster)
    assert (code, len(said)) == (2, 1)
    assert words in said[0]
    assert not out.exists()


def test_a_roster_in_another_encoding_is_refused(run, tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes(CANVAS.encode("latin-1"))
    code, _, said = run("canvas", "--roster", str(path))
    assert (code, len(said)) == (2, 1)
    assert "not a table in UTF-8" in said[0]


@pytest.mark.parametrize("form", FORMS)
def test_a_target_that_cannot_be_written_is_one_clear_line(run, db, tmp_path, form):
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.txt").write_text("mine")
    before = db.read_bytes()
    for out in (tmp_path / "nowhere" / "out", full, db):
        code, _, said = run(form, roster=ROSTERS[form], out=out)
        assert (code, len(said)) == (2, 1), out
        assert str(out) in said[0]
    assert [path.name for path in full.iterdir()] == ["thesis.txt"]
    assert db.read_bytes() == before


@pytest.mark.parametrize("form", ["nbgrader", "canvas", "moodle"])
def test_a_file_is_replaced_by_renaming_and_only_its_owner_reads_it(
    run, form, tmp_path
):
    (tmp_path / "out").write_text("old")
    (tmp_path / "same").hardlink_to(tmp_path / "out")
    _, out, _ = run(form, roster=ROSTERS[form])
    assert (tmp_path / "same").read_text() == "old"
    assert out.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("form", FORMS)
def test_a_failing_disk_leaves_the_earlier_export(run, monkeypatch, form, tmp_path):
    _, out, _ = run(form, roster=ROSTERS[form])

    def content():
        return {p: p.read_bytes() for p in [out, *out.rglob("*")] if p.is_file()}

    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    before = content()
    monkeypatch.setattr("pathlib.Path.write_text", full)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    code, _, said = run(form, roster=ROSTERS[form])
    assert code == 2
    assert "No space left on device" in said[-1]
    assert content() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"out", "roster.csv"}
