"""Trials of a search: stored whole, never lost, never run twice; failures are named."""

from __future__ import annotations

import json
import math
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from cs231n_utils import trials as engine
from cs231n_utils.skeletons import BadInput, NotFilled
from cs231n_utils.trials import (
    Interrupted,
    command_center,
    ranked,
    run_trials,
    seed_of,
    trial_table,
)

ROOT = Path(__file__).parents[2]
SETTINGS = [{"lr": 10.0**-i, "reg": 0.1 * i} for i in range(1, 7)]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork here")


def noisy(setting):
    rng = np.random.default_rng(seed_of(setting))
    return {"val_acc": rng.random(), "pid": os.getpid()}


@pytest.mark.parametrize("workers", [0, 1, 2, 5])
def test_trials_come_back_in_order_and_the_same_with_any_number_of_workers(
    tmp_path, workers
):
    trials = run_trials(noisy, SETTINGS, tmp_path, workers)
    assert [{"lr": t["lr"], "reg": t["reg"]} for t in trials] == SETTINGS
    expected = [np.random.default_rng(seed_of(s)).random() for s in SETTINGS]
    assert [t["val_acc"] for t in trials] == expected
    assert {t["status"] for t in trials} == {"done"}
    assert (os.getpid() in {t["pid"] for t in trials}) == (workers == 0)


def test_a_function_defined_anywhere_works(tmp_path):
    factor = 2.0
    trials = run_trials(lambda s: {"val_acc": factor * s["a"]}, [{"a": 3}], tmp_path)
    assert trials[0]["val_acc"] == 6


def test_a_second_search_trains_only_what_is_missing(tmp_path):
    first = run_trials(noisy, SETTINGS[:3], tmp_path)
    both = run_trials(noisy, SETTINGS, tmp_path)
    assert both[:3] == first
    assert len(list(tmp_path.glob("*.json"))) == len(SETTINGS)
    assert run_trials(None, SETTINGS, tmp_path) == both


def test_equal_settings_are_one_trial(tmp_path):
    other = {"reg": np.float64(0.1), "lr": np.float64(0.1)}
    one, two = run_trials(noisy, [{"lr": 0.1, "reg": 0.1}, other], tmp_path)
    assert one == two
    assert len(list(tmp_path.glob("*.json"))) == 1


def fate(setting):
    what = setting["what"]
    if what == "raises":
        raise ValueError("no such thing")
    if what == "leaves":
        sys.exit(3)
    if what == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "says nothing":
        return {}
    values = {"nan": math.nan, "inf": np.float32(np.inf), "stopped": 0.3, "good": 0.5}
    return {
        "val_acc": values[what],
        "history": [1.0, math.inf],
        "stopped": "too large" if what == "stopped" else "",
    }


@needs_fork
def test_failures_are_recorded_with_their_reason_and_stop_nothing(tmp_path, capsys):
    names = [
        "raises",
        "leaves",
        "dies",
        "says nothing",
        "nan",
        "inf",
        "stopped",
        "good",
    ]
    trials = run_trials(fate, [{"what": name} for name in names], tmp_path)
    status = {t["what"]: t["status"] for t in trials}
    assert status == dict(
        zip(names, ["failed"] * 4 + ["diverged"] * 3 + ["done"], strict=True)
    )
    reason = {t["what"]: t["reason"] for t in trials}
    assert reason["raises"] == "ValueError: no such thing"
    assert reason["dies"] == "its process ended with -9"
    assert reason["stopped"] == "too large"
    assert reason["good"] == ""
    assert all(math.isnan(t["val_acc"]) for t in trials[:6])
    assert math.isinf(trials[-1]["history"][1]) or math.isnan(trials[-1]["history"][1])
    assert "4 of 8 trials failed, the first because of ValueError" in (
        capsys.readouterr().out
    )


def test_failed_trials_run_again_when_asked_to(tmp_path):
    path = tmp_path / "works"

    def train(setting):
        return {"val_acc": float(path.read_text())}

    (failed,) = run_trials(train, [{"a": 1}], tmp_path)
    path.write_text("0.5")
    assert failed["status"] == "failed"
    assert run_trials(train, [{"a": 1}], tmp_path)[0]["status"] == "failed"
    assert run_trials(train, [{"a": 1}], tmp_path, again=True)[0]["val_acc"] == 0.5


@pytest.mark.parametrize("workers", [0, 2])
def test_an_exercise_that_is_not_written_is_said_and_not_recorded(tmp_path, workers):
    def train(setting):
        raise NotFilled("`relu_forward` is not written yet.")

    with pytest.raises(NotFilled, match=r"^`relu_forward` is not written yet\.$"):
        run_trials(train, SETTINGS, tmp_path, workers)
    assert not list(tmp_path.glob("*.json"))


def test_a_damaged_record_is_run_again(tmp_path):
    whole = run_trials(noisy, SETTINGS[:2], tmp_path)
    for content in ("", '{"setting": ', "[]", "{}"):
        next(tmp_path.glob("*.json")).write_text(content)
        again = run_trials(noisy, SETTINGS[:2], tmp_path)
        assert [t["val_acc"] for t in again] == [t["val_acc"] for t in whole]


def test_where_nothing_can_fork_trials_run_here_and_that_is_said(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(
        engine.multiprocessing, "get_all_start_methods", lambda: ["spawn"]
    )
    trials = run_trials(noisy, SETTINGS, tmp_path)
    assert {t["pid"] for t in trials} == {os.getpid()}
    assert "cannot fork: the trials run one by one" in capsys.readouterr().out


def test_a_setting_that_is_no_dict_of_plain_values_is_refused(tmp_path):
    for setting in ({"lr": object()}, 3.0):
        with pytest.raises(BadInput, match="must be a dict of numbers and texts"):
            run_trials(noisy, [setting], tmp_path)


@needs_fork
def test_a_second_search_in_the_same_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    with (
        engine._alone(tmp_path),
        pytest.raises(BadInput, match="Another search is at work"),
    ):
        run_trials(noisy, SETTINGS, tmp_path)
    assert len(run_trials(noisy, SETTINGS, tmp_path)) == len(SETTINGS)


# A shell that starts something in the background lets it ignore Ctrl-C.
SEARCH = """
import os, signal, sys, time
from cs231n_utils.trials import run_trials

signal.signal(signal.SIGINT, signal.default_int_handler)

def train(setting):
    log = os.open("log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, f"{setting['i']}\\n".encode())
    time.sleep(0.04 + 0.02 * (setting["i"] % 3))
    return {"val_acc": setting["i"] / 100, "padding": [0.1] * 20000}

trials = run_trials(train, [{"i": i} for i in range(40)], "search", workers=3)
assert [t["val_acc"] for t in trials] == [i / 100 for i in range(40)]
"""


def start(folder):
    return subprocess.Popen(
        [sys.executable, "-c", SEARCH],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def recorded(folder):
    records = [
        json.loads(p.read_text()) for p in (folder / "search").glob("[!.]*.json")
    ]
    return {record["setting"]["i"] for record in records}


def runs(folder):
    log = folder / "log"
    return [int(line) for line in log.read_text().split()] if log.exists() else []


@needs_fork
def test_killed_at_ten_random_instants_nothing_is_lost_and_nothing_runs_twice(tmp_path):
    rng = random.Random(231)
    kept: set[int] = set()
    for _ in range(10):
        before = len(runs(tmp_path))
        process = start(tmp_path)
        wait = time.monotonic() + 20
        while len(runs(tmp_path)) == before and time.monotonic() < wait:
            time.sleep(0.005)
            if process.poll() is not None:
                break
        time.sleep(rng.uniform(0, 0.15))
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()
        # Whatever is recorded can be read, and stays. None of it was started again.
        now = recorded(tmp_path)
        assert kept <= now
        assert not kept & set(runs(tmp_path)[before:])
        time.sleep(0.3)  # until those that had lost their parent are gone
        kept = recorded(tmp_path)
    before = len(runs(tmp_path))
    said, errors = (process := start(tmp_path)).communicate(timeout=60)
    assert process.returncode == 0, said + errors
    assert recorded(tmp_path) == set(range(40))
    assert set(runs(tmp_path)[before:]) == set(range(40)) - kept
    assert not list((tmp_path / "search").glob("*.unfinished"))


@needs_fork
def test_ctrl_c_ends_in_one_line_and_keeps_what_is_done(tmp_path):
    process = start(tmp_path)
    wait = time.monotonic() + 20
    while len(runs(tmp_path)) < 8 and time.monotonic() < wait:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode != 0
    done = recorded(tmp_path)
    assert 2 <= len(done) < 40
    line = f"{len(done)} of 40 trials are stored in search. Run this again to go on"
    assert line in errors.splitlines()[-1]
    assert "During handling" not in errors
    # In a notebook that line is all there is.
    shown = Interrupted("3 of 8 trials are stored.")._render_traceback_()
    assert shown == ["Interrupted: 3 of 8 trials are stored."]


@pytest.fixture
def ctrl_c_raises():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@needs_fork
def test_ctrl_c_while_a_process_starts_waits_and_is_not_lost(ctrl_c_raises):
    steps = []

    def start():
        with engine._no_ctrl_c():
            # Any thread may take the signal; the main one raises what comes of it.
            other = threading.Thread(target=signal.raise_signal, args=[signal.SIGINT])
            other.start()
            other.join()
            steps.append("started")

    with pytest.raises(KeyboardInterrupt):
        start()
    assert steps == ["started"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_command_center_draws_and_lists_what_there_is():
    trials = [
        {"lr": 1e-3, "reg": 1e-2, "val_acc": 0.5, "status": "done"},
        {"lr": 1e-4, "reg": 1e-1, "val_acc": 0.25, "status": "done"},
        {"lr": 1e-1, "reg": 1e-1, "val_acc": math.nan, "status": "diverged"},
    ]
    assert [t["val_acc"] for t in ranked(trials)] == [0.5, 0.25]
    text = str(trial_table(trials))
    assert text.splitlines()[1].split() == ["1", "0.5", "1.00e-03", "1.00e-02", "done"]
    assert len(text.splitlines()) == 3
    for some in (trials, trials[2:], trials[:1]):
        fig = command_center(some, {"lr": (1e-5, 1), "reg": (1e-3, 1)})
        assert len(fig.axes) == 3
        left, right, _ = fig.axes
        assert left.get_xlim() == right.get_xlim()
        crosses = [one for one in right.lines if one.get_marker() == "x"]
        assert [one.get_xdata().tolist() for one in crosses] == [
            [t["lr"]] for t in some if t["status"] == "diverged"
        ]


@needs_fork
def test_a_notebook_survives_many_trials(tmp_path):
    # A kernel has threads, sockets and signal handlers, which a fork copies or loses.
    lines = [
        "import numpy as np",
        "from cs231n_utils.trials import run_trials",
        "def train(setting):",
        "    print('lost')",
        "    return {'val_acc': np.ones((50, 50)).mean()}",
        f"folder = {str(tmp_path)!r}",
        "trials = run_trials(train, [{'a': a} for a in range(60)], folder)",
        "assert {t['status'] for t in trials} == {'done'}",
    ]
    cells = [
        nbformat.v4.new_code_cell(source)
        for source in ("\n".join(lines), "assert len(trials) == 60; 'alive'")
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, timeout=120)
    client.km = client.create_kernel_manager()
    client.km.transport_encryption = "auto"
    client.execute()
    assert "alive" in notebook.cells[1].outputs[0].data["text/plain"]
    assert "lost" not in str(notebook.cells[0].outputs)
