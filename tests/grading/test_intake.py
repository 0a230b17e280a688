"""Whatever is handed in ends as one record, and no earned point is lost."""

import ast
import contextlib
import io
import json
import os
import random
import stat
import subprocess
import sys
import warnings
import zipfile
from collections import Counter
from pathlib import Path

import nbformat
import pytest
from damages import DAMAGES, HELPER, LAST, NOTE, SLOTS, cell, handed_in, right_answers
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from grading.checking import check_cells, filled_by_keys
from grading.cli import main
from grading.course import Course
from grading.editions import student_notebook, to_text
from grading.intake import files, intake, reading
from grading.intake.reading import read_cells, strip_outputs
from grading.intake.repair import repair
from grading.intake.template import template, tidy
from grading.keys import answer_key

NAME = "batchnorm"


def text_of(notebook):
    return json.dumps(notebook, indent=1)


def mended(notebook):
    cells, _ = read_cells(io.BytesIO(text_of(notebook).encode()))
    return repair(cells, NAME)


def one(tmp_path, data, name="ada_batchnorm.ipynb"):
    """Hand one file in, and return its record."""
    path = tmp_path / "in" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (record,) = intake([path.parent], NAME, tmp_path / "submitted")
    return record


def by_id(notebook):
    return {c.metadata.nbgrader.grade_id: c for c in graded(notebook)}


def graded(notebook):
    return [c for c in notebook.cells if "nbgrader" in c.metadata]


def earned(notebook, cache={}):  # noqa: B006 (the same code earns the same)
    """Run a mended notebook with the real checks; return those that pass."""
    sources = []
    for c in notebook.cells:
        grade_id = c.metadata.get("nbgrader", {}).get("grade_id")
        prose = tidy(c.source) in {s.text for s in SLOTS if s.role == "prose"}
        skipped = "experiment" in c.metadata.get("tags", [])
        if c.cell_type == "code" and not (prose or skipped):
            source = c.source.replace(f'carry_over("{NAME}")', "")
            check = check_cells(NAME).get(grade_id)
            sources.append((grade_id, check.source if check else source))
    key = tuple(sources)
    if key not in cache:
        cache[key] = run(sources)
    return cache[key]


def run(sources):
    passed, namespace = set(), {}
    with (
        filled_by_keys(),
        contextlib.redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for grade_id, source in sources:
            with contextlib.suppress(Exception):
                exec(source, namespace)
                passed.add(grade_id)
    return passed & set(check_cells(NAME))


# Where submissions come from


@pytest.mark.parametrize(
    ("paths", "students"),
    [
        (["ada/batchnorm/batchnorm.ipynb", "bob/batchnorm/x.ipynb"], "ada bob"),
        (["ada/batchnorm/batchnorm.ipynb", "ada/dropout/dropout.ipynb"], "ada"),
        (["ada/batchnorm.ipynb", "bob/my work.ipynb"], "ada bob"),
        (["all/ada/batchnorm.ipynb", "all/bob/batchnorm.ipynb"], "ada bob"),
        (["all/ada_batchnorm.ipynb", "all/bob_batchnorm.ipynb"], "ada bob"),
        (["lastnamefirstname_123456_7890123_batchnorm-1.ipynb"], "lastnamefirstname"),
        (["lastfirst_LATE_123456_7890123_batchnorm.ipynb"], "lastfirst"),
        (["Full Name_12_assignsubmission_file_/batchnorm.ipynb"], "Full-Name"),
        (["Full Name_12_assignsubmission_file_batchnorm.ipynb"], "Full-Name"),
        (["submission_12/batchnorm.ipynb", "submission_13/b.ipynb"],
         "submission_12 submission_13"),
        (["ada_batchnorm.ipynb", "bob-batchnorm (1).ipynb"], "ada bob"),
        (["hw (1).ipynb", "hw.ipynb"], "hw"),
        (["Ada_1_assignsubmission_file_b.ipynb",
          "Ada_2_assignsubmission_file_b.ipynb"], "Ada-1 Ada-2"),
        (["__MACOSX/._a.ipynb", ".DS_Store", "ada/.ipynb_checkpoints/b.ipynb",
          "ada/b.ipynb"], "ada"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [False, True])
def test_students_are_named_after_folders_and_files(paths, students, packed, tmp_path):
    source = tmp_path / ("class.zip" if packed else "class")
    if packed:
        with zipfile.ZipFile(source, "w") as archive:
            for path in paths:
                archive.writestr(path, text_of(handed_in()))
    else:
        for path in paths:
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text_of(handed_in()))
    records = intake([source], NAME, tmp_path / "submitted")
    assert sorted(r.student for r in records) == students.split()
    assert {r.verdict for r in records} == {"ok"}
    for r in records:
        written = tmp_path / "submitted" / r.student / NAME / f"{NAME}.ipynb"
        assert Path(r.path) == written
        assert written.is_file()


def test_single_notebook_in_nbgraders_layout_names_its_student(tmp_path):
    path = tmp_path / "ada" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text_of(handed_in()))
    (record,) = intake([path], NAME, tmp_path / "submitted")
    assert (record.student, record.verdict) == ("ada", "ok")


def test_platforms_number_and_lateness_are_kept(tmp_path):
    name = "lastnamefirstname_LATE_123456_7890123_batchnorm.ipynb"
    record = one(tmp_path, text_of(handed_in()), name)
    assert (record.number, record.late) == ("123456", True)


def entry(name, mode=0, flags=0):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.flag_bits = flags
    return info


@pytest.mark.parametrize(
    ("info", "data", "why"),
    [
        (entry("../bob_batchnorm.ipynb"), b"{}", "leads out of the zip"),
        (entry("/etc/bob_batchnorm.ipynb"), b"{}", "leads out of the zip"),
        (entry("C:\\bob_batchnorm.ipynb"), b"{}", "leads out of the zip"),
        (entry("..\\bob_batchnorm.ipynb"), b"{}", "leads out of the zip"),
        (entry("bob/x.ipynb", stat.S_IFLNK), b"/etc/passwd", "is a link"),
        (entry("bob/x.ipynb", stat.S_IFCHR), b"", "no plain file"),
        (entry("bob/x.ipynb", stat.S_IFIFO), b"", "no plain file"),
        (entry("bob/x.zip"), b"PK", "zip inside a zip"),
        (entry("bob/x.ipynb"), b"0" * 2**25, "like a zip bomb"),
        (entry("bob/x.pdf"), b"%PDF", "It is no notebook"),
        (entry("bob/x.ipynb"), b"\0\1\2", "is no notebook"),
    ],
)
def test_bad_entry_of_a_zip_is_refused_and_the_others_go_on(info, data, why, tmp_path):
    source = tmp_path / "class.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(info, data, zipfile.ZIP_DEFLATED)
        archive.writestr("ada_batchnorm.ipynb", text_of(handed_in()))
    verdicts = {
        r.student: r for r in intake([source], NAME, tmp_path / "deep" / "submitted")
    }
    assert verdicts.pop("ada").verdict == "ok"
    (bad,) = verdicts.values()
    assert bad.verdict == "unreadable"
    assert bad.path is None
    assert why in bad.remarks[0]
    assert "\n" not in bad.remarks[0]
    written = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert sorted(str(p.relative_to(tmp_path)) for p in written) == [
        "class.zip",
        "deep/intake/batchnorm.json",
        "deep/submitted/ada/batchnorm/batchnorm.ipynb",
    ]


def patched(source, old, new):
    source.write_bytes(source.read_bytes().replace(old, new))


def test_encrypted_entry_is_refused(tmp_path):
    source = tmp_path / "bob.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("bob/x.ipynb", "{}")
    data = bytearray(source.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    source.write_bytes(data)
    (record,) = intake([source], NAME, tmp_path / "submitted")
    assert "encrypted" in record.remarks[0]


def test_two_entries_of_one_name_are_refused(tmp_path):
    source = tmp_path / "bob.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("bob/x.ipynb", text_of(handed_in()))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("bob/x.ipynb", "{}")
    (record,) = intake([source], NAME, tmp_path / "submitted")
    assert "two files of this name" in record.remarks[0]


@pytest.mark.parametrize(
    ("raw", "verdict"), [("bób".encode(), "ok"), (b"b\xf3bb", "unreadable")]
)
def test_names_are_read_as_utf8_even_unmarked_and_others_refused(
    raw, verdict, tmp_path
):
    source = tmp_path / "class.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("bobb/x.ipynb", text_of(handed_in()))
    patched(source, b"bobb", raw)
    (record,) = intake([source], NAME, tmp_path / "submitted")
    assert record.verdict == verdict
    assert record.student == "bób" if verdict == "ok" else "UTF-8" in record.remarks[0]


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [("MAX_ENTRIES", 2, "the limit is 2"), ("MAX_TOTAL", 2**20, "unpacks to")],
)
def test_zip_beyond_a_limit_is_refused_unopened(
    limit, value, why, tmp_path, monkeypatch
):
    monkeypatch.setattr(files, limit, value)
    source = tmp_path / "bob.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"bob/{n}.ipynb", bytes(2**20))
    (record,) = intake([source], NAME, tmp_path / "submitted")
    assert (record.student, record.verdict) == ("bob", "unreadable")
    assert why in record.remarks[0]


def test_file_that_only_looks_like_a_zip_is_refused(tmp_path):
    record = one(tmp_path, b"PK\3\4 no zip", "bob.zip")
    assert (record.student, record.verdict) == ("bob", "unreadable")
    assert "cannot be read" in record.remarks[0]


def test_links_and_pipes_in_a_folder_are_never_opened(tmp_path):
    source = tmp_path / "in"
    (source / "ada").mkdir(parents=True)
    secret = tmp_path / "secret.ipynb"
    secret.write_text(text_of(handed_in()))
    (source / "ada" / "x.ipynb").symlink_to(secret)
    (source / "bob").symlink_to(tmp_path)
    os.mkfifo(source / "cy.ipynb")
    records = intake([source], NAME, tmp_path / "submitted")
    assert [r.student for r in records] == ["ada", "bob", "cy"]
    assert {r.verdict for r in records} == {"unreadable"}
    assert ["a link" in r.remarks[0] for r in records] == [True, True, False]


# What may have become of the file


def conflict():
    """Both sides of a merge: one holds the answers, the other one is blank."""
    ours, theirs = text_of(handed_in()), to_text(student_notebook(NAME))
    return f"<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xef\xbb\xbf" + text_of(handed_in()).encode(), "byte order mark"),
        (text_of(handed_in()).encode("utf-16"), "UTF-16"),
        (text_of(handed_in()).encode("utf-16-le"), "UTF-16"),
        (
            json.dumps(handed_in(), ensure_ascii=False)
            .replace(NOTE, NOTE + " \xe9")
            .encode("cp1252", "replace"),
            "Windows-1252",
        ),
        (conflict(), "merge conflicts"),
        (text_of(handed_in())[:-30], "breaks off"),
    ],
)
def test_damaged_file_with_all_answers_earns_all_points(data, said, tmp_path):
    record = one(tmp_path, data)
    assert record.verdict == "repaired"
    assert said in " ".join(record.repairs)
    notebook = nbformat.read(record.path, as_version=4)
    assert earned(notebook) == set(check_cells(NAME))


def test_file_cut_in_the_middle_keeps_the_cells_before(tmp_path):
    text = text_of(handed_in())
    record = one(tmp_path, text[: text.index('"id": "fold_batchnorm"')])
    assert "breaks off" in record.repairs[0]
    assert "fold_batchnorm" in " ".join(record.repairs)
    passed = earned(nbformat.read(record.path, as_version=4))
    assert "test-batchnorm_backward_alt" in passed
    assert "test-fold_batchnorm" not in passed


def test_damage_in_the_middle_costs_only_the_cell_that_it_hits(tmp_path):
    text = text_of(handed_in())
    place = text.index('"id": "fold_batchnorm"')
    record = one(tmp_path, text[:place] + "@@" + text[place:])
    assert "is damaged" in record.repairs[0]
    passed = earned(nbformat.read(record.path, as_version=4))
    assert passed == set(check_cells(NAME)) - {"test-fold_batchnorm"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("<!doctype html><p>Log in", "holds no JSON"),
        ('{"a": 1}', "JSON, but no notebook"),
        ("[1, 2]", "JSON, but no notebook"),
        ("null", "JSON, but no notebook"),
        ('{"cells": []}', "holds no cell"),
        ('{"cells": 3}', "holds no cell"),
        ('{"cells": [null, 4, {"source": 3}]}', "holds no cell"),
        ('{"cells": [{"cell_type": "code", "sou', "no cell of it is whole"),
        ("[" * 100_000, "holds no JSON"),
        ('{"cells": [{"cell_type": "code", "source": "1"}]}', "holds nothing of"),
    ],
)
def test_unreadable_file_says_why_in_one_line(data, why, tmp_path):
    record = one(tmp_path, data)
    assert (record.verdict, record.path) == ("unreadable", None)
    assert why in record.remarks[0]
    assert "\n" not in record.remarks[0]


def test_notebook_of_another_assignment_is_refused(tmp_path):
    other = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("def dropout_forward(x, p):\n    return x")]
    )
    record = one(tmp_path, nbformat.writes(other))
    assert "a notebook of `dropout`, not of `batchnorm`" in record.remarks[0]


@pytest.mark.parametrize("chunk", [1, 3, 7, 1000])
def test_outputs_are_stripped_wherever_the_chunks_end(chunk, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", chunk)
    rng = random.Random(chunk)
    notebook = handed_in()
    DAMAGES["add_outputs"](notebook, rng)
    stripped = json.loads(strip_outputs(io.BytesIO(text_of(notebook).encode())))
    for c in notebook["cells"]:
        if "outputs" in c:
            c["outputs"] = []
    assert stripped == notebook


LINE = b"x" * 74 + b'\\"]\\n'
LIMITED = """
import json, pathlib, resource, sys
from grading.intake import intake
from grading.intake.template import template
template("batchnorm")
used = int(pathlib.Path("/proc/self/statm").read_text().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (used + 2**28,) * 2)
source, into = map(pathlib.Path, sys.argv[1:])
print(json.dumps([r.row() for r in intake([source], "batchnorm", into)]))
"""


@pytest.mark.parametrize("where", ["outputs", "source"])
def test_500_mb_are_read_in_256_mb_of_memory_or_refused(where, tmp_path):
    notebook = handed_in()
    notebook["cells"][1][where] = ["@@"]
    head, tail = text_of(notebook).encode().split(b'"@@"')
    with (tmp_path / "ada_batchnorm.ipynb").open("wb") as file:
        file.write(head + b'{"data": {"image/png": ["')
        for _ in range(500):
            file.write(LINE * (2**20 // len(LINE)))
        file.write(b'"]}}' + tail)
    command = [sys.executable, "-c", LIMITED, tmp_path, tmp_path / "submitted"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (record,) = json.loads(done.stdout)
    if where == "outputs":
        assert record["verdict"] == "ok"
    else:
        assert "Without its outputs" in record["remarks"][0]


# What may have become of the cells

damage_lists = st.tuples(
    st.lists(st.sampled_from(sorted(DAMAGES)), max_size=5),
    st.sampled_from([None, *sorted(LAST)]),
    st.integers(0, 2**32 - 1),
)


def damaged(damages):
    names, last, seed = damages
    # Nobody can tell where an answer ends in which a check stands that was changed too.
    assume(not {"shorten_a_check", "merge_an_answer_and_its_check"} <= set(names))
    notebook, rng = handed_in(), random.Random(seed)
    for name in names:
        DAMAGES[name](notebook, rng)
    if last:
        LAST[last](notebook, rng)
    return notebook


quiet = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@settings(quiet, max_examples=200)
@given(damage_lists)
def test_random_damage_loses_nothing(damages):
    notebook = mended(damaged(damages)).notebook
    cells = by_id(notebook)
    slots = [slot for slot in SLOTS if slot.graded]
    assert Counter(c.metadata.nbgrader.grade_id for c in graded(notebook)) == Counter(
        slot.id for slot in slots
    )
    order = list(cells)
    for slot in slots:
        c = cells[slot.id]
        assert c.cell_type == slot.kind
        assert c.metadata == slot.metadata
        if slot.locked:
            assert c.source == slot.text
        elif slot.role == "answer":
            mine = ast.dump(ast.parse(right_answers()[slot.id]))
            assert ast.dump(ast.parse(c.source)) == mine
        else:
            assert c.source.split() == right_answers()[slot.id].split()
        for exercise in slot.needs:
            assert order.index(exercise) < order.index(slot.id)
    own = [c.source for c in notebook.cells]
    assert own.count(HELPER) == own.count(NOTE) == 1


@settings(quiet, max_examples=100)
@given(damage_lists)
def test_random_damage_costs_no_point(damages):
    assert earned(mended(damaged(damages)).notebook) == set(check_cells(NAME))


@settings(quiet, max_examples=25)
@given(damage_lists)
def test_mending_twice_changes_nothing_the_second_time(damages):
    first = mended(damaged(damages)).notebook
    nbformat.validate(first)
    second = mended(first)
    assert to_text(second.notebook) == to_text(first)
    assert second.repairs == []


def test_sound_notebook_stays_byte_for_byte_the_same():
    repaired = mended(handed_in())
    assert repaired.repairs == []
    assert to_text(repaired.notebook) == to_text(nbformat.from_dict(handed_in()))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("strip_all_metadata", "Without nbgrader metadata"),
        ("copy_a_cell", "More than once"),
        ("delete_the_courses_cells", "Deleted locked cells, put back"),
        ("retype_a_written_answer", "Changed type of cell"),
        ("change_a_locked_cell", "Changed locked cells"),
        ("change_the_marks", "Changed nbgrader metadata"),
        ("merge_an_answer_and_its_check", "merged were taken apart"),
        ("split_an_answer", "had been split"),
    ],
)
def test_each_repair_is_said(name, said):
    notebook = handed_in()
    (DAMAGES | LAST)[name](notebook, random.Random(1))
    assert said in " ".join(mended(notebook).repairs)


def find(notebook, name):
    return next(c for c in notebook["cells"] if c["id"] == name)


@pytest.mark.parametrize(
    "hostile",
    ["@\n" * 10**6, "1+" * 5000 + "1", "(" * 10**5, "-" * 10**5 + "1", "\0", "\ud800"],
    ids=["decorators", "long sum", "brackets", "signs", "null", "half a character"],
)
def test_cell_that_breaks_parsers_costs_its_own_points_only(hostile):
    notebook = handed_in()
    find(notebook, "fold_batchnorm")["source"] += "\n\n" + hostile
    notebook["cells"].append(cell("code", hostile, "hostile"))
    repaired = mended(notebook)
    to_text(repaired.notebook).encode()
    rest = [c for c in repaired.notebook.cells if c.id != "hostile"]
    passed = earned(nbformat.from_dict(repaired.notebook | {"cells": rest}))
    assert passed >= set(check_cells(NAME)) - {"test-fold_batchnorm"}


def test_deleted_answer_is_blank_and_said():
    notebook = handed_in()
    notebook["cells"].remove(find(notebook, "fold_batchnorm"))
    repaired = mended(notebook)
    assert repaired.repairs == ["Deleted answers, put back blank: fold_batchnorm."]
    assert earned(repaired.notebook) == set(check_cells(NAME)) - {"test-fold_batchnorm"}


def test_helper_written_below_its_check_still_counts():
    notebook = handed_in()
    helper = find(notebook, "helper")
    notebook["cells"].remove(helper)
    notebook["cells"].append(helper)
    assert earned(mended(notebook).notebook) == set(check_cells(NAME))


@pytest.mark.parametrize("place", ["setup", "test-layernorm_forward"])
def test_helper_written_into_a_locked_cell_still_counts(place):
    notebook = handed_in()
    notebook["cells"].remove(find(notebook, "helper"))
    first, _, rest = find(notebook, place)["source"].partition("\n")
    find(notebook, place)["source"] = f"{first}\n{HELPER}\n{rest}"
    repaired = mended(notebook)
    assert earned(repaired.notebook) == set(check_cells(NAME))
    assert f"kept beside them: {place}" in " ".join(repaired.repairs)


def test_answer_written_into_another_cell_is_found():
    notebook = handed_in()
    answer, stub = find(notebook, "fold_batchnorm"), template(NAME).slots
    own = cell("code", answer["source"], "mine")
    answer["source"] = stub["fold_batchnorm"].text
    notebook["cells"].insert(notebook["cells"].index(answer), own)
    assert earned(mended(notebook).notebook) == set(check_cells(NAME))


def test_other_versions_of_an_answer_are_kept_but_not_run():
    notebook = handed_in()
    answer = find(notebook, "fold_batchnorm")
    later = json.loads(json.dumps(answer)) | {"id": "later"}
    later["source"] = later["source"].replace("return ", "return None and ")
    notebook["cells"].append(later)
    repaired = mended(notebook)
    assert earned(repaired.notebook) == set(check_cells(NAME))
    (kept,) = [c for c in repaired.notebook.cells if c.source == later["source"]]
    assert kept.cell_type == "raw"
    assert "Several versions" in repaired.repairs[0]


def test_written_answer_below_its_cell_is_not_left_blank():
    notebook = handed_in()
    answer = find(notebook, "question-bias")
    place = notebook["cells"].index(answer) + 1
    notebook["cells"].insert(place, cell("markdown", answer["source"], "mine"))
    answer["source"] = "Your answer here."
    cells = by_id(mended(notebook).notebook)
    assert tidy(cells["question-bias"].source) == right_answers()["question-bias"]


def test_tag_does_not_keep_a_helper_from_being_run():
    notebook = handed_in()
    find(notebook, "helper")["metadata"] = {"tags": ["experiment"]}
    scratch = cell("code", "while True: pass", "scratch")
    scratch["metadata"] = {"tags": ["experiment"]}
    notebook["cells"].append(scratch)
    tags = {
        c.source: c.metadata.get("tags", []) for c in mended(notebook).notebook.cells
    }
    assert tags[HELPER] == []
    assert tags["while True: pass"] == ["experiment"]


# The batch


def write(path, notebook, age):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(notebook))
    os.utime(path, (1e9 - age, 1e9 - age))


@pytest.mark.parametrize("newest_is_blank", [False, True])
def test_newest_notebook_that_is_not_blank_wins_and_that_is_said(
    newest_is_blank, tmp_path
):
    blank = json.loads(to_text(student_notebook(NAME)))
    first, second = (handed_in(), blank) if newest_is_blank else (blank, handed_in())
    write(tmp_path / "in" / "ada" / "hw.ipynb", first, age=100)
    write(tmp_path / "in" / "ada" / "hw (1).ipynb", second, age=50)
    (record,) = intake([tmp_path / "in"], NAME, tmp_path / "submitted")
    assert Path(record.source).name == (
        "hw.ipynb" if newest_is_blank else "hw (1).ipynb"
    )
    assert "Of 2 notebooks, the newest" in record.remarks[0]
    assert earned(nbformat.read(record.path, as_version=4)) == set(check_cells(NAME))


def test_submission_is_written_only_when_it_differs(tmp_path):
    record = one(tmp_path, text_of(handed_in()))
    os.utime(record.path, (1, 1))
    assert one(tmp_path, text_of(handed_in())).remarks == []
    assert os.stat(record.path).st_mtime == 1
    replaced = one(tmp_path, to_text(student_notebook(NAME)))
    assert replaced.remarks == ["It replaces a submission that was there and differs."]
    assert one(tmp_path, "").verdict == "unreadable"
    assert Path(record.path).read_text() == to_text(student_notebook(NAME))
    assert [p.name for p in Path(record.path).parent.iterdir()] == ["batchnorm.ipynb"]


def test_fault_in_the_intake_itself_does_not_stop_the_batch(tmp_path, monkeypatch):
    write(tmp_path / "in" / "ada_batchnorm.ipynb", handed_in(), 0)
    write(tmp_path / "in" / "bob_batchnorm.ipynb", handed_in(), 0)
    calls = []

    def fragile(cells, assignment):
        calls.append(assignment)
        if len(calls) == 1:
            raise ZeroDivisionError("a fault")
        return repair(cells, assignment)

    monkeypatch.setattr("grading.intake.batch.repair", fragile)
    records = intake([tmp_path / "in"], NAME, tmp_path / "submitted")
    assert [r.verdict for r in records] == ["unreadable", "ok"]
    assert "ZeroDivisionError: a fault" in records[0].remarks[0]


def test_exit_code_tells_whether_all_could_be_read(tmp_path, capsys):
    write(tmp_path / "in" / "ada_batchnorm.ipynb", handed_in(), 0)
    into = str(tmp_path / "submitted")
    command = ["intake", str(tmp_path / "in"), "--assignment", NAME, "--into", into]
    assert main(command) == 0
    assert "1 of 1 submissions" in capsys.readouterr().out
    (tmp_path / "in" / "bob_batchnorm.ipynb").touch()
    assert main([*command, "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [r["verdict"] for r in rows] == ["ok", "unreadable"]


@pytest.mark.parametrize(
    ("source", "assignment", "why"),
    [
        ("nowhere", NAME, "There is no"),
        (".", "bachnorm", "There is no notebook 'bachnorm'"),
        (".", "capstone", "There are: activations, b"),
    ],
)
def test_bad_arguments_end_with_2_and_one_line(
    source, assignment, why, tmp_path, capsys
):
    source = str(tmp_path / source)
    command = ["intake", source, "--assignment", assignment]
    assert main([*command, "--into", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1


# Plain nbgrader

CHOSEN = {
    "stripped": ["strip_metadata_and_ids", "merge_an_answer_and_its_check"],
    "deleted": ["delete_the_courses_cells", "copy_a_cell", "move_a_cell"],
    "changed": ["change_the_marks", "change_a_locked_cell", "retype"],
    "split": ["tag_everything", "split_an_answer"],
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("course"))
    course.prepare(NAME)
    return course


def test_mended_notebooks_go_through_nbgrader_and_earn_full_marks(course, tmp_path):
    for student, names in CHOSEN.items():
        notebook = handed_in()
        for name in names:
            (DAMAGES | LAST)[name](notebook, random.Random(3))
        write(tmp_path / student / "hw (1).ipynb", notebook, 0)
    records = intake([tmp_path], NAME, course.root / "submitted")
    assert [r.verdict for r in records] == ["repaired"] * len(CHOSEN)
    for student in CHOSEN:
        result = course.grade(NAME, student)
        assert result.verdict == "graded", result.reason
        automatic = [c for c in result.checks.values() if not c.written]
        assert len(automatic) == len(check_cells(NAME))
        assert all(c.score == c.maximum for c in automatic), student


def test_the_real_checks_are_what_earns_points():
    """The measure of this file fails for a wrong answer."""
    notebook = handed_in()
    find(notebook, "fold_batchnorm")["source"] = (
        "@fill\ndef fold_batchnorm(w, b, gamma, beta, bn_param):\n    return w, b"
    )
    assert callable(answer_key(NAME).fold_batchnorm)
    passed = earned(mended(notebook).notebook)
    assert passed == set(check_cells(NAME)) - {"test-fold_batchnorm"}
