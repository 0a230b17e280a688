"""The attacks are many, complete, and real: they harm a grader of one process."""

import ast
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest
from attack_suite import (
    ASSIGNMENT,
    KINDS,
    SEED,
    attacks,
    canaries,
    leaked,
    read_attack,
    with_hidden_tests,
)
from naive import Hung, run_naively

from grading.checking import check_cells, exercises
from grading.editions import source_notebook
from grading.simulate import points_of

pytestmark = pytest.mark.sandbox
ATTACKS = attacks()
EACH = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
PLAIN = """
x = np.array([[1.0, 10.0], [3.0, 30.0]])
out = batchnorm_forward(x, np.ones(2), np.zeros(2), {"mode": "train"})[0]
expected = np.array([[-0.999995, -0.99999995], [0.999995, 0.99999995]])
"""
# How plain tests compare, each in a cell of its own.
COMPARISONS = (
    "assert (out == expected).all()",
    "assert np.allclose(out, expected)",
    "np.testing.assert_allclose(out, expected)",
    "assert abs(out - expected).max() < 1e-8",
)


def fooling(*ways):
    chosen = [attack for attack in ATTACKS if attack.fools in ways]
    return pytest.mark.parametrize("attack", chosen, ids=lambda attack: attack.name)


def job(attack, hidden=True):
    """Return a notebook as a grader of one process runs it, without experiments."""
    notebook = attack.notebook()
    if hidden:
        notebook = with_hidden_tests(notebook, ASSIGNMENT)
    cells = [
        {"source": cell.source, "metadata": cell.metadata}
        for cell in notebook.cells
        if cell.cell_type == "code" and "experiment" not in tags(cell)
    ]
    wanted = {name: sorted(texts) for name, texts in attack.secrets().items()}
    return {"cells": cells, "canaries": wanted, "seed": SEED}


def tags(cell):
    return [] if "nbgrader" in cell.metadata else cell.metadata.get("tags", [])


def earned(happened):
    """Return the points of each check that a program grades."""
    return {r["name"]: r["score"] for r in happened["rows"] if r["name"][:5] == "test-"}


def undeserved(attack, happened):
    deserved = attack.deserved()
    return {n: s for n, s in earned(happened).items() if s > deserved.get(n, 0)}


def parses(text):
    try:
        ast.parse(text)
    except (SyntaxError, MemoryError, RecursionError):
        return False
    return True


def test_there_are_many_attacks_of_every_kind():
    counts = Counter(attack.kind for attack in ATTACKS)
    assert len(ATTACKS) >= 100
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 3


def test_no_two_attacks_are_the_same():
    texts = ["\n".join(cell.text for cell in attack.cells) for attack in ATTACKS]
    assert all(texts[n] or attack.cells[0].metadata for n, attack in enumerate(ATTACKS))
    assert len(set(texts)) == len(texts)
    assert len({attack.about for attack in ATTACKS}) == len(ATTACKS)


@EACH
def test_header_is_complete_and_cells_stand_in_the_notebook(attack):
    assert attack.others in ("key", "blank")
    assert set(attack.canary) <= set(canaries())
    known = {cell.id for cell in source_notebook(ASSIGNMENT).cells}
    assert {cell.grade_id for cell in attack.cells} <= known | {""}
    assert all(parses(cell.text) for cell in attack.cells) == attack.parses


@EACH
def test_notebook_is_valid_and_deserves_what_its_header_says(attack):
    notebook = attack.notebook()
    nbformat.validate(notebook)
    sources = [cell.source for cell in notebook.cells]
    assert all(cell.text in sources for cell in attack.cells if cell.text)
    deserved = attack.deserved()
    assert list(deserved) == list(check_cells(ASSIGNMENT))
    most = points_of(ASSIGNMENT)
    assert all(deserved[check] in (0, most[check]) for check in most)
    if attack.others == "blank":
        assert sum(deserved.values()) == 0
    else:
        answered = {c.grade_id for c in attack.cells} & set(exercises(ASSIGNMENT))
        least = points_of(ASSIGNMENT, answered)
        assert all(deserved[check] >= least[check] for check in most)


def test_own_cells_stand_behind_the_cell_that_they_follow_or_behind_the_imports():
    for name, before in {
        "magics": "groupnorm_forward",
        "daemon": "setup",
        "ipython_history": "identity_parameters",
    }.items():
        (attack,) = (a for a in ATTACKS if a.name == name)
        cells = attack.notebook().cells
        places = [c.id for c in cells]
        own = [n for n, place in enumerate(places) if place.startswith("own-")]
        texts = [cells[n].source for n in own]
        assert texts == [c.text for c in attack.cells if not c.grade_id]
        assert own == list(range(own[0], own[0] + len(own)))
        assert places[own[0] - 1] == before


@EACH
def test_attack_does_not_hold_the_secrets_that_it_looks_for(attack):
    text = "\n".join(cell.source for cell in attack.notebook().cells)
    assert not leaked(attack, text)


def test_canaries_are_seen_when_they_are_shown():
    (attack,) = (a for a in ATTACKS if a.name == "gc_objects")
    for name, texts in attack.secrets().items():
        line = max(texts, key=len)
        assert name in leaked(attack, f"['{line}\\n', 1]")
    assert len(canaries()["hidden"]) > 20
    assert len(canaries()["key"]) > 20


def test_incomplete_header_is_told(tmp_path):
    path = tmp_path / "bad.txt"
    path.write_text("# about: nothing\n# kind: read\n# %% setup\n")
    with pytest.raises(ValueError, match=r"lacks.*deserves"):
        read_attack(path)
    path.write_text("# about: x\n# kind: read\n# deserves: nothing\n# oops\n# %%\n")
    with pytest.raises(ValueError, match="a line that is none"):
        read_attack(path)


def test_no_tool_takes_an_attack_for_a_module():
    folder = read_attack.__globals__["FOLDER"]
    assert {path.suffix for path in folder.iterdir()} == {".txt"}


def test_honest_work_earns_what_it_deserves_from_a_grader_of_one_process():
    (attack,) = (a for a in ATTACKS if a.name == "other_answers_when_graded")
    happened = run_naively(job(attack), 60)
    assert earned(happened) == attack.deserved()
    assert happened["left"] == 0
    assert not happened["died"]
    assert not happened["startup"]


def test_blank_notebook_earns_nothing_from_a_grader_of_one_process():
    (attack,) = (a for a in ATTACKS if a.name == "fake_passed")
    assert not undeserved(attack, run_naively(job(attack), 60))


@fooling("points")
def test_junk_earns_points_where_answers_and_tests_share_a_process(attack):
    assert undeserved(attack, run_naively(job(attack), 60))


@fooling("visible")
def test_junk_passes_visible_tests_but_no_hidden_ones(attack):
    assert undeserved(attack, run_naively(job(attack, hidden=False), 60))
    assert not undeserved(attack, run_naively(job(attack), 60))


@fooling("leak")
def test_secrets_are_shown_where_answers_and_tests_share_a_process(attack):
    assert run_naively(job(attack), 60)["leaks"]


@fooling("assert")
def test_junk_passes_plain_comparisons(attack):
    setup = [c for c in source_notebook(ASSIGNMENT).cells if c.id == "setup"]
    marks = {"grade": True, "points": 1}
    cells = [{"source": c.source, "metadata": {}} for c in setup]
    cells += [{"source": cell.text, "metadata": {}} for cell in attack.cells]
    cells += [{"source": PLAIN, "metadata": {}}]
    for text in COMPARISONS:
        metadata = {"nbgrader": marks | {"grade_id": f"test-{text}"}}
        cells.append({"source": text, "metadata": metadata})
    happened = run_naively({"cells": cells, "canaries": {}}, 60)
    assert any(earned(happened).values())


@fooling("hang")
def test_grader_of_one_process_hangs(attack):
    with pytest.raises(Hung):
        run_naively(job(attack), 6)


@fooling("death")
def test_grader_of_one_process_dies(attack):
    assert run_naively(job(attack), 60)["died"]


@fooling("flood")
def test_grader_of_one_process_is_flooded(attack):
    assert run_naively(job(attack), 60)["shown"] > 10**8


@fooling("outlive")
def test_something_goes_on_when_the_grader_has_ended(attack):
    assert run_naively(job(attack), 60)["left"]


@fooling("startup")
def test_code_waits_for_the_next_grader(attack):
    assert run_naively(job(attack), 60)["startup"]


@fooling("wire")
def test_bytes_of_its_own_arrive_at_the_other_side(attack):
    cells = [{"source": cell.text} for cell in attack.cells]
    assert run_naively({"cells": cells, "wire": True}, 30)["wire"]


def test_every_way_to_be_fooled_is_tested():
    text = Path(__file__).read_text(encoding="utf-8")
    tested = set(re.findall(r'@fooling\("(\w+)"\)', text))
    assert {attack.fools for attack in ATTACKS} <= tested | {""}
