"""The verb `prove`: stored answers through the grader, mutants through the checks."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from grading.batch import cores
from grading.checking import exercises
from grading.editions import released
from grading.proof import Answer, stored_answers
from grading.prove import results
from grading.prove.answers import Outcome, grade_answers
from grading.prove.hunt import STOPPED, hunt
from grading.prove.mutants import mutants
from grading.prove.page import PAGE, falls_short, page
from grading.prove.results import ANSWERS, MUTANTS, Proof, Survivor, counted
from grading.prove.tally import Tally, broken, tallies, total
from grading.sandbox import BUBBLEWRAP, require
from grading.verbs import Add, UsageError, progress_bar, tables

COLUMNS = (
    *("exercise", "accepted", "passed", "wrong", "failed"),
    *("right hint", "abstained", "wrong hint", "alike"),
)

# Of the mutants that are not equivalent.
MADE = ("made", "killed")


def prove(args: argparse.Namespace) -> int:
    """Put every stored answer through the grader, and every mutant through the checks.

    Exits with 0 when right answers get every point, wrong ones fail and are named as
    their headers say, and every mutant is killed or explained; with 1 otherwise.
    """
    if args.jobs < 1:
        raise UsageError("--jobs must be at least 1.")
    chosen = choose(args.what)
    if args.anew and not args.write:
        raise UsageError("--anew goes with --write.")
    if args.write:
        return _write(args, list(chosen))
    proofs, said = [], []
    for name, answers in chosen.items():
        some = {answer.exercise for answer in answers}
        outcomes = _graded(name, answers, args.jobs) if args.only != MUTANTS else []
        found = _hunted(name, some, args.jobs) if args.only != ANSWERS else NOTHING
        proofs.append(Proof(name, {}, tallies(outcomes), *found))
        silent = [s for s in proofs[-1].survivors if not s.why]
        said += broken(outcomes) + [f"{s.name} survives: {s.mutated}" for s in silent]
    _print(args, proofs, said)
    return int(bool(said))


def _print(args: argparse.Namespace, proofs: Sequence[Proof], said: list[str]) -> None:
    rows = [tally for proof in proofs for tally in proof.tallies]
    if args.json:
        counts = [row.row() for row in rows]
        mutants = {p.notebook: p.row()["made"] for p in proofs}
        print(
            json.dumps(
                {"exercises": counts, "mutants": mutants, "broken": said}, indent=1
            )
        )
        return
    if rows:
        tables().print(as_table([*rows, total(rows)]))
    for proof in proofs:
        made, killed = counted(proof)
        if made:
            print(f"{proof.notebook}: {killed} of {made} mutants are killed.")
    print("\n".join(said) or "All is as promised.")


def _write(args: argparse.Namespace, names: Sequence[str]) -> int:
    """Compute anew what is stale, notebook by notebook, and write the page."""
    known = released()
    if others := set(args.what) - set(known):
        raise UsageError(f"--write takes whole notebooks, not {', '.join(others)}.")
    said = []
    for name in names:
        stale = [ANSWERS, MUTANTS] if args.anew else results.stale(results.read(), name)
        for part in stale if args.only is None else {args.only} & set(stale):
            proof, faults = _computed(name, part, args.jobs)
            said += faults
            # So that a run that is broken off loses one part at most.
            results.store(proof, part)
    proofs = {k: p for k, p in results.read().items() if k in known}
    results.write(proofs)
    PAGE.write_text(page(proofs), encoding="utf-8")
    for name in names:
        parts = results.stale(proofs, name)
        said += [f"{name}: the {part} are not computed yet." for part in parts]
        said += falls_short(proofs[name]) + results.unexplained(proofs[name])
    print("\n".join(said) or f"All is as promised in {PAGE.name}.")
    return int(bool(said))


def _computed(name: str, part: str, jobs: int) -> tuple[Proof, list[str]]:
    """Return a proof of which one part is filled in, and what is not as promised."""
    now = {part: results.hashes(name)[part]}
    if part == MUTANTS:
        return Proof(name, now, [], *_hunted(name, set(exercises(name)), jobs)), []
    outcomes = _graded(name, stored_answers(name), jobs)
    return Proof(name, now, tallies(outcomes)), broken(outcomes)


def choose(what: Sequence[str]) -> dict[str, list[Answer]]:
    """Return the stored answers of assignments and exercises; all by default."""
    known = {name: exercises(name) for name in released()}
    for word in what:
        if word not in known and all(word not in each for each in known.values()):
            raise UsageError(f"There is no notebook or exercise {word!r}.")
    return {
        name: answers
        for name, tasks in known.items()
        if not what or {name, *tasks} & set(what)
        if (
            answers := [
                answer
                for answer in stored_answers(name)
                if not what or {name, answer.exercise} & set(what)
            ]
        )
    }


def as_table(rows: Sequence[Tally]) -> Table:
    """Return counts as a table."""
    table = Table(*COLUMNS)
    for row in rows:
        table.add_row(*map(str, row.row().values()))
    return table


def add_prove(add: Add) -> None:
    """Add the arguments of this verb to a parser."""
    made = add("prove", prove, "prove batchnorm")
    made.add_argument(
        "what",
        nargs="*",
        metavar="NAME",
        help="an assignment or an exercise (default: all of them)",
    )
    made.add_argument("--jobs", type=int, default=cores(), metavar="N")
    made.add_argument("--only", choices=(ANSWERS, MUTANTS), help="leave the other out")
    made.add_argument("--json", action="store_true", help="print the counts as JSON")
    made.add_argument(
        "--write",
        action="store_true",
        help="compute anew what is stale in docs/proof.md, and write it",
    )
    made.add_argument("--anew", action="store_true", help="with --write: compute all")


def _graded(name: str, answers: Sequence[Answer], jobs: int) -> list[Outcome]:
    require(BUBBLEWRAP)
    with progress_bar(f"Proving {name}") as bar:
        bar(0, len(answers))
        return grade_answers(name, answers, jobs, bar)


Found = tuple[dict[str, int], dict[str, int], list[Survivor]]
NOTHING: Found = ({}, {}, [])


def _hunted(name: str, some: set[str], jobs: int) -> Found:
    """Return mutants made and stopped by exercise, and those that survive."""
    every = [mutant for mutant in mutants(name) if mutant.exercise in some]
    with progress_bar(f"Mutants of {name}") as bar:
        bar(0, len(every))
        killers = hunt(name, every, jobs, bar)
    pairs = list(zip(every, killers, strict=True))
    made = Counter(mutant.exercise for mutant in every)
    stopped = Counter(m.exercise for m, killer in pairs if killer == STOPPED)
    alive = [mutant for mutant, killer in pairs if not killer]
    return dict(made), dict(stopped), results.explained(alive, name)
