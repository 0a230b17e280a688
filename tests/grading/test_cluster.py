"""A cluster grades as this machine does, and one of its workers may be killed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest
from nursery import is_over

from grading import batch
from grading.cli import main
from grading.editions import to_text
from grading.inside.memory import descendants
from grading.simulate import students
from grading.store import Store, dump

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(600)]
CLASS = 20
# So long graders wait for a scheduler's answer here, in seconds. What they do before
# and after it must not take half a minute together with the wait of other graders.
ANSWER, ROOM = 2, 30 - batch.ANSWER
# It says how long it took once it had started.
IMPATIENT = f"""
import sys, time
sys.modules["rfc3987_syntax"] = None
from grading import batch
from grading.cli import main
batch.ANSWER, start = {ANSWER}, time.monotonic()
code = main()
print(time.monotonic() - start)
sys.exit(code)
"""
LOCAL = ["--no-dashboard", "--host", "127.0.0.1"]


def dask(*words, log):
    """Start a program of dask.distributed; what it says goes into a file."""
    with log.open("wb") as stream:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]],
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )


def said(log, pattern):
    """Wait until a program has said something; return it."""
    end = time.monotonic() + 60
    while not (found := re.search(pattern, log.read_text(errors="replace"))):
        assert time.monotonic() < end, log.read_text(errors="replace")[-2000:]
        time.sleep(0.1)
    return found[0]


@pytest.fixture
def started(tmp_path):
    """Return where to note what was started, so that it is ended."""
    noted = []
    yield noted
    for process in noted:
        with_signal(process, signal.SIGKILL)
        process.wait()


@pytest.fixture
def scheduler(started, tmp_path):
    """Start a scheduler; return it and its address."""
    log = tmp_path / "scheduler.log"
    started.append(dask("dask_scheduler", *LOCAL, "--port", "0", log=log))
    return started[0], said(log, r"tcp://127\.0\.0\.1:\d+")


@pytest.fixture
def workers(scheduler, started, tmp_path):
    """Start two workers of one thread each."""
    for name in ("one", "two"):
        words = ["--nthreads", "1", "--no-nanny", "--name", name]
        log = tmp_path / f"{name}.log"
        place = ["--local-directory", str(tmp_path / name)]
        words = [scheduler[1], *LOCAL, *words, *place]
        started.append(dask("dask_worker", *words, log=log))
        said(log, "Registered to")
    return started[1:]


def with_signal(process, number):
    if process.poll() is None:
        os.kill(process.pid, number)


def hand_in(course):
    kinds = students("batchnorm")
    for number in range(CLASS):
        path = course / "submitted" / f"student-{number:02}" / "batchnorm"
        path.mkdir(parents=True)
        kind = "half-right" if number % 4 == 0 else "blank"
        (path / "batchnorm.ipynb").write_text(to_text(kinds[kind]))


def grade(course, *words, program=("-m", "grading")):
    command = [sys.executable, *program, "grade", "--course", course, *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)


def until_something_is_graded(grader, course):
    end = time.monotonic() + 120
    while not list(course.glob("autograded/*/batchnorm/batchnorm.ipynb")):
        assert grader.poll() is None, grader.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    assert len(list(course.glob("autograded/*"))) < CLASS, "midway"


def gone(pids):
    end = time.monotonic() + 5
    while alive := [pid for pid in pids if not is_over(pid)]:
        if time.monotonic() > end:
            return alive
        time.sleep(0.02)
    return []


def test_killed_worker_changes_nothing(scheduler, workers, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    for course in (here, there):
        hand_in(course)
    local = grade(here)
    local.communicate()
    spread = grade(there, "--cluster", scheduler[1])
    until_something_is_graded(spread, there)
    end = time.monotonic() + 30
    while len(family := descendants(workers[0].pid)) < 3:
        assert time.monotonic() < end, "it grades"
        time.sleep(0.02)
    with_signal(workers[0], signal.SIGKILL)
    assert gone(family) == []
    _, errors = spread.communicate()
    assert (local.returncode, spread.returncode) == (0, 0), errors
    assert dump(there / "gradebook.db") == dump(here / "gradebook.db")
    with Store(there) as store:
        assert len(store.history()) == CLASS


def test_killed_scheduler_is_said_in_one_line_and_nothing_is_lost(
    scheduler, workers, tmp_path
):
    hand_in(tmp_path)
    words = ["--cluster", scheduler[1]]
    grader = grade(tmp_path, *words, program=["-c", IMPATIENT])
    until_something_is_graded(grader, tmp_path)
    with_signal(scheduler[0], signal.SIGKILL)
    _, errors = grader.communicate(timeout=90)
    assert grader.returncode == 2, errors
    assert "Traceback" not in errors
    assert errors.splitlines()[-1].startswith("grading: The cluster is lost.")
    with Store(tmp_path) as store:
        before = store.history()
        assert "unreadable" not in {v.verdict for v in store.verdicts()}
    assert 1 <= len(before) < CLASS
    again = grade(tmp_path)
    again.communicate()
    assert again.returncode == 0
    with Store(tmp_path) as store:
        assert store.history()[: len(before)] == before
        assert len(store.history()) == CLASS


def one_line(capsys, code):
    lines = capsys.readouterr().err.strip().splitlines()
    assert code == 2
    assert not any("Traceback" in line for line in lines)
    return lines[-1]


def test_scheduler_without_workers_is_not_waited_for(scheduler, tmp_path, capsys):
    hand_in(tmp_path)
    code = main(["grade", "--course", str(tmp_path), "--cluster", scheduler[1]])
    assert "has no workers. `dask worker tcp://" in one_line(capsys, code)


def test_server_of_another_kind_is_not_waited_for(tmp_path, capsys, monkeypatch):
    hand_in(tmp_path)
    monkeypatch.setattr(batch, "ANSWER", ANSWER)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        start = time.monotonic()
        code = main(["grade", "--course", str(tmp_path), "--cluster", address])
    assert time.monotonic() - start < ANSWER + ROOM
    line = one_line(capsys, code)
    assert line == (
        f"grading: No scheduler answers at {address}: what is there is no scheduler."
    )


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:9", "Timed out trying to connect"),
        ("nowhere", "missing port number"),
        ("http://127.0.0.1:9", "unknown address scheme 'http'"),
    ],
)
def test_wrong_address_gets_one_line_in_half_a_minute(tmp_path, address, why):
    hand_in(tmp_path)
    start = time.monotonic()
    grader = grade(tmp_path, "--cluster", address, program=["-c", IMPATIENT])
    seconds, errors = grader.communicate()
    assert time.monotonic() - start < 30
    assert float(seconds) < ANSWER + ROOM
    assert grader.returncode == 2
    assert f"grading: No scheduler answers at {address}: {why}" in errors
    assert "Traceback" not in errors


def test_without_distributed_one_line_says_what_to_install(
    tmp_path, monkeypatch, capsys
):
    hand_in(tmp_path)
    monkeypatch.setitem(sys.modules, "distributed", None)
    words = ["--course", str(tmp_path), "--cluster", "tcp://127.0.0.1:9"]
    line = one_line(capsys, main(["grade", *words]))
    assert (
        line == "grading: --cluster needs dask.distributed: pip install 'distributed'."
    )
