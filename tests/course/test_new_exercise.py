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
from grading.scaffold.insert import (
    SAMPLE,
    ScaffoldError,
    Wish,
    inserted,
    sample_answers,
)
from grading.scaffold.waiting import waiting

PROJECT = COURSE.parent
NAME = "made_here"
IMPORTS = re.compile(r"^from cs231n_utils import (?:\([^)]*\)|.*)$", re.MULTILINE)
COUNTED = re.compile(r"\d+ for code, \d+ for")
# What a course needs to make and prove one notebook.
COPIED = (
    *("grading", "cs231n_utils", "docs/topics.md", "README.md"),
    "assignments/nbgrader_config.py",
)


MARKS = '"locked": false, "schema_version": 3, "solution": true, "task": false'
# A small source with two parts.
SMALL = """\
# ---
# jupyter:
#   cs231n:
#     minutes: 10
#     released: true
#     title: Small
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A notebook
#
# **Points.** 6 for code, 1 for written answers.

# %% nbgrader={"grade": false, "grade_id": "setup", SETUP}
import numpy as np

from cs231n_utils import exercise, outcome, plots, predict
from cs231n_utils.checks import expect, passed, run

# %% [markdown]
# ## 1. One
#
# ### Exercise: `first` (2 points) and `second` (2 points)


# %% nbgrader={"grade": false, "grade_id": "first", MARKS}
@exercise("small")
def first(x):
    return x


# %% nbgrader={"grade": false, "grade_id": "second", MARKS}
@exercise("small")
def second(x):
    return x


# %% [markdown]
# ### Experiment: what does `second` do?

# %% [markdown]
# **Question: why (1 point).**

# %% [markdown] nbgrader={"grade": true, "grade_id": "question-why", "points": 1, MARKS}
# Because.

# %% [markdown]
# ### Exercise: `third` (2 points)


# %% nbgrader={"grade": false, "grade_id": "third", MARKS}
@exercise("small")
def third(x):
    return x


# %% [markdown]
# ## 2. Two

# %% [markdown]
# ## What your library can do now
""".replace("MARKS", MARKS).replace("SETUP", MARKS.replace("true", "false"))


def put(name, **wish):
    return inserted(Wish(name, NAME, **wish), source_path(name))


@pytest.fixture
def put_small(tmp_path):
    """Return what puts an exercise into the small source, or one made from it."""

    def make(text=SMALL, name=NAME, **wish):
        path = tmp_path / "small.py"
        path.write_text(text, encoding="utf-8")
        return inserted(Wish("small", name, **wish), path)

    return make


def grade_ids(text):
    return re.findall('"grade_id": "(.+?)"', text)


def text_of(name):
    return source_path(name).read_text(encoding="utf-8")


def headings(text):
    return re.findall(r"^# #+ (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", assignments())
def test_new_part_stands_before_the_closing_cells_of_every_notebook(name):
    before, after = text_of(name), put(name)
    old, new = headings(before), headings(after)
    added = [h for h in new if h not in old]
    last = [h for h in old if h[0].isdigit()][-1]
    assert added[0].startswith(f"{int(last[0]) + 1}. ")
    assert new.index(added[0]) > new.index(last)
    assert new[-1] == old[-1] == "What your library can do now"
    assert [i for i in grade_ids(after) if i not in grade_ids(before)] == [
        NAME,
        f"test-{NAME}",
        "question-made-here",
    ]


@pytest.mark.parametrize("name", assignments())
def test_all_else_stays_byte_for_byte(name):
    before, after = text_of(name), put(name)
    start = after.index("# %% [markdown]\n# ## ", after.index(f"REPLACE({NAME})") - 40)
    end = after.index("# %%", after.index("# (1 point)", start))
    without = after[:start] + after[end:]
    old, new = (COUNTED.sub("", IMPORTS.sub("", t)) for t in (before, without))
    assert new == old


def test_what_the_sample_needs_is_imported(put_small):
    line = "from cs231n_utils import exercise, outcome, plots, predict\n"
    less = SMALL.replace(line, "from cs231n_utils import BLUE, plots\n")
    assert "import BLUE, exercise, outcome, plots, predict\n" in put_small(less)
    names = ", ".join(f"a_name_of_the_library_{i}" for i in range(4))
    long = SMALL.replace("import expect, passed, run", f"import {names}")
    assert "_3,\n    expect,\n    passed,\n    run,\n)\n" in put_small(long)
    other = SMALL.replace(line, line.replace("exercise", "exercise as task"))
    assert "import exercise, exercise as task, outcome, plots, " in put_small(other)
    there = put_small(SMALL)
    assert IMPORTS.findall(there) == IMPORTS.findall(SMALL)
    assert "import carry_over, exercise, fill," in put("hyperparameter_search")


def test_jupyter_would_save_the_same_text():
    text = put("dropout")
    assert jupytext.writes(jupytext.reads(text, "py:percent"), "py:percent") == text


MINE = [
    f"Exercise: `{NAME}` (3 points)",
    "Experiment: REPLACE(made_here): one question",
]


@pytest.mark.parametrize(
    ("after", "before", "following"),
    [
        ("first", "Experiment: what does `second` do?", "Exercise: `third` (2 points)"),
        (
            "second",
            "Experiment: what does `second` do?",
            "Exercise: `third` (2 points)",
        ),
        ("third", "Exercise: `third` (2 points)", "2. Two"),
        ("", "3. REPLACE(made_here): the title of", "What your library can do now"),
    ],
)
def test_exercise_follows_another_with_what_belongs_to_it(
    put_small, after, before, following
):
    found = headings(put_small(after=after))
    mine = found.index(MINE[0])
    assert found[mine - 1].startswith(before)
    assert found[mine + 1].startswith(MINE[1])
    assert found[mine + 2] == following
    assert ("3. REPLACE" in "".join(found)) == (after == "")


def test_new_part_of_a_source_without_closing_cells_stands_at_its_end(put_small):
    text = put_small(SMALL.partition("# %% [markdown]\n# ## What")[0])
    assert headings(text)[-2] == MINE[0]
    saved = jupytext.writes(jupytext.reads(text, "py:percent"), "py:percent")
    assert saved.partition("# %%")[2] == text.partition("# %%")[2]


def test_points_and_topics_stand_where_they_are_counted(put_small):
    text = put_small(points=1, topics=(12, 15))
    assert f"[markdown] topics=[12, 15]\n# ### Exercise: `{NAME}` (1 point)" in text
    assert f'"grade_id": "test-{NAME}", "locked": true, "points": 1,' in text
    assert "7 for code, 2 for written answers" in text
    assert "topics" not in put_small()


def test_no_word_of_the_sample_is_left_unfilled(put_small):
    for text in [put_small(), *sample_answers(Wish("dropout", NAME)).values()]:
        assert not re.search("FUNCTION|NOTEBOOK|DASHED|POINTS|NUMBER|TOPICS", text)


def test_every_part_of_the_sample_says_that_it_waits():
    _, *own = (SAMPLE / "cells.py").read_text(encoding="utf-8").split("# %%")
    assert len(own) == 10
    assert all("REPLACE(FUNCTION)" in source for source in own)
    for path in SAMPLE.glob("*/*.py"):
        assert path.read_text(encoding="utf-8").count("REPLACE(FUNCTION)") == 1


BAD = {
    ("batchnrm", NAME): "There is no notebook 'batchnrm'",
    ("dropout", "made here"): "cannot be the name of a function",
    ("dropout", "lambda"): "cannot be the name of a function",
    ("dropout", "Made"): "cannot be the name of a function",
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
        (
            "def third(x):",
            "def third(x:",
            "small.py, line [0-9]+, cannot be read: .*Mend",
        ),
        ("import numpy as np\n", "", "does not import numpy as np"),
        (
            "from cs231n_utils.checks import expect, passed, run\n",
            "",
            "imports nothing from cs231n_utils.checks. Add .from cs231n_utils.checks",
        ),
        ("# %% [markdown]\n# # A", "x = 1\n# %%\n# # A", "text before its first cell"),
        (
            '"grade_id": "third",',
            '"grade_id" "third",',
            "metadata cannot be read: # %%",
        ),
        ("question-why", "question-made-here", "a question named 'made_here'"),
        ("import numpy", "made_here = 1\nimport numpy", "'made_here' is taken"),
    ],
)
def test_source_that_cannot_take_it_is_refused(put_small, old, new, said):
    assert old in SMALL
    with pytest.raises(ScaffoldError, match=said) as refused:
        put_small(SMALL.replace(old, new), after="first")
    assert "\n" not in str(refused.value)


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
    counts = [before[course / "README.md"].decode(), (course / "README.md").read_text()]
    old, new = (int(re.search(r"`dropout` \|.*\| (\d+) \| 2 \|", c)[1]) for c in counts)
    assert new == old + 2 + 1
    assert "2 lines wait to be replaced" in capsys.readouterr().out


def test_what_cannot_be_generated_leaves_nothing_behind(course, monkeypatch, capsys):
    def broken():
        raise ValueError("not\na notebook")

    monkeypatch.setattr("grading.scaffold.verb.write_notebooks", broken)
    before = everything(course)
    assert main(["new-exercise", "dropout", NAME]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "does not work: ValueError: not a notebook" in said
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
    monkeypatch.setattr("grading.cli.released", lambda: ["dropout"])
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
assert not main(["new-exercise", "small", "made_here", "--after", "second"])
fingerprints._stored.cache_clear()
answers = [a for a in stored_answers("small") if a.exercise == "made_here"]
check = checking.check_cells("small")["test-made_here"].source
found = []
for answer in answers:
    scope = checking.setup("small") | answer.functions("small")
    said = checking._message(check, scope)
    found += faults(answer, {"test-made_here": said})
print(len(answers), found)
print(main(["publish", "edition"]))
"""


def test_sample_works_at_once_but_is_not_published(tmp_path):
    """In a scratch copy: all of its answers pass and fail as their headers say."""
    without_answers = shutil.ignore_patterns("answers")
    for name in COPIED:
        source, copy = PROJECT / name, tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=without_answers)
        else:
            shutil.copy(source, copy)
    (tmp_path / "grading" / "answers").mkdir()
    source = tmp_path / "assignments" / "source" / "small" / "small.py"
    source.parent.mkdir(parents=True)
    source.write_text(SMALL, encoding="utf-8")
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
