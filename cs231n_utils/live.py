"""Watch a training run while it goes on: a progress bar and curves that grow."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, TextIO

from cs231n_utils import plots
from cs231n_utils.carry import graded
from cs231n_utils.display import Shown

if TYPE_CHECKING:
    from cs231n_utils.solver import Solver

# Seconds between two pictures or two lines, and how many times as long as a picture
# takes: training gets four fifths of the time at least.
PAUSE = 0.4
SHARE = 4
WIDTH = 24


def watch(
    solver: Solver, *, name: str = "training", stream: TextIO | None = None
) -> None:
    """Train as `solver.train()` does, and show how far it is.

    In a notebook a progress bar and the curves of loss and accuracy are redrawn in
    place, as often as a fifth of the time permits. In a terminal one line is written
    over and over. Nothing is shown while a notebook is graded, or where the output is a
    file. What is shown never changes what is trained, and the last picture is always
    the same.

    Parameters
    ----------
    solver : Solver
        Its own lines are not printed meanwhile.
    name : str, default="training"
        What to call the run.
    stream : text stream, optional
        Where the line goes outside notebooks; by default standard error.

    Examples
    --------
    In place of ``solver.train()``::

        watch(Solver(model, data, num_epochs=5))
    """
    verbose, solver.verbose = solver.verbose, False
    shown: _Notebook | _Terminal | None = None
    try:
        shown = _place(solver, name, stream)
        due = time.monotonic() + PAUSE
        for t in solver.steps():
            began = time.monotonic()
            if shown and began >= due:
                shown.update(t)
                # A slow picture must not hold up the training.
                due = time.monotonic() + _pause(time.monotonic() - began)
    finally:
        solver.verbose = verbose
        if shown:
            shown.finish(len(solver.loss_history))


def line(solver: Solver, t: int, name: str) -> str:
    """Write the state of a run on one line.

    Parameters
    ----------
    solver : Solver
    t : int
        How many steps have been taken.
    name : str

    Returns
    -------
    line : str
        Such as "training [######------]  50 %  epoch 5 of 10  loss 1.62  val 0.41".
    """
    total = solver.num_epochs * -(-len(solver.X_train) // solver.batch_size)
    share = t / total if total else 1.0
    done = int(share * WIDTH)
    bar = f"{name} [{'#' * done}{'-' * (WIDTH - done)}] {100 * share:3.0f} %"
    return "  ".join([bar, *_state(solver)])


def _state(solver: Solver) -> list[str]:
    """Say where a run is: its epoch, its last loss and its last accuracy."""
    parts = [f"epoch {solver.epoch} of {solver.num_epochs}"]
    if solver.loss_history:
        parts.append(f"loss {solver.loss_history[-1]:.4g}")
    if solver.val_acc_history:
        parts.append(f"val {solver.val_acc_history[-1]:.3f}")
    return parts


def _pause(took: float) -> float:
    """Return how long to train before the next picture."""
    return max(PAUSE, SHARE * took)


def _place(
    solver: Solver, name: str, stream: TextIO | None
) -> _Notebook | _Terminal | None:
    """Return what shows the run here, if anything does."""
    if graded():
        return None
    if stream is None and _in_notebook():
        return _Notebook(solver, name)
    stream = sys.stderr if stream is None else stream
    return _Terminal(solver, name, stream) if stream.isatty() else None


def _in_notebook() -> bool:
    """Tell whether a kernel runs this; IPython is imported then, or there is none."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and hasattr(shell, "kernel")


class _Terminal:
    """One line, written over and over."""

    def __init__(self, solver: Solver, name: str, stream: TextIO) -> None:
        self.solver, self.name, self.stream = solver, name, stream
        self.longest = 0

    def update(self, t: int) -> None:
        text = line(self.solver, t, self.name)
        self.longest = max(self.longest, len(text))
        self.stream.write("\r" + text.ljust(self.longest))
        self.stream.flush()

    def finish(self, t: int) -> None:
        self.update(t)
        why = f"\n{self.solver.stopped}" if self.solver.stopped else ""
        self.stream.write(f"{why}\n")
        self.stream.flush()


class _Notebook:
    """A line and a picture, redrawn in place."""

    def __init__(self, solver: Solver, name: str) -> None:
        from IPython import display

        self.solver, self.name = solver, name
        show: Any = display.display
        self.handle = show(self._words(0), display_id=True)

    def update(self, t: int) -> None:
        if self.solver.val_acc_history:
            self.handle.update(self._picture(t))

    def finish(self, t: int) -> None:
        self.handle.update(self._picture(t) if t else self._words(t))

    def _words(self, t: int) -> Shown:
        text = line(self.solver, t, self.name)
        return Shown(f"<pre>{text}</pre>", text)

    def _picture(self, t: int) -> Shown:
        text, state = line(self.solver, t, self.name), ", ".join(_state(self.solver))
        shown = plots.show(
            plots.training({self.name: self.solver}),
            alt=f"Loss of each step, and accuracy after each epoch: {state}.",
            takeaway=self.solver.stopped or f"{self.name}: {state}.",
        )
        return Shown(f"<pre>{text}</pre>{shown.html}", shown.text, shown.png)
