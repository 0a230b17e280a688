"""Predict before you measure: guesses are recorded, and compared with what came out."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from cs231n_utils.carry import graded
from cs231n_utils.display import Shown, prose
from cs231n_utils.skeletons import BadInput

# Beside the notebook, so that the tally goes on from one notebook to the next.
FILE = Path("predictions.json")

# By the name of the question: its "guess" and, once it was shown, its "truth".
Records = dict[str, dict[str, str]]
_records: Records = {}
_options: dict[str, list[str]] = {}


def predict(
    name: str, question: str, options: Mapping[str, str], answer: str = ""
) -> Shown:
    """Ask a question and record your guess.

    Parameters
    ----------
    name : str
        What the question is called in `outcome`. No other question of the course
        has the same name.
    question : str
    options : dict
        The answers to choose from, by their letters.
    answer : str, default=""
        Your guess: one letter. You may change it until the outcome was shown.

    Returns
    -------
    shown : Shown
        The question, its options, and what was recorded.
    """
    if not options:
        raise BadInput(f"The question `{name}` has no options.")
    _options[name] = list(options)
    status = _guess(name, list(options), str(answer).strip(" ().").lower())
    lines = [f"{letter}) {text}" for letter, text in options.items()]
    return Shown(
        f"<p><strong>Predict.</strong> {prose(question)}</p>"
        f"<p>{'<br>'.join(map(prose, lines))}</p><p>{prose(status)}</p>",
        "\n".join([f"Predict. {question}", *lines, status]),
    )


def outcome(name: str, truth: str, why: str) -> Shown:
    """Compare what came out with your guess, and count how many were right so far.

    Parameters
    ----------
    name : str
        The name that the question had in `predict`.
    truth : str
        The letter of the right option.
    why : str
        The reason, in one sentence.

    Returns
    -------
    shown : Shown
    """
    if truth not in _options.get(name, [truth]):
        raise BadInput(f"`{truth}` is no option of the question `{name}`.")
    guess = _load().get(name, {}).get("guess", "")
    _save(name, {"guess": guess, "truth": truth})
    if not guess:
        first = f"You made no prediction. It is {truth}: {why}"
    elif guess == truth:
        first = f"You predicted {guess}. That is right: {why}"
    else:
        first = f"You predicted {guess}. It is {truth}: {why}"
    lines = [first, *_tally()]
    return Shown(f"<p>{'<br>'.join(map(prose, lines))}</p>", "\n".join(lines))


def _guess(name: str, letters: Sequence[str], answer: str) -> str:
    """Record a guess if it counts, and say in one line what is recorded."""
    record = _load().get(name, {"guess": "", "truth": ""})
    guess = record["guess"]
    how = f'Write one of {", ".join(letters)} as answer="..." and run the cell.'
    if not answer:
        return f"Your recorded prediction is {guess}." if guess else how
    if answer not in letters:
        return f'"{answer}" is none of the options. {how}'
    if guess and record["truth"] and answer != guess:
        return f"Your first prediction, {guess}, counts: the outcome has been shown."
    _save(name, record | {"guess": answer})
    return f"Recorded: {answer}."


def _tally() -> list[str]:
    ended = [r for r in _load().values() if r["guess"] and r["truth"]]
    right = sum(record["guess"] == record["truth"] for record in ended)
    if not ended:
        return []
    noun = "prediction was" if len(ended) == 1 else "predictions were"
    return [f"So far {right} of {len(ended)} {noun} right."]


def _load() -> Records:
    """Return what is on file, and over it what this kernel has recorded."""
    with contextlib.suppress(*_FILE_ERRORS):
        return _read() | _records
    return dict(_records)


def _save(name: str, record: dict[str, str]) -> None:
    """Record in this kernel and, where that can be, on file.

    A file that cannot be read stays as it is: it may hold what somebody still wants.
    """
    _records[name] = record
    if graded():
        return
    part = FILE.with_name(f"{FILE.name}.{os.getpid()}.part")
    with contextlib.suppress(*_FILE_ERRORS):
        text = json.dumps(_read() | _records, indent=1, ensure_ascii=False)
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(FILE)
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


_FILE_ERRORS = (OSError, ValueError, RecursionError)


def _read() -> Records:
    """Read the file; raise an error when it holds anything but records."""
    if graded() or not FILE.exists():
        return {}
    match json.loads(FILE.read_text(encoding="utf-8")):
        case dict(records):
            return {name: _record(value) for name, value in records.items()}
    raise ValueError(f"{FILE} does not hold predictions.")


def _record(value: object) -> dict[str, str]:
    match value:
        case {"guess": str(guess), "truth": str(truth)}:
            return {"guess": guess, "truth": truth}
    raise ValueError(f"{FILE} does not hold predictions.")
