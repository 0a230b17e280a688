"""The page that tells what the checks are worth: true, complete and up to date."""

import dataclasses
import json

import pytest

from grading.cli import main
from grading.editions import released
from grading.proof import stored_answers
from grading.prove import results, verb
from grading.prove.page import PAGE, falls_short, page
from grading.prove.results import Proof, Survivor, explained, read, unexplained
from grading.prove.tally import Tally

MEND = "run `python -m grading prove --write {}` and read what it says"
KNOWN = """
[[f]]
line = "return x > 0"
mutant = "return x >= 0"
{} = "No x is 0."
"""


@pytest.fixture(scope="module")
def stored():
    return read()


@pytest.mark.parametrize("name", released())
def test_stored_proof_is_of_the_checks_and_answers_that_are_there(name, stored):
    assert results.stale(stored, name) == [], MEND.format(name)


@pytest.mark.parametrize("name", released())
def test_every_notebook_keeps_what_is_promised(name, stored):
    assert falls_short(stored[name]) == []


@pytest.mark.parametrize("name", released())
def test_every_survivor_is_explained_and_nothing_else(name, stored):
    assert unexplained(stored[name]) == []


def test_page_is_what_is_stored(stored):
    assert PAGE.read_text(encoding="utf-8") == page(stored), MEND.format("")
    assert set(stored) == set(released()), MEND.format("")


def proof(**changed):
    given = {
        "notebook": "made_up",
        "hashes": {"answers": "a", "mutants": "b"},
        "tallies": [Tally("f", 3, 3, 10, 10, 10)],
        "made": {"f": 50},
        "stopped": {"f": 2},
        "survivors": [],
    }
    return Proof(**given | changed)


SURVIVOR = Survivor("f:2:comparison", "return x > 0", "return x >= 0")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tallies": [Tally("f", 3, 2, 10, 10, 10)]}, "1 right answers lose points"),
        ({"tallies": [Tally("f", 3, 3, 10, 9, 10)]}, "1 wrong answers pass"),
        ({"tallies": [Tally("f", 3, 3, 10, 10, 8, 2)]}, "8 of 10 mistakes are named"),
        (
            {"tallies": [Tally("f", 3, 3, 10, 10, 9, 0, 1)]},
            "1 of 10 hints name another",
        ),
        ({"survivors": [SURVIVOR] * 2}, "48 of 50 mutants are killed"),
    ],
)
def test_what_falls_short_is_told(changed, said):
    assert falls_short(proof()) == []
    told = falls_short(proof(**changed))
    if said.startswith("48"):
        # 96 %: two equivalent ones would leave nothing to kill.
        same = dataclasses.replace(SURVIVOR, equivalent=True)
        assert falls_short(proof(survivors=[same] * 2)) == []
    assert [f"made_up: {said}" in text for text in told] == [True]


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """Return an empty folder for what is known of survivors, and for the page."""
    monkeypatch.setattr(results, "EXPLAINED", tmp_path)
    monkeypatch.setattr(verb, "PAGE", tmp_path / "proof.md")
    monkeypatch.setattr(verb, "released", lambda: ["batchnorm"])
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "equal"), [("equivalent", True), ("tolerated", False)]
)
def test_survivor_is_told_with_its_reason(folder, kind, equal):
    (folder / "made_up.toml").write_text(KNOWN.format(kind))
    (known,) = explained([SURVIVOR], "made_up")
    assert (known.why, known.equivalent) == ("No x is 0.", kind == "equivalent")
    assert unexplained(proof(survivors=[known])) == []
    text = page({"made_up": proof(survivors=[known])})
    assert (
        "| `f`, line 2 | comparison | `return x > 0` | `return x >= 0` | No x" in text
    )


def test_survivor_without_a_reason_and_reason_without_a_survivor_are_told(folder):
    assert unexplained(proof(survivors=[SURVIVOR])) == [
        "f:2:comparison survives: return x >= 0"
    ]
    (folder / "made_up.toml").write_text(KNOWN.format("tolerated"))
    assert unexplained(proof()) == [
        "made_up.toml explains what does not survive: return x >= 0"
    ]


@pytest.mark.parametrize("kind", ["why", "mutant_", "equivalent = 'x'\ntolerated"])
def test_reason_that_says_neither_or_both_is_refused(folder, kind):
    (folder / "made_up.toml").write_text(KNOWN.format(kind))
    with pytest.raises(ValueError, match=r"made_up\.toml: each mutant needs"):
        explained([SURVIVOR], "made_up")


def test_stored_proofs_come_back_as_they_were(folder):
    path = folder / "proof.json"
    results.write({"made_up": proof(survivors=[SURVIVOR])}, path)
    assert read(path) == {"made_up": proof(survivors=[SURVIVOR])}
    assert read(folder / "no.json") == {}
    assert json.loads(path.read_text())["made_up"]["survivors"][0].keys() == {
        *("name", "line", "mutated")
    }


def test_only_what_is_stale_is_computed_anew(folder, monkeypatch, capsys):
    monkeypatch.setattr(results, "STORED", folder / "proof.json")
    # Fewer to read.
    monkeypatch.setattr(
        results, "stored_answers", lambda name: stored_answers(name)[:9]
    )
    done = []

    def graded(name, answers, jobs):
        done.append("answers")
        return []

    def hunted(name, some, jobs):
        done.append("mutants")
        return {"relu_backward": 9}, {}, []

    monkeypatch.setattr(verb, "_graded", graded)
    monkeypatch.setattr(verb, "_hunted", hunted)
    assert main(["prove", "batchnorm", "--write"]) == 0
    assert done == ["answers", "mutants"]
    assert main(["prove", "batchnorm", "--write"]) == 0
    assert done == ["answers", "mutants"]
    monkeypatch.setattr(results, "stored_answers", lambda name: [])
    assert main(["prove", "batchnorm", "--write"]) == 0
    assert done == ["answers", "mutants", "answers"]
    assert main(["prove", "batchnorm", "--write", "--anew"]) == 0
    assert done[3:] == ["answers", "mutants"]
    assert main(["prove", "batchnorm", "--write", "--anew", "--only", "mutants"]) == 0
    assert done[5:] == ["mutants"]


def test_part_that_is_not_computed_is_told(folder, monkeypatch, capsys):
    monkeypatch.setattr(results, "STORED", folder / "proof.json")
    monkeypatch.setattr(verb, "_hunted", lambda name, some, jobs: ({}, {}, []))
    assert main(["prove", "batchnorm", "--write", "--only", "mutants"]) == 1
    assert "batchnorm: the answers are not computed yet." in capsys.readouterr().out
    assert "Hash of answers: not computed yet" in (folder / "proof.md").read_text()


@pytest.mark.parametrize(
    "words", [["relu_backward", "--write"], ["backprop", "--anew"], ["no", "--write"]]
)
def test_what_cannot_be_written_is_told_in_one_line(words, capsys):
    assert main(["prove", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
