"""The stored fingerprints: made from the wrong answers, and all that students get."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from cs231n_utils.fingerprints import STORED, fingerprint
from grading import editions
from grading.checking import check_cells, exercises
from grading.editions import (
    released,
    source_notebook,
    stale_releases,
    student_notebook,
    write_notebooks,
)
from grading.fingerprints import fingerprints, known_mistakes, to_json
from grading.proof import read_answer, stored_answers
from grading.publish import publish

SAYING = [a for name in released() for a in stored_answers(name) if a.says]


@pytest.fixture(scope="module")
def made():
    """Make the fingerprints once; return them, and what was said meanwhile."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        return fingerprints(), said.getvalue()


def test_stored_file_is_what_the_wrong_answers_give(made):
    assert STORED.read_text(encoding="utf-8") == to_json(made[0])


def test_two_runs_give_the_same_bytes(made):
    assert to_json(fingerprints()) == to_json(made[0])


def test_every_sentence_is_stored_and_none_is_stored_twice_for_a_value(made):
    tables, said = made
    entries = [
        (what, sentence, *projections)
        for table in tables.values()
        for what, known in table.items()
        for sentence, projections, _ in known
    ]
    assert said == ""
    assert {sentence for _, sentence, *_ in entries} == {a.says for a in SAYING}
    assert len({(what, *p) for what, _, *p in entries}) == len(entries)


def test_fingerprints_do_not_depend_on_how_a_machine_rounds():
    """A change in the last bits of a value changes nothing that is stored."""
    rng = np.random.default_rng(0)
    value = rng.normal(size=(40, 6))
    assert fingerprint("it", value) == fingerprint("it", value * (1 + 1e-15))
    assert fingerprint("it", 1e-17 * value) == [0.0, 0.0]


def test_stored_file_holds_nothing_but_sentences_projections_and_shapes():
    table = json.loads(STORED.read_text(encoding="utf-8"))
    assert set(table) == set(released())
    for known in (known for whats in table.values() for known in whats.values()):
        for sentence, projections, shape in known:
            assert sentence in {answer.says for answer in SAYING}
            assert [type(p) for p in projections] == [float, float]
            assert all(type(n) is int for n in shape)


def test_sentences_hold_no_code():
    for answer in SAYING:
        assert not re.search(r"np\.|\w\(|[\w\])] = ", answer.says), answer.name


@pytest.fixture
def stored(monkeypatch, tmp_path):
    """Return a copy of the stored file that `grading notebooks` takes for it."""
    path = tmp_path / "fingerprints.json"
    path.write_bytes(STORED.read_bytes())
    monkeypatch.setattr(editions, "STORED", path)
    return path


def test_stale_file_is_found_and_written_anew(stored):
    right = stored.read_bytes()
    assert stale_releases() == []
    stored.write_bytes(right.replace(b"eps is not used.", b"eps is used.", 1))
    assert stale_releases() == [stored]
    assert stored in write_notebooks()
    assert stored.read_bytes() == right
    stored.unlink()
    assert stale_releases() == [stored]


def wrong_answer(folder, name, code, says, check):
    path = folder / "batchnorm" / "wrong" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f"# check: {check}\n# hint: none\n# says: {says}\n# about: a test\n"
    path.write_text(f"{header}def identity_parameters(x, eps):\n    return {code}\n")
    return read_answer(path)


def test_value_with_two_sentences_is_left_out_and_printed(tmp_path, capsys):
    answers = [
        wrong_answer(tmp_path, name, code, says, "test-identity_parameters")
        for name, code, says in [
            ("a", "x.std(0), x.mean(0)", "One."),
            ("b", "(x + 1e-12).std(0), x.mean(0)", "Two."),
            ("c", "x.max(0), x.mean(0)", "Three."),
            ("d", "+x.max(0), x.mean(0)", "Three."),
        ]
    ]
    ((what, known),) = known_mistakes("batchnorm", answers).items()
    assert what == "gamma of identity_parameters"
    assert [sentence for sentence, _, _ in known] == ["Three."]
    said = "gamma of identity_parameters: one value, but ['One.', 'Two.'].\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    "code", ["np.sqrt(x.var(0) + eps), x.mean(0)", "1, 2", "None", "1 / 0"]
)
def test_sentence_that_no_comparison_can_show_is_refused(tmp_path, code):
    code = code.replace("np", "__import__('numpy')")
    answer = wrong_answer(tmp_path, "a", code, "Hm.", "test-identity_parameters")
    with pytest.raises(ValueError, match="says a sentence, but no `expect`"):
        known_mistakes("batchnorm", [answer])


# What a student's kernel has: the folder of the edition, and nothing of `grading`.
STUDENT = """
import contextlib, io, json, sys, warnings
sys.modules["grading"] = None
sys.path.insert(0, "..")
import cs231n_utils
from cs231n_utils.skeletons import fill, skeletons
given, said, beginning = json.load(sys.stdin), {}, {}
warnings.simplefilter("ignore")
with contextlib.redirect_stdout(io.StringIO()):
    exec(given["setup"], beginning)
    for name, (written, check) in given["answers"].items():
        cells = dict(beginning)
        exec(given["solved"], cells)
        exec(written, cells)
        for task in given["exercises"]:
            cells[task] = fill(cells[task]) if task in skeletons() else cells[task]
        try:
            exec(check, cells)
        except AssertionError as failed:
            said[name] = str(failed)
print(json.dumps([cs231n_utils.__file__, said]))
"""


@pytest.mark.parametrize("name", released())
def test_student_edition_alone_names_every_mistake(name, tmp_path):
    publish(tmp_path)
    notebook = nbformat.read(tmp_path / name / f"{name}.ipynb", as_version=4)
    cells = {c.metadata.nbgrader.grade_id: c for c in graded(notebook)}
    solved = {c.metadata.nbgrader.grade_id: c for c in graded(source_notebook(name))}
    answers = [answer for answer in stored_answers(name) if answer.says]
    given = {
        "setup": cells["setup"].source,
        "exercises": exercises(name),
        "solved": "\n".join(solved[task].source for task in exercises(name)),
        "answers": {
            a.name: (a.path.read_text(encoding="utf-8"), cells[a.checks[0]].source)
            for a in answers
        },
    }
    done = subprocess.run(
        [sys.executable, "-c", STUDENT],
        input=json.dumps(given),
        cwd=tmp_path / name,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        capture_output=True,
        text=True,
    )
    assert not done.returncode, done.stderr
    library, said = json.loads(done.stdout)
    assert (tmp_path / "cs231n_utils").samefile(Path(tmp_path, name, library).parent)
    last = {name: text.splitlines()[-1] for name, text in said.items()}
    assert last == {a.name: f"  Likely cause: {a.says}" for a in answers}


def graded(notebook):
    return [cell for cell in notebook.cells if "nbgrader" in cell.metadata]


@pytest.mark.parametrize("name", released())
def test_visible_checks_are_short(name):
    for cell in student_notebook(name).cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in check_cells(name):
            assert 5 <= len(cell.source.splitlines()) <= 20
