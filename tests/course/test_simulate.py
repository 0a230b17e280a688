"""The simulated class: every kind of submission, and what each one deserves."""

import ast
import json
import os
import subprocess
import sys

import nbformat
import pytest

from grading.checking import check_answers, check_cells, exercises, setup
from grading.editions import released
from grading.intake import intake
from grading.keys import assignments
from grading.proof import ANSWERS, read_answer
from grading.simulate import (
    points_of,
    simulated_class,
    students,
    submission,
    with_stored,
    write_class,
)
from grading.simulate.hostile import KINDS as KINDS_OF_ATTACK

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

KINDS = {"right", "mistake", "unfinished", "damaged", "hostile"}
RELEASED = pytest.mark.parametrize("name", released())


@pytest.fixture(scope="module", params=released())
def taken(request, tmp_path_factory):
    """A class, written as a platform does and taken in; records by student.

    THOROUGH=1 takes a class of ninety for every assignment.
    """
    folder = tmp_path_factory.mktemp("class")
    large = request.param == "batchnorm" or os.environ.get("THOROUGH")
    handed = simulated_class(request.param, size=90 if large else 36)
    sources = write_class(handed, folder / "sources")
    records = intake(sources, request.param, folder / "submitted")
    return request.param, handed, {record.student: record for record in records}


def kind(handed):
    return handed.student.partition("-")[0]


def scores(name, notebook):
    """Grade our own notebook: never one of the hostile ones."""
    answers = {exercise: missing(exercise) for exercise in exercises(name)}
    namespace = dict(setup(name))
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in answers and (body := parsed(cell.source)):
            written = run_plainly(body, namespace)
            answers |= {e: namespace[e] for e in written if e in answers}
    said = check_answers(name, answers)
    return {c: 0.0 if said[c] else points for c, points in points_of(name).items()}


def parsed(text):
    try:
        return ast.parse(text)
    except SyntaxError:
        return None


def run_plainly(body, namespace):
    """Run a cell; return the names of the functions that it defines."""
    names = []
    for node in body.body:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
            names.append(node.name)
    exec(compile(body, "cell", "exec"), namespace)
    return names


def missing(exercise):
    def unwritten(*args):
        raise NotImplementedError

    unwritten.__name__ = exercise
    return unwritten


@RELEASED
def test_class_has_thirty_students_of_every_kind_and_no_name_twice(name):
    handed = simulated_class(name)
    assert len(handed) == 36
    assert {kind(one) for one in handed} == KINDS
    assert len({one.student for one in handed}) == 36
    assert sum(kind(one) == "hostile" for one in handed) == 12
    assert sum(kind(one) == "damaged" for one in handed) == 14
    assert all(one.about.endswith(".") for one in handed)


@RELEASED
def test_small_class_has_every_kind_and_large_one_more_mistakes(name):
    assert {kind(one) for one in simulated_class(name, size=5)} == KINDS
    large = simulated_class(name, size=200)
    assert len(large) == len({one.student for one in large}) == 200
    mistakes = {one.about for one in large if kind(one) == "mistake"}
    assert len(mistakes) > 70


def test_same_seed_gives_the_same_bytes_in_every_process():
    program = (
        "import hashlib; from grading.simulate import simulated_class;"
        f"every = [simulated_class(name) for name in {released()}];"
        "print(hashlib.sha256(repr(every).encode()).hexdigest())"
    )
    digests = {
        subprocess.check_output([sys.executable, "-c", program], text=True)
        for _ in range(2)
    }
    assert len(digests) == 1


@RELEASED
def test_another_seed_gives_another_class(name):
    assert simulated_class(name, seed=1) != simulated_class(name)


def test_every_submission_is_taken_in_or_refused_as_expected(taken):
    _, handed, records = taken
    assert set(records) == {one.student for one in handed}
    unreadable = {n for n, r in records.items() if r.verdict == "unreadable"}
    assert unreadable == {one.student for one in handed if one.deserves is None}
    assert len(unreadable) == 2


def test_intake_says_how_each_damage_was_mended(taken):
    _, handed, records = taken
    whole = {
        f"damaged-{what}" for what in ("renamed", "huge-outputs", "reordered-cells")
    }
    for one in handed:
        if kind(one) == "damaged" and one.deserves is not None:
            said = records[one.student].repairs
            assert bool(said) == (one.student not in whole), (one.student, said)


def test_every_honest_submission_earns_exactly_what_it_deserves(taken):
    name, handed, records = taken
    for one in handed:
        if kind(one) != "hostile" and one.deserves is not None:
            notebook = nbformat.read(records[one.student].path, as_version=4)
            assert scores(name, notebook) == one.deserves, one.student


@RELEASED
def test_each_damage_is_what_its_name_says(name):
    handed = {o.student.removeprefix("damaged-"): o for o in simulated_class(name)}
    texts = {what: one.file.decode() for what, one in handed.items()}
    for what in ("truncated", "merge-conflict", "byte-order-mark", "empty"):
        with pytest.raises(ValueError):
            json.loads(texts[what])
    assert texts["byte-order-mark"][0] == "\ufeff"
    assert texts["empty"] == ""
    lines = texts["merge-conflict"].splitlines()
    assert [line[:7] for line in lines].count("=======") >= 1
    assert len(texts["huge-outputs"]) > 3_000_000
    assert json.loads(texts["older-format"])["nbformat"] == 3
    assert handed["renamed"].name == f"{name} (1).ipynb"
    stripped = json.loads(texts["stripped-metadata"])["cells"]
    assert not any(c["metadata"] or "id" in c for c in stripped)
    ids = {what: ids_of(texts[what]) for what in ("duplicated-cell", "deleted-cells")}
    right = [cell.id for cell in submission(name, {}).cells]
    assert len(ids["duplicated-cell"]) == len(right) + 1
    assert set(ids["duplicated-cell"]) == set(right)
    assert len(ids["deleted-cells"]) < len(right)
    assert ids_of(texts["reordered-cells"]) != right
    raw = json.loads(texts["retyped-cells"])["cells"]
    assert sum(c["cell_type"] == "raw" for c in raw) == 2
    assert '"points": 1000' in texts["changed-points"]


def ids_of(text):
    return [cell["id"] for cell in json.loads(text)["cells"]]


@RELEASED
def test_right_ones_deserve_everything_and_mistakes_lose_something(name):
    most = sum(points_of(name).values())
    for one in simulated_class(name, size=100):
        if kind(one) == "right":
            assert one.score == most
        if kind(one) == "mistake":
            assert one.score < most
            assert set(one.deserves) == set(check_cells(name))


@RELEASED
def test_hostile_ones_hold_their_attack_where_it_runs(name):
    for one in simulated_class(name):
        if kind(one) == "hostile":
            notebook = nbformat.reads(one.file.decode(), as_version=4)
            nbformat.validate(notebook)
            blank = {cell.id: cell.source for cell in submission(name, {}).cells}
            changed = [c for c in notebook.cells if c.source != blank[c.id]]
            attack = KINDS_OF_ATTACK[one.student.removeprefix("hostile-")].code
            assert [c for c in changed if attack.strip() in c.source], one.student
            for cell in changed:
                if cell.cell_type == "code":
                    ast.parse(cell.source)


@RELEASED
def test_platform_hands_the_files_on_unchanged(name, tmp_path):
    handed = simulated_class(name)
    archive, folders = write_class(handed, tmp_path)
    again = write_class(handed, tmp_path / "again")
    assert archive.read_bytes() == again[0].read_bytes()
    paths = [path for path in folders.rglob("*") if path.is_file()]
    assert len(paths) == len(handed) // 2
    files = {one.student: one.file for one in handed}
    assert all(path.read_bytes() == files[path.parent.name] for path in paths)


def test_stored_answer_goes_to_the_cells_of_its_exercises():
    path = ANSWERS / "batchnorm_forward" / "accepted" / "cache_is_a_function.py"
    answers = with_stored("batchnorm", read_answer(path))
    assert answers["batchnorm_forward"].startswith("import numpy as np\n\n@fill\ndef ")
    assert answers["batchnorm_backward"].startswith("@fill\ndef batchnorm_backward(")
    assert 'cache["back"]' in answers["batchnorm_backward"]
    assert "def batchnorm_backward" not in answers["batchnorm_forward"]


@RELEASED
def test_the_few_plain_students_are_notebooks(name):
    every = students(name)
    assert {"right", "half-right", "blank", "syntax", "mistake"} == set(every)
    for notebook in every.values():
        nbformat.validate(json.loads(nbformat.writes(notebook)))


def test_notebook_of_another_assignment_is_of_another():
    assert len(assignments()) > 1
    for name in released():
        (other,) = (
            one
            for one in simulated_class(name)
            if one.student == "damaged-other-assignment"
        )
        assert exercises(name)[0] not in other.file.decode()
