"""A cluster grades as this machine does, and one of its workers may be killed."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from grading.editions import to_text
from grading.simulate import students
from grading.store import Store, dump

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(600)]
CLASS = 20
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
def scheduler(tmp_path):
    """Start a scheduler with two workers; yields its address and the workers."""
    log = tmp_path / "scheduler.log"
    started = [dask("dask_scheduler", *LOCAL, "--port", "0", log=log)]
    address = said(log, r"tcp://127\.0\.0\.1:\d+")
    for name in ("one", "two"):
        words = ["--nthreads", "1", "--no-nanny", "--name", name]
        log = tmp_path / f"{name}.log"
        place = ["--local-directory", str(tmp_path / name)]
        started.append(dask("dask_worker", address, *LOCAL, *words, *place, log=log))
        said(log, "Registered to")
    yield address, started[1:]
    for process in started:
        with_signal(process, signal.SIGKILL)
        process.wait()


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


def grade(course, *words):
    command = [sys.executable, "-m", "grading", "grade", "--course", course, *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def test_killed_worker_changes_nothing(scheduler, tmp_path):
    address, workers = scheduler
    here, there = tmp_path / "here", tmp_path / "there"
    for course in (here, there):
        hand_in(course)
    local = grade(here)
    local.communicate()
    spread = grade(there, "--cluster", address)
    end = time.monotonic() + 120
    while not list(there.glob("autograded/*/batchnorm/batchnorm.ipynb")):
        assert spread.poll() is None, spread.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    assert len(list(there.glob("autograded/*"))) < CLASS, "killed midway"
    with_signal(workers[0], signal.SIGKILL)
    _, errors = spread.communicate()
    assert (local.returncode, spread.returncode) == (0, 0), errors
    assert dump(there / "gradebook.db") == dump(here / "gradebook.db")
    with Store(there) as store:
        assert len(store.history()) == CLASS
