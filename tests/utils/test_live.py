"""Training that shows how far it is."""

from __future__ import annotations

import io
from types import SimpleNamespace

import numpy as np
import pytest

from cs231n_utils import live
from cs231n_utils.solver import Solver


class Model:
    """A weight that goes down by a tenth at every step."""

    def __init__(self, losses=None):
        self.params = {"W": np.array([1.0])}
        self.losses = iter(losses) if losses else None

    def loss(self, X, y=None):
        if y is None:
            return np.stack([0 * X[:, 0], X[:, 0]], axis=1)
        return next(self.losses) if self.losses else 1.0, {"W": np.ones(1)}


class Terminal(io.StringIO):
    def isatty(self):
        return True


def make_solver(losses=None, **options):
    X = np.arange(-10.0, 10.0)[:, None]
    y = (X[:, 0] > 0).astype(int)
    data = {"X_train": X, "y_train": y, "X_val": X, "y_val": y}
    settings = {"batch_size": 5, "num_epochs": 3} | options
    return Solver(Model(losses), data, **settings)


@pytest.fixture
def always(monkeypatch):
    """Show every step."""
    monkeypatch.setattr(live, "PAUSE", 0.0)
    monkeypatch.setattr(live, "SHARE", 0)


def test_watching_trains_as_training_does(always):
    watched, trained = make_solver(), make_solver(verbose=False)
    live.watch(watched, stream=Terminal())
    trained.train()
    assert watched.loss_history == trained.loss_history
    assert watched.val_acc_history == trained.val_acc_history
    assert watched.model.params["W"] == trained.model.params["W"]


def test_a_terminal_gets_one_line_that_ends_at_100_per_cent(always, capsys):
    stream = Terminal()
    live.watch(make_solver(), name="sgd", stream=stream)
    text = stream.getvalue()
    assert text.count("\n") == 1
    assert text.count("\r") == 13
    last = text.rstrip().rsplit("\r", 1)[1]
    assert last.startswith(f"sgd [{'#' * live.WIDTH}] 100 %  epoch 3 of 3  loss 1")
    assert capsys.readouterr().out == ""


def test_a_pause_is_kept_between_two_lines():
    stream = Terminal()
    live.watch(make_solver(num_epochs=50), stream=stream)
    assert stream.getvalue().count("\r") <= 3


def test_pictures_that_take_long_come_seldom(monkeypatch):
    clock, drawn = [0.0], []

    def draw(shown, t):
        drawn.append(t)
        clock[0] += 1.0

    def steps(solver):
        for t in range(1, 101):
            clock[0] += 0.1
            yield t

    monkeypatch.setattr(live, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(live._Terminal, "update", draw)
    monkeypatch.setattr(Solver, "steps", steps)
    live.watch(make_solver(), stream=Terminal())
    # Pictures of a second for ten seconds of training, and one at the end.
    assert len(drawn) in (3, 4)
    assert drawn[0] == 4


def test_a_file_gets_nothing(always):
    stream = io.StringIO()
    live.watch(make_solver(), stream=stream)
    assert stream.getvalue() == ""


def test_grading_is_silent(always, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    stream, solver = Terminal(), make_solver()
    live.watch(solver, stream=stream)
    assert stream.getvalue() == ""
    assert capsys.readouterr() == ("", "")
    assert len(solver.loss_history) == 12


def test_why_a_run_stopped_is_said_and_verbose_comes_back(always):
    stream, solver = Terminal(), make_solver([1.0, np.nan])
    live.watch(solver, stream=stream)
    assert solver.stopped in stream.getvalue()
    assert solver.verbose


class Handle:
    def __init__(self, first):
        self.shown = [first]

    def update(self, shown):
        self.shown.append(shown)


@pytest.fixture
def notebook(monkeypatch):
    """Return what a notebook's displays were given, in order."""
    IPython = pytest.importorskip("IPython.display")
    handles = []

    def display(first, display_id):
        handles.append(Handle(first))
        return handles[-1]

    monkeypatch.setattr(live, "_in_notebook", lambda: True)
    monkeypatch.setattr(IPython, "display", display)
    return handles


def test_a_notebook_gets_one_display_that_is_updated(always, notebook):
    live.watch(make_solver(), name="sgd")
    (handle,) = notebook
    assert len(handle.shown) == 1 + 12 + 1
    assert handle.shown[0].png is None
    assert "  0 %" in handle.shown[0].text
    last = handle.shown[-1]
    assert last.png.startswith(b"\x89PNG")
    # The bar stands above the picture once, and not in its words again.
    assert last.html.startswith("<pre>sgd [####")
    assert last.html.count("100 %") == 1
    assert 'alt="' in last.html
    assert last.text.count("epoch 3 of 3, loss 1, val") == 2


def test_the_last_picture_does_not_depend_on_how_often_it_was_drawn(
    notebook, monkeypatch
):
    live.watch(make_solver())
    monkeypatch.setattr(live, "PAUSE", 0.0)
    live.watch(make_solver())
    seldom, often = (handle.shown[-1] for handle in notebook)
    assert len(notebook[0].shown) < len(notebook[1].shown)
    assert (seldom.png, seldom.html) == (often.png, often.html)


def test_without_a_step_there_is_a_line_and_no_picture(notebook):
    live.watch(make_solver(num_epochs=0))
    assert notebook[0].shown[-1].png is None
