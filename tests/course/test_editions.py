"""Sources become notebooks: the same bytes every time, and no answer among them."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class

from grading.checking import exercises
from grading.course import Course
from grading.editions import (
    notebook_files,
    released,
    source_notebook,
    stale_releases,
    student_notebook,
    to_text,
    write_notebooks,
)
from grading.keys import COURSE, answer_key, assignments, source_path
from grading.publish import PublishError, publish

SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", re.DOTALL)


def secret_lines(name: str, region: re.Pattern[str]) -> set[str]:
    """Return the lines of a region that stand nowhere else in the source."""
    text = "\n".join(cell.source for cell in source_notebook(name).cells)
    public = {
        line.strip() for line in HIDDEN.sub("", SOLUTION.sub("", text)).splitlines()
    }
    inside = "\n".join(region.findall(text)).splitlines()
    lines = {line.strip() for line in inside} - public
    return {line for line in lines if len(line) > 25}


@pytest.mark.parametrize("name", released())
def test_stored_student_notebook_equals_its_source(name):
    assert not stale_releases(), "run `make notebooks` and store the result"


@pytest.mark.parametrize("name", assignments())
def test_two_runs_give_the_same_bytes(name):
    assert notebook_files(name) == notebook_files(name)


@pytest.mark.parametrize("name", assignments())
def test_generated_notebooks_are_valid_and_their_cells_have_unique_ids(name):
    notebook = source_notebook(name)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", released())
def test_student_notebook_equals_what_nbgrader_itself_generates(name, tmp_path):
    Course(tmp_path).prepare(name)
    theirs = nbformat.read(tmp_path / "release" / name / f"{name}.ipynb", as_version=4)
    assert json.loads(to_text(theirs)) == json.loads(to_text(student_notebook(name)))


@pytest.mark.parametrize("name", released())
def test_nbgrader_copies_no_source_into_the_release(name, tmp_path):
    Course(tmp_path).prepare(name)
    assert [path.name for path in (tmp_path / "release" / name).iterdir()] == [
        f"{name}.ipynb"
    ]


@pytest.mark.parametrize("name", released())
def test_student_edition_holds_no_answer_and_no_hidden_test(name, tmp_path):
    publish(tmp_path)
    secrets = secret_lines(name, SOLUTION) | secret_lines(name, HIDDEN)
    assert len(secrets) > 20, "the search must have something to find"
    for path in tmp_path.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            # In a notebook a line stands as JSON.
            leaks = [s for s in secrets if s in text or json.dumps(s)[1:-1] in text]
            assert not leaks, path.relative_to(tmp_path)


def test_student_edition_holds_nothing_of_grading(tmp_path):
    publish(tmp_path)
    assert not (tmp_path / "grading").exists()
    for path in tmp_path.rglob("*.py"):
        imports = re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(), re.M)
        assert "grading" not in imports, path


@pytest.mark.parametrize("name", released())
def test_student_notebook_has_a_hole_for_every_exercise(name):
    cells = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in student_notebook(name).cells
        if "nbgrader" in cell.metadata
    }
    for exercise in exercises(name):
        assert f"def {exercise}(" in cells[exercise]
        assert "raise NotImplementedError" in cells[exercise]


@pytest.mark.parametrize("name", assignments())
def test_answer_key_holds_a_function_for_every_exercise(name):
    assert set(exercises(name)) <= set(vars(answer_key(name)))


def test_answer_key_of_an_unknown_assignment_lists_those_that_exist():
    with pytest.raises(LookupError, match=r"no assignment 'bachnorm'.*batchnorm"):
        answer_key("bachnorm")


@pytest.fixture
def contents(tmp_path):
    """Return a copy of the course, and how JupyterLab reads and saves files in it."""
    manager = build_sync_jupytext_contents_manager_class(LargeFileManager)()
    manager.root_dir = str(Course(tmp_path).root)
    return manager


@pytest.mark.parametrize("name", assignments())
def test_source_opened_and_saved_as_a_notebook_stays_the_same(name, contents):
    path = f"source/{name}/{name}.py"
    contents.save(contents.get(path, type="notebook"), path)
    saved = Path(contents.root_dir, path).read_text(encoding="utf-8")
    assert saved == source_path(name).read_text(encoding="utf-8")


def test_saving_an_edit_changes_only_the_edited_line(contents):
    path = "source/batchnorm/batchnorm.py"
    model = contents.get(path, type="notebook")
    model["content"].cells[0].source += "\n\nA line more."
    contents.save(model, path)
    after = Path(contents.root_dir, path).read_text(encoding="utf-8")
    before = source_path("batchnorm").read_text(encoding="utf-8")
    assert after.replace("#\n# A line more.\n", "", 1) == before


def test_writing_twice_changes_nothing_the_second_time():
    write_notebooks()
    assert write_notebooks() == []


def test_publishing_keeps_what_the_student_wrote(tmp_path):
    publish(tmp_path)
    mine = tmp_path / "batchnorm" / "batchnorm.ipynb"
    mine.write_text("my work")
    assert publish(tmp_path) == [mine]
    assert mine.read_text() == "my work"
    assert publish(tmp_path, keep=False) == []
    assert mine.read_text() == to_text(student_notebook("batchnorm"))


def test_unlocking_adds_the_answers_and_only_those(tmp_path):
    publish(tmp_path, unlock=["batchnorm"])
    text = (tmp_path / "unlocked" / "batchnorm.py").read_text()
    assert "def batchnorm_forward" in text
    assert "hidden_rng" not in text


@pytest.mark.parametrize(
    ("out", "unlock", "message"),
    [
        (COURSE.parent, (), "holds this project"),
        (COURSE.parent / "pyproject.toml", (), "is a file"),
        ("new", ("bachnorm",), "There is no assignment 'bachnorm'"),
    ],
)
def test_publish_refuses_in_one_line(out, unlock, message, tmp_path):
    with pytest.raises(PublishError, match=message) as refused:
        publish(tmp_path / out, unlock)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", released())
def test_points_that_the_text_names_are_the_points_that_are_given(name):
    cells = source_notebook(name).cells
    given = {"code": 0, "markdown": 0}
    for cell in cells:
        given[cell.cell_type] += cell.metadata.get("nbgrader", {}).get("points", 0)
    prose = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    exercises_say = re.findall(r"^### Exercise: (.*)$", prose, re.MULTILINE)
    questions_say = re.findall(r"\*\*Question: .*", prose)
    assert points(exercises_say) == given["code"]
    assert points(questions_say) == given["markdown"]
    assert f"{given['code']} for code, {given['markdown']} for written answers" in prose
    readme = (COURSE.parent / "README.md").read_text(encoding="utf-8")
    hours = source_notebook(name).metadata.cs231n.minutes / 60
    row = rf"\| `{name}` \|.*\| {sum(given.values())} \| {hours:g} \|"
    assert re.search(row, readme)


def points(lines):
    """Add up the points that headings name."""
    return sum(int(n) for line in lines for n in re.findall(r"(\d+) points?\)", line))
