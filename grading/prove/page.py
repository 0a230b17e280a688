"""The page that tells what the proof found, made from what is stored of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cs231n_utils.carry import NOTEBOOKS
from grading.prove.results import ANSWERS, DOCS, MUTANTS, Proof, Survivor, counted
from grading.prove.tally import MISLED, NAMED, Tally, total

PAGE = DOCS / "proof.md"
# Of the mutants that are not equivalent, how many must be killed.
KILLED = 0.98


def page(proofs: Mapping[str, Proof]) -> str:
    """Return the page in markdown."""
    places = {name: place for place, name in enumerate(NOTEBOOKS)}
    order = sorted(proofs, key=lambda name: (places.get(name, len(places)), name))
    every = [proofs[name] for name in order]
    return "\n".join([INTRODUCTION, *_summary(every), *map(_notebook, every)])


def falls_short(proof: Proof) -> list[str]:
    """Return in sentences where a notebook misses what is promised."""
    sums, said = total(proof.tallies), []
    if sums.passed < sums.accepted:
        said.append(f"{sums.accepted - sums.passed} right answers lose points")
    if sums.failed < sums.wrong:
        said.append(f"{sums.wrong - sums.failed} wrong answers pass")
    if sums.right_hint < NAMED * sums.judged:
        said.append(f"{sums.right_hint} of {sums.judged} mistakes are named")
    if sums.wrong_hint > MISLED * sums.judged:
        said.append(f"{sums.wrong_hint} of {sums.judged} hints name another mistake")
    made, killed = counted(proof)
    if killed < KILLED * made:
        said.append(f"{killed} of {made} mutants are killed")
    return [f"{proof.notebook}: {text}." for text in said]


def _summary(proofs: Sequence[Proof]) -> list[str]:
    numbers, rows = [], []
    for proof in proofs:
        made, killed = counted(proof)
        equivalent = sum(proof.made.values()) - made
        numbers.append([*_counts(total(proof.tallies)), equivalent, made, killed])
        link = f"[{proof.notebook}](#{proof.notebook})"
        rows.append([link, *numbers[-1], _share(killed, made)])
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    rows.append(["**all**", *sums, _share(sums[-1], sums[-2])])
    return _table(HEADS, rows)


def _notebook(proof: Proof) -> str:
    lines = [f"\n## {proof.notebook}\n", _in_words(proof), *_exercises(proof)]
    for title, equivalent in (
        ("Survivors that differ in an output", False),
        ("Equivalent mutants", True),
    ):
        some = [s for s in proof.survivors if s.equivalent == equivalent]
        if some:
            lines += [f"\n**{title}**\n", *_table(COLUMNS, map(_survivor, some))]
    return "\n".join(lines)


def _in_words(proof: Proof) -> str:
    made, killed = counted(proof)
    return (
        f"Hash of answers: {_hash(proof, ANSWERS)}, "
        f"of mutants: {_hash(proof, MUTANTS)}. "
        f"{killed} of {made} mutants that are not equivalent are killed, "
        f"{sum(proof.stopped.values())} of them by a limit on time or memory.\n"
    )


def _hash(proof: Proof, part: str) -> str:
    return f"`{proof.hashes[part]}`" if part in proof.hashes else "not computed yet"


def _exercises(proof: Proof) -> list[str]:
    rows, tallies = [], {tally.exercise: tally for tally in proof.tallies}
    for name in {**proof.made, **tallies}:
        made = proof.made.get(name, 0)
        alive = sum(s.exercise == name for s in proof.survivors)
        mutants = (made, made - alive, alive)
        rows.append([f"`{name}`", *_counts(tallies.get(name, Tally(name))), *mutants])
    return _table((*HEADS[:9], "mutants", "killed", "survive"), rows)


def _survivor(survivor: Survivor) -> list[object]:
    exercise, line, operator = survivor.name.split(":")
    return [
        f"`{exercise}`, line {line}",
        operator,
        _code(survivor.line),
        _code(survivor.mutated),
        survivor.why or "**not explained**",
    ]


def _counts(tally: Tally) -> list[int]:
    return [
        *(tally.accepted, tally.passed, tally.wrong, tally.failed),
        *(tally.right_hint, tally.abstained, tally.wrong_hint, tally.alike),
    ]


def _share(part: int, whole: int) -> str:
    # Rounded down: 97.99 % is not 98 %.
    return f"{1000 * part // whole / 10:.1f} %" if whole else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Return a table in markdown; numbers stand to the right."""
    names, cells = list(heads), [[str(cell) for cell in row] for row in rows]
    return [
        _row(names),
        _row("---" for _ in names),
        *map(_row, cells),
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    escaped = text.replace("|", "\\|")
    return f"`{escaped}`"


HEADS = (
    *("", "accepted", "full points", "wrong", "fail", "right hint", "abstained"),
    *("wrong hint", "alike", "equivalent mutants", "other mutants", "killed", "share"),
)
COLUMNS = ("where", "operator", "line of the key", "became", "why it survives")
INTRODUCTION = """\
# What the checks are worth

This page is made by `python -m grading prove --write`; do not edit it. It holds what
was found when every stored answer and every mutant of the answer keys went through the
checks.

* **Accepted** answers are right ones in other styles. All must get full points.
* **Wrong** answers are known mistakes. All must fail. The hint is *right* where the
  first check says the sentence of the mistake, *wrong* where any check names another
  mistake of the notebook; otherwise the checks *abstain*. *Alike* are wrong answers in
  which the checks see the same as in one with another sentence; their hints are not
  counted. Both kinds go in whole notebooks through the real grader, in its sandbox.
  Answers that have nothing in common share one; where anything is not as promised,
  each goes again alone.
* **Mutants** are answer keys with one small mistake, made by rule: another sign,
  operand, comparison, constant, axis or function, a lost statement, a loop or slice
  that is one too short. A mutant is killed by the first check of its notebook that
  fails it, visible or hidden, or by a limit on time or memory. Each runs in a process
  of its own, on the hidden inputs of plain nbgrader. Those that survive are listed with
  the reason; *equivalent* are those that give the same for every input that the
  contract allows.

`python -m grading prove backprop` shows the same for a notebook. With `--write` it
computes anew what is stale, and writes this page. The hashes cover key, checks, answers
and mutants, but not the library that the checks use; `--write --anew` leaves nothing as
it was.

"""
