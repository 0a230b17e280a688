"""The check process: it runs test cells, and asks the answer process for answers.

A warm process imports what checks need and forks one check process a submission. Test
cells, hidden parts and answer keys exist only here.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import math
import os
import re
import resource
import select
import signal
import socket
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

import numpy as np

from cs231n_utils import checks
from cs231n_utils.carry import NOTEBOOKS
from cs231n_utils.skeletons import PlainError, skeletons
from grading.inside.memory import reap
from grading.inside.walls import PR_SET_PDEATHSIG, libc
from grading.inside.wire import Gone, Line, Message
from grading.keys import answer_key, assignments
from grading.limits import Limits
from grading.proxies import Answer, Box, Lost

HIDDEN = re.compile(r"### (BEGIN|END) HIDDEN TESTS")
MAX_LINES = 8
MAX_PRINTED = 20_000
# Students' functions may call ours, which compute here.
MAX_MEMORY = 3 * 2**30
BUILTINS = set(dir(builtins))


class Examination:
    """One submission: its cells, in order, and what became of each.

    Parameters
    ----------
    job : dict
        "assignment", "seed", "limits", and "cells": each with "id", "role" (code or
        check), "text", and the "points" of a check.
    control : socket
        The line to the warm process that makes answer processes.
    report : callable
        Is told each result as soon as it is there.
    """

    def __init__(
        self, job: Message, control: socket.socket, report: Callable[[Message], None]
    ) -> None:
        self.job, self.control, self.report = job, control, report
        self.limits = Limits(**job["limits"])
        self.deadline = time.monotonic() + self.limits.notebook
        self.exercises = set(job["exercises"])
        self.box: Box | None = None
        self.started = 0
        self.memory = 0.0
        # Cells that were run, to be run again should the process die; deadly ones not.
        self.past: list[str] = []
        # Visible parts of checks that were not run over there: seldom needed.
        self.unshown: list[str] = []
        self.scope: dict[str, Any] = {"__name__": "__main__"}

    def run(self) -> None:
        """Take the submission through."""
        self._fill_skeletons()
        for cell in self.job["cells"]:
            if cell["role"] == "check":
                self._check(cell)
            else:
                self._cell(cell)
        if self.box:
            self.box.close()
            self._count_memory()
        self.report({"done": True, "memory": self.memory, "starts": self.started})

    # The student's cells

    def _cell(self, cell: Message) -> None:
        if cell["role"] == "setup":
            exec(_imports(cell["text"]), self.scope)
        try:
            outputs, error = self._process().cell(cell["text"])
            if error[:1] == ["NameError"] and self.unshown:
                # It may use what the visible part of a check defines.
                for text in self._show_checks():
                    self._process().cell(text)
                outputs, error = self._process().cell(cell["text"])
        except Lost as lost:
            said = ["ProcessEnded", f"The process {lost}"]
            shown = {"ename": said[0], "evalue": said[1], "traceback": [said[1]]}
            outputs, error = [{"output_type": "error", **shown}], said
        else:
            self.past.append(cell["text"])
        self.report({"cell": cell["id"], "outputs": outputs, "error": error})

    def _show_checks(self) -> list[str]:
        """Return the visible parts of the checks so far, as the student ran them."""
        shown, self.unshown = self.unshown, []
        self.past += shown
        return shown

    def _process(self) -> Box:
        """Return the answer process; start it anew where it has ended."""
        while self.box is None or self.box.lost:
            self._count_memory()
            if self.started > self.limits.restarts:
                raise Lost(f"has ended {self.started} times and is not started again")
            if time.monotonic() > self.deadline:
                raise Lost(
                    f"had used up the {self.limits.notebook:g} s of the whole notebook"
                )
            self.started += 1
            self.box = Box(self.control, self.limits, self.deadline)
            self._replay(self.box)
        return self.box

    def _replay(self, box: Box) -> None:
        text = ""
        try:
            box.lend(self._earlier())
            for text in self.past:
                box.cell(text)
        except Lost:
            if text:
                self.past.remove(text)

    def _count_memory(self) -> None:
        if self.box:
            self.memory = max(self.memory, self.box.memory)

    # The checks

    def _check(self, cell: Message) -> None:
        self.unshown.append(cell["visible"])
        start, printed = time.monotonic(), io.StringIO()
        notes: list[str] = []
        outputs: list[Message] = []
        message = ""
        score = float(cell["points"])
        try:
            with contextlib.redirect_stdout(printed):
                value = self._judge(cell)
            score, outputs = _partial(value, score, notes)
        except Lost as lost:
            error = PlainError(f"It could not be checked: the process {lost}.")
            score, message, outputs = 0.0, *_failure("AnswerLost", error)
        except Exception as error:
            score, message, outputs = 0.0, *_failure(type(error).__name__, error)
        if text := printed.getvalue()[:MAX_PRINTED]:
            stream = {"output_type": "stream", "name": "stdout", "text": text}
            outputs.insert(0, stream)
        self.report(
            {
                "check": cell["id"],
                "score": score,
                "message": message,
                "notes": notes,
                "outputs": outputs,
                "seconds": time.monotonic() - start,
            }
        )

    def _judge(self, cell: Message) -> Any:
        """Run a test cell on the student's functions; return its last value."""
        parts = compiled(cell["id"], cell["text"])
        box = self._process()
        box.check_end = min(self.deadline, time.monotonic() + self.limits.check)
        self._look_up(box, cell["text"])
        checks._advised.clear()
        value = None
        try:
            for code, hidden, is_value in parts:
                box.muted = hidden
                if is_value:
                    value = eval(code, self.scope)
                else:
                    exec(code, self.scope)
        finally:
            box.muted = False
            box.forget()
        return value

    def _look_up(self, box: Box, text: str) -> None:
        """Bring what the student defined into the scope of a test cell."""
        words = set(re.findall(r"\b[^\W\d]\w*\b", text))
        wanted = words - set(self.scope) - BUILTINS
        wanted |= words & self.exercises
        for name in wanted & self.exercises:
            self.scope.pop(name, None)
        self.scope |= box.names(sorted(wanted))

    # What the library trains with

    def _earlier(self) -> dict[str, Callable[..., Any]]:
        """Return the key's functions for all skeletons of earlier notebooks."""
        order, here = list(NOTEBOOKS), self.job["assignment"]
        earlier = order[: order.index(here)] if here in order else []
        return {
            name: function
            for notebook in earlier
            if notebook in assignments()
            for name, function in vars(answer_key(notebook)).items()
            if name in skeletons(notebook)
        }

    def _fill_skeletons(self) -> None:
        for name, function in self._earlier().items():
            skeletons()[name].body = function
        for name, made in skeletons(self.job["assignment"]).items():
            made.body = _Late(self, name)


class _Late:
    """A student's function, asked of whatever process there is when it is called."""

    def __init__(self, examination: Examination, name: str) -> None:
        self.examination, self.__name__ = examination, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._answer()(*args, **kwargs)

    def many(self, lists: Any) -> Iterator[Any]:
        return self._answer().many(lists)

    def _answer(self) -> Answer:
        box = self.examination.box
        if box is None:
            raise Lost("has not been started")
        return Answer(box, 0, self.__name__, None, skeleton=self.__name__)


def _imports(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line[:11] != "carry_over(")


def compiled(name: str, text: str) -> list[tuple[CodeType, bool, bool]]:
    """Compile a test cell in parts: code, whether it is hidden, whether it is a value.

    The value is the last line, where that is an expression.
    """
    hidden_lines, inside = set(), False
    for number, line in enumerate(text.splitlines(), start=1):
        if mark := HIDDEN.search(line):
            inside = mark[1] == "BEGIN"
        if inside:
            hidden_lines.add(number)
    body = ast.parse(text).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    parts = []
    groups: list[tuple[bool, list[ast.stmt]]] = []
    for node in body:
        hidden = node.lineno in hidden_lines
        if not groups or groups[-1][0] != hidden:
            groups.append((hidden, []))
        groups[-1][1].append(node)
    for hidden, nodes in groups:
        code = compile(ast.Module(nodes, []), f"<{name}>", "exec")
        parts.append((code, hidden, False))
    if isinstance(last, ast.Expr):
        code = compile(ast.Expression(last.value), f"<{name}>", "eval")
        parts.append((code, last.lineno in hidden_lines, True))
    return parts


def _partial(
    value: Any, points: float, notes: list[str]
) -> tuple[float, list[Message]]:
    """Return the score that the last value of a test cell gives, and how to show it."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return points, []
    score = float(value)
    if math.isnan(score):
        notes.append(f"The score was not a number (nan); it counts 0 of {points:g}.")
        score = 0.0
    elif not 0 <= score <= points:
        notes.append(f"The score was {score:g}, outside 0 to {points:g}.")
        score = min(max(score, 0.0), points)
    data = {"text/plain": repr(score)}
    shown = {"output_type": "execute_result", "data": data, "metadata": {}}
    return score, [{**shown, "execution_count": None}]


def _failure(name: str, error: Exception) -> tuple[str, list[Message]]:
    """Return what a failed check says, and the output that nbgrader knows it by."""
    text = printable(str(error))
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        text = "\n".join([*lines[: MAX_LINES - 1], "..."])
    where = printable(str(getattr(error, "where", "")))
    notes = [printable(note) for note in getattr(error, "__notes__", [])]
    traceback = [t for t in (where.rstrip(), f"{name}: {text}", *notes) if t]
    shown = {"ename": name, "evalue": text, "traceback": traceback}
    return f"{name}: {text}".strip(), [{"output_type": "error", **shown}]


def printable(text: str) -> str:
    """Return a text without control characters, and with lines of bounded length."""
    lines = text[:8000].splitlines()
    return "\n".join(
        "".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in line[:400])
        for line in lines
    )


def main(control_fd: int) -> None:
    """Fork a check process for each submission, until nobody is there."""
    control = socket.socket(fileno=control_fd)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if select.select([control], [], [], 0)[0]:
        return  # who started this ended before that call
    for name in assignments():
        answer_key(name)
    control.send(b"ready")
    parent = os.getpid()
    while True:
        data, fds, _, _ = socket.recv_fds(control, 64, 2)
        if not data:
            return
        if os.fork() == 0:
            control.close()
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() == parent:
                _examine(*(socket.socket(fileno=fd) for fd in fds))
            os._exit(0)
        for fd in fds:
            os.close(fd)
        reap()


def _examine(sock: socket.socket, control: socket.socket) -> None:
    """Be the check process of one submission."""
    line = Line(sock, trusting=True)
    job, _ = line.receive(30)
    seconds = Limits(**job["limits"]).notebook
    # Whatever happens here, it ends, and takes no more than its share.
    signal.alarm(int(seconds) + 60)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    os.environ["CS231N_SEED"] = job["seed"]
    warnings.simplefilter("ignore")
    with contextlib.suppress(Gone):
        Examination(job, control, lambda result: line.send(result, [], 60)).run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
