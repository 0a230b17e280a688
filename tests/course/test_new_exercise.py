"""A new exercise: put into a notebook whole or not at all, and never forgotten."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest

from grading.cli import main
from grading.keys import COURSE, assignments, source_path
from grading.scaffold import verb
from grading.scaffold.files import writing
from grading.scaffold.insert import SAMPLE, Wish, inserted, sample_answers
from grading.scaffold.waiting import waiting

PROJECT = COURSE.parent
NAME = "huber_loss"
COUNTED = re.compile(r"\d+ for code, \d+ for")
# What a course needs to make and prove one notebook.
COPIED = (
    *("grading", "cs231n_utils", "docs/topics.md", "README.md"),
    *("assignments/source/dropout/dropout.py", "assignments/nbgrader_config.py"),
)


def put(**wish):
    name = wish.pop("notebook", "dropout")
    return inserted(Wish(name, NAME, **wish), source_path(name))


def grade_ids(text):
    return re.findall('"grade_id": "(.+?)"', text)


def headings(text):
    return re.findall(r"^# #+ (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", assignments())
def test_new_part_stands_before_the_closing_cells_of_every_notebook(name):
    before, after = source_path(name).read_text(encoding="utf-8"), put(notebook=name)
    old, new = headings(before), headings(after)
    added = [h for h in new if h not in old]
    last = [h for h in old if h[0].isdigit()][-1]
    assert added[0].startswith(f"{int(last[0]) + 1}. ")
    assert new.index(added[0]) > new.index(last)
    assert new[-1] == old[-1] == "What your library can do now"
    assert [i for i in grade_ids(after) if i not in grade_ids(before)] == [
        NAME,
        f"test-{NAME}",
        "question-huber-loss",
    ]


@pytest.mark.parametrize("name", assignments())
def test_all_else_stays_byte_for_byte(name):
    before, after = source_path(name).read_text(encoding="utf-8"), put(notebook=name)
    start = after.index("# %% [markdown]\n# ## ", after.index(f"REPLACE({NAME})") - 40)
    end = after.index("# %%", after.index("# (1 point)", start))
    without = after[:start] + after[end:]
    assert COUNTED.sub("", without) == COUNTED.sub("", before)


@pytest.mark.parametrize("after", ["", "all_masks"])
def test_jupyter_would_save_the_same_text(after):
    text = put(after=after)
    assert jupytext.writes(jupytext.reads(text, "py:percent"), "py:percent") == text


@pytest.mark.parametrize(
    ("after", "following"),
    [
        ("vanilla_dropout", "Exercise: `all_masks` (2 points)"),
        ("all_masks", "2. Inverted dropout"),
        ("dropconnect_backward", "What your library can do now"),
    ],
)
def test_exercise_follows_another_with_what_belongs_to_it(after, following):
    found = headings(put(after=after))
    mine = found.index(f"Exercise: `{NAME}` (3 points)")
    assert found[mine + 1].startswith("Experiment: REPLACE")
    assert found[mine + 2] == following
    assert not [h for h in found if h.startswith("PART") or "title of the part" in h]


def test_points_and_topics_stand_where_they_are_counted():
    text = put(points=1, topics=(12, 15))
    assert (
        f"# %% [markdown] topics=[12, 15]\n# ### Exercise: `{NAME}` (1 point)" in text
    )
    assert '"grade_id": "test-huber_loss", "locked": true, "points": 1,' in text
    assert "27 for code, 10 for written answers" in text
    assert "topics" not in put().split("## 7. ")[1].split("def huber_loss")[0]


def test_no_word_of_the_sample_is_left_unfilled():
    made = put().split("## 7. ")[1].split("## What your library")[0]
    texts = [made, *sample_answers(Wish("dropout", NAME)).values()]
    for text in texts:
        assert not re.search("FUNCTION|NOTEBOOK|DASHED|POINTS|NUMBER|TOPICS", text)


def test_every_part_of_the_sample_says_that_it_waits():
    _, *own = (SAMPLE / "cells.py").read_text(encoding="utf-8").split("# %%")
    assert len(own) == 10
    assert all("REPLACE(FUNCTION)" in source for source in own)
    for path in SAMPLE.glob("*/*.py"):
        assert path.read_text(encoding="utf-8").count("REPLACE(FUNCTION)") == 1


BAD = {
    ("batchnrm", NAME): "There is no notebook 'batchnrm'",
    ("dropout", "huber loss"): "cannot be the name of a function",
    ("dropout", "lambda"): "cannot be the name of a function",
    ("dropout", "Huber"): "cannot be the name of a function",
    ("dropout", "größe"): "cannot be the name of a function",
    ("dropout", "../x"): "cannot be the name of a function",
    ("dropout", "all_masks"): "'all_masks' is taken",
    ("dropout", "batchnorm_forward"): "'batchnorm_forward' is taken",
    ("dropout", "iou_of_all"): "'iou_of_all' is taken",
    ("dropout", "net"): "'net' is taken",
    ("dropout", "sum"): "'sum' is taken",
    ("dropout", "counting"): "a question named 'counting'",
    ("dropout", NAME, "--after", "relu_forward"): "no exercise 'relu_forward'",
    ("dropout", NAME, "--points", "0"): "--points must be at least 1",
    ("dropout", NAME, "--topic", "99"): "There is no topic 99",
}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Return copies of all that the verb writes, with nothing generated from them."""
    source = tmp_path / "dropout.py"
    shutil.copy(source_path("dropout"), source)
    shutil.copy(verb.README, tmp_path / "README.md")
    (tmp_path / "answers" / "iou_of_all").mkdir(parents=True)
    monkeypatch.setattr("grading.scaffold.insert.ANSWERS", tmp_path / "answers")
    monkeypatch.setattr("grading.scaffold.verb.source_path", lambda name: source)
    monkeypatch.setattr("grading.scaffold.verb.README", tmp_path / "README.md")
    monkeypatch.setattr("grading.scaffold.verb.PROJECT", tmp_path)
    monkeypatch.setattr("grading.scaffold.verb.write_notebooks", list)
    monkeypatch.setattr("grading.scaffold.verb.waiting", lambda *_: ["a", "b"])
    return tmp_path


def everything(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("words", BAD, ids="-".join)
def test_bad_input_is_refused_in_one_line_and_nothing_is_written(words, course, capsys):
    before = everything(course)
    assert main(["new-exercise", *words]) == 2
    said = capsys.readouterr().err
    assert BAD[words] in said
    assert said.count("\n") == 1
    assert everything(course) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("def all_masks(D, p):", "def all_masks(D, p:", "dropout.py, line "),
        ("outcome, plots, predict", "plots, predict", "does not import outcome"),
        ("# %% [markdown]\n# # Dropout", "x = 1\n# %%\n# # D", "before its first cell"),
    ],
)
def test_source_that_cannot_take_it_is_refused(old, new, said, course, capsys):
    source = course / "dropout.py"
    text = source.read_text(encoding="utf-8")
    assert old in text
    if "outcome" in old:
        text = re.sub(r"^outcome\(.*?^\)$", "", text, flags=re.DOTALL | re.MULTILINE)
    source.write_text(text.replace(old, new), encoding="utf-8")
    before = everything(course)
    assert main(["new-exercise", "dropout", NAME]) == 2
    assert said in capsys.readouterr().err
    assert everything(course) == before


def test_exercise_answers_and_points_of_the_readme_are_written(course, capsys):
    before = everything(course)
    assert main(["new-exercise", "dropout", NAME, "--points", "2"]) == 0
    written = {p for p, data in everything(course).items() if before.get(p) != data}
    answers = {p.relative_to(course) for p in written if NAME in p.parts}
    assert answers == {
        Path("answers") / NAME / p.relative_to(SAMPLE) for p in SAMPLE.glob("*/*.py")
    }
    assert {p.name for p in written if NAME not in p.parts} == {
        "dropout.py",
        "README.md",
    }
    assert re.search(r"\| `dropout` \|.*\| 38 \|", (course / "README.md").read_text())
    assert "2 lines wait to be replaced" in capsys.readouterr().out


def test_what_cannot_be_generated_leaves_nothing_behind(course, monkeypatch):
    def broken():
        raise ValueError("no")

    monkeypatch.setattr("grading.scaffold.verb.write_notebooks", broken)
    before = everything(course)
    with pytest.raises(ValueError, match="no"):
        main(["new-exercise", "dropout", NAME])
    assert everything(course) == before
    assert not (course / "answers" / NAME).exists()


def test_files_that_cannot_all_be_written_are_put_back(tmp_path):
    (tmp_path / "there").write_text("old")
    (tmp_path / "folder").mkdir()
    files = {
        tmp_path / "there": "new",
        tmp_path / "a" / "b" / "made": "new",
        tmp_path / "folder": "cannot be a file",
    }
    with pytest.raises(OSError), writing(files):
        pass
    assert [p.name for p in sorted(tmp_path.rglob("*"))] == ["folder", "there"]
    assert (tmp_path / "there").read_text() == "old"


def test_line_that_waits_keeps_all_from_being_published(tmp_path, monkeypatch, capsys):
    places = ["assignments/source/dropout/dropout.py:7: REPLACE(f): its title"]
    monkeypatch.setattr("grading.cli.waiting", lambda n: places[: n == "dropout"])
    assert main(["publish", str(tmp_path / "edition")]) == 2
    said = capsys.readouterr().err
    assert f"lines that wait to be replaced: 1. The first: {places[0]}" in said
    assert not (tmp_path / "edition").exists()


# Put an exercise in, and see what its check says of the answers that came with it.
PROVED = """
from cs231n_utils import fingerprints
from grading import checking
from grading.cli import main
from grading.proof import faults, stored_answers
assert not main(["new-exercise", "dropout", "huber_loss", "--after", "all_masks"])
fingerprints._stored.cache_clear()
answers = [a for a in stored_answers("dropout") if a.exercise == "huber_loss"]
check = checking.check_cells("dropout")["test-huber_loss"].source
found = []
for answer in answers:
    scope = checking.setup("dropout") | answer.functions("dropout")
    said = checking._message(check, scope)
    found += faults(answer, {"test-huber_loss": said})
print(len(answers), found)
print(main(["publish", "edition"]))
"""


def test_sample_works_at_once_but_is_not_published(tmp_path):
    """In a scratch copy: all of its answers pass and fail as their headers say."""
    without_answers = shutil.ignore_patterns("answers", "__pycache__")
    for name in COPIED:
        source, copy = PROJECT / name, tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=without_answers)
        else:
            shutil.copy(source, copy)
    (tmp_path / "grading" / "answers").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", PROVED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *said, proved, published = done.stdout.splitlines()
    assert f"written: grading/answers/{NAME}/wrong/mean.py" in said
    assert (proved, published) == ("14 []", "2")
    assert "lines that wait to be replaced: 28." in done.stderr
    assert not (tmp_path / "edition").exists()


def test_nothing_waits_in_this_course():
    assert [place for name in assignments() for place in waiting(name)] == []
