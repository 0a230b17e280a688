"""What the checks say of known mistakes, word for word.

`REWRITE_MESSAGES=1 pytest tests/answers/test_messages.py` writes `messages.json` anew;
read the difference before you store it.
"""

import functools
import json
import os
import re
from pathlib import Path

import pytest

from grading.checking import check_answers
from grading.editions import released
from grading.proof import stored_answers
from grading.scaffold.waiting import is_sample

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

STORED = Path(__file__).with_name("messages.json")
ALL = {a.name: (n, a) for n in released() for a in stored_answers(n)}
WRITTEN = [(n, a) for n, a in ALL.values() if not is_sample(a.path)]
# One wrong answer to every exercise: the first that says a sentence, else the first.
# Those that still are a sample's have no messages of their own.
CHOSEN = sorted(
    min(
        (a for _, a in WRITTEN if not a.right and a.exercise == task),
        key=lambda a: (not a.says, a.name),
    ).name
    for task in {a.exercise for _, a in WRITTEN}
)
# Digits beyond these may differ between machines.
NUMBER = re.compile(r"-?\d+\.\d{4,}(e[-+]\d+)?|-?\d+(\.\d+)?e[-+]\d+")


def rounded(text):
    return NUMBER.sub(lambda number: f"{float(number[0]):.3g}", text)


@functools.cache
def message(name):
    assignment, answer = ALL[name]
    said = check_answers(assignment, answer.functions(assignment))
    return rounded(said[answer.checks[0]]).splitlines()


def test_file_holds_a_message_for_every_exercise():
    if os.environ.get("REWRITE_MESSAGES"):
        said = {name: message(name) for name in CHOSEN}
        text = json.dumps(said, indent=1, ensure_ascii=False)
        STORED.write_text(text + "\n", encoding="utf-8")
    assert list(json.loads(STORED.read_text(encoding="utf-8"))) == CHOSEN
    assert len(CHOSEN) >= 30


@pytest.mark.parametrize("name", CHOSEN)
def test_message_is_the_stored_one(name):
    assert message(name) == json.loads(STORED.read_text(encoding="utf-8"))[name]


@pytest.mark.parametrize("name", CHOSEN)
def test_message_names_function_values_and_what_to_look_at(name):
    lines = message(name)
    exercise = ALL[name][1].exercise
    assert len(lines) <= 8
    text = "\n".join(lines)
    assert exercise.removesuffix("_alt") in text
    assert re.search(r"expected .*got |should|wrong in|analytic", text), text
    assert re.search(r"Likely cause: |Look at: |should ", text), text
