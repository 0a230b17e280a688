"""What a proof found, stored by notebook, and what it was computed from."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from grading.audit import digest
from grading.checking import graded_code
from grading.proof import Answer, stored_answers
from grading.prove.mutants import Mutant, mutants
from grading.prove.tally import Tally

DOCS = Path(__file__).parents[2] / "docs"
STORED = DOCS / "proof.json"
# What is known of mutants that survive, a file for each notebook.
EXPLAINED = Path(__file__).parent / "survivors"
ANSWERS, MUTANTS = "answers", "mutants"


@dataclass(frozen=True)
class Survivor:
    """A mutant that passes every check, and why.

    Attributes
    ----------
    name, line, mutated : str
        As in `Mutant`.
    why : str
        In a sentence; "" where nothing is known of it.
    equivalent : bool
        Whether no output differs for any input that the contract allows.
    """

    name: str
    line: str
    mutated: str
    why: str = ""
    equivalent: bool = False

    @property
    def exercise(self) -> str:
        """Return the exercise that it answers."""
        return self.name.split(":")[0]


@dataclass(frozen=True)
class Proof:
    """What was found of a notebook.

    Attributes
    ----------
    notebook : str
    hashes : dict
        What the counts of "answers" and of "mutants" were computed from.
    tallies : list of Tally
        Stored answers, by exercise.
    made, stopped : dict
        Mutants by exercise, and those of them that a limit stopped.
    survivors : list of Survivor
    """

    notebook: str
    hashes: Mapping[str, str]
    tallies: Sequence[Tally] = ()
    made: Mapping[str, int] = field(default_factory=dict)
    stopped: Mapping[str, int] = field(default_factory=dict)
    survivors: Sequence[Survivor] = ()

    def row(self) -> dict[str, Any]:
        """Return what is stored of it: all but the explanations."""
        kept = ("name", "line", "mutated")
        left = [{k: getattr(s, k) for k in kept} for s in self.survivors]
        return asdict(self) | {"survivors": left}


def read(path: Path | None = None) -> dict[str, Proof]:
    """Return the stored proofs by notebook, with what is known of survivors."""
    path = path or STORED
    text = path.read_text(encoding="utf-8") if path.is_file() else "{}"
    return {name: _proof(row) for name, row in json.loads(text).items()}


def write(proofs: Mapping[str, Proof], path: Path | None = None) -> None:
    """Store proofs the one way in which they are stored."""
    rows = {name: proofs[name].row() for name in sorted(proofs)}
    text = json.dumps(rows, indent=1, ensure_ascii=False)
    (path or STORED).write_text(text + "\n", encoding="utf-8")


def store(proof: Proof, part: str) -> None:
    """Store one part of a proof, and leave the other as it is stored."""
    proofs = read()
    old = proofs.get(proof.notebook, Proof(proof.notebook, {}))
    new = replace(old, hashes={**old.hashes, **proof.hashes})
    if part == ANSWERS:
        new = replace(new, tallies=proof.tallies)
    else:
        new = replace(
            new, made=proof.made, stopped=proof.stopped, survivors=proof.survivors
        )
    write({**proofs, proof.notebook: new})


def explained(survivors: Sequence[Survivor | Mutant], notebook: str) -> list[Survivor]:
    """Return survivors with what is known of them."""
    known = {_key(row): row for row in explanations(notebook)}
    return [
        Survivor(s.name, s.line, s.mutated, row.get("why", ""), "equivalent" in row)
        if (row := known.get((s.name.split(":")[0], s.line, s.mutated)))
        else Survivor(s.name, s.line, s.mutated)
        for s in survivors
    ]


def explanations(notebook: str) -> list[dict[str, str]]:
    """Return what is known of the survivors of a notebook, as rows.

    Raises
    ------
    ValueError
        When a row says not exactly one of why it is equivalent or tolerated.
    """
    path = EXPLAINED / f"{notebook}.toml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    rows = [
        {"exercise": exercise} | row
        for exercise, its in tomllib.loads(text).items()
        for row in its
    ]
    for row in rows:
        kind = {"equivalent", "tolerated"} & set(row)
        if set(row) - kind != {"exercise", "line", "mutant"} or len(kind) != 1:
            raise ValueError(
                f"{path.name}: each mutant needs its line, what it became, and why it "
                f"is either equivalent or tolerated: {row}"
            )
        row["why"] = row[kind.pop()]
    return rows


def hashes(notebook: str) -> dict[str, str]:
    """Return what a proof of a notebook depends on: its key, checks and answers."""
    code = graded_code(notebook).values()
    answers = [part for a in stored_answers(notebook) for part in (a.name, _text(a))]
    sources = [mutant.source for mutant in mutants(notebook)]
    return {ANSWERS: digest([*code, *answers]), MUTANTS: digest([*code, *sources])}


def stale(stored: Mapping[str, Proof], notebook: str) -> list[str]:
    """Return which parts of a notebook's stored proof are no longer true."""
    now = hashes(notebook)
    then = stored[notebook].hashes if notebook in stored else {}
    return [part for part in now if then.get(part) != now[part]]


def unexplained(proof: Proof) -> list[str]:
    """Return in sentences which survivors nobody explained, and which are none."""
    alive = {(s.exercise, s.line, s.mutated) for s in proof.survivors}
    silent = [f"{s.name} survives: {s.mutated}" for s in proof.survivors if not s.why]
    return silent + [
        f"{proof.notebook}.toml explains what does not survive: {row['mutant']}"
        for row in explanations(proof.notebook)
        if _key(row) not in alive
    ]


def counted(proof: Proof) -> tuple[int, int]:
    """Return how many mutants are not equivalent, and how many of them are killed."""
    survivors = [s for s in proof.survivors if not s.equivalent]
    equivalent = len(proof.survivors) - len(survivors)
    made = sum(proof.made.values()) - equivalent
    return made, made - len(survivors)


def _key(row: Mapping[str, str]) -> tuple[str, str, str]:
    return row["exercise"], row["line"], row["mutant"]


def _proof(row: dict[str, Any]) -> Proof:
    tallies = [Tally(**tally) for tally in row["tallies"]]
    survivors = [Survivor(**survivor) for survivor in row["survivors"]]
    known = explained(survivors, row["notebook"])
    return Proof(**row | {"tallies": tallies, "survivors": known})


def _text(answer: Answer) -> str:
    return answer.path.read_text(encoding="utf-8")
