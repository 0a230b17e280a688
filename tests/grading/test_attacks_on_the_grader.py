"""No attack earns a point, shows a secret, harms a neighbour or outlives its turn."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from attack_suite import ASSIGNMENT, OTHER, SEED, attacks, leaked

from grading.editions import to_text
from grading.simulate import answers_of, points_of, submission
from grading.store import Store

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(1200)]
ATTACKS = attacks()
EACH = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
# Every so many attacks an honest neighbour, graded by the same worker.
NEIGHBOURS = 12
# Short, so that endless loops do not take the whole day.
LIMITS = ["--limit-cell=3", "--limit-notebook=40", "--limit-memory=700"]
# More than there are cores, as many attacks only wait for their end.
JOBS = "--jobs=4"


def written(course):
    """Return the hash of everything that was handed in."""
    return {
        path.relative_to(course): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (course / "submitted").rglob("*")
        if path.is_file()
    }


def processes(session):
    """Return the living processes of a session: of one run of the grader."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            found.append(path.parent.name)
    return found


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade all attacks in one batch with honest neighbours."""
    course = tmp_path_factory.mktemp("course")
    honest = submission(ASSIGNMENT, answers_of(ASSIGNMENT))
    honest.cells.append(nbformat.v4.new_markdown_cell(OTHER, id="other"))
    for number, attack in enumerate(ATTACKS):
        hand_in(course, f"{number:03}-{attack.name}", attack.notebook())
        if number % NEIGHBOURS == 0:
            hand_in(course, f"{number:03}-neighbour", honest)
    before = written(course)
    grader = subprocess.Popen(
        [sys.executable, "-m", "grading", "grade", "--course", course, *LIMITS, JOBS],
        env=os.environ | {"CS231N_SEED": SEED},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    _, errors = grader.communicate()
    left = processes(grader.pid)
    with Store(course) as store:
        verdicts = {v.student[4:]: v for v in store.verdicts()}
        neighbours = [v for v in store.verdicts() if v.student.endswith("neighbour")]
    shown = {v.student[4:]: shown_of(course, v) for v in verdicts.values()}
    changed = before.items() ^ written(course).items()
    return {
        "code": grader.returncode,
        "errors": errors,
        "verdicts": verdicts,
        "neighbours": neighbours,
        "shown": shown,
        "changed": changed,
        "left": left,
        "parts": list(course.rglob("*.part")),
    }


def hand_in(course, student, notebook):
    path = course / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(to_text(notebook), encoding="utf-8")


def shown_of(course, verdict):
    """Return all that a student could be shown: outputs and messages, no source."""
    path = course / "autograded" / verdict.student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    outputs = [cell.get("outputs", []) for cell in cells]
    return json.dumps(outputs) + json.dumps(verdict.row())


def scores(verdict):
    return {n: c.score for n, c in verdict.checks.items() if not c.written}


@EACH
def test_attack_earns_what_it_deserves_and_no_more(graded, attack):
    assert scores(graded["verdicts"][attack.name]) == attack.deserved()


@EACH
def test_attack_is_shown_no_secret(graded, attack):
    assert not leaked(attack, graded["shown"][attack.name])


def test_secrets_would_be_seen(graded):
    attack = next(a for a in ATTACKS if "hidden" in a.canary)
    assert leaked(attack, "\n".join(attack.secrets()["hidden"])) == {"hidden"}


def test_honest_neighbours_get_full_marks(graded):
    assert len(graded["neighbours"]) >= 5
    for verdict in graded["neighbours"]:
        assert scores(verdict) == points_of(ASSIGNMENT)
        assert verdict.verdict == "graded"


def test_batch_goes_to_its_end(graded):
    assert graded["code"] in (0, 1), graded["errors"][-2000:]
    assert set(graded["verdicts"]) >= {attack.name for attack in ATTACKS}


def test_nothing_that_was_handed_in_has_changed(graded):
    assert not graded["changed"]


def test_no_process_and_no_unfinished_file_is_left(graded):
    assert not graded["left"]
    assert not graded["parts"]


def test_every_verdict_says_that_it_was_run_in_a_sandbox(graded):
    kinds = {v.audit["sandbox"] for v in graded["verdicts"].values()}
    assert kinds == {"bubblewrap"}
