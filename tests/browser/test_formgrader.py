"""nbgrader's formgrader shows our results, and what a person gives there stays."""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from nbgrader.api import Gradebook

from grading.editions import source_notebook, to_text
from grading.keys import COURSE
from grading.simulate import students

pytestmark = [pytest.mark.browser, pytest.mark.sandbox, pytest.mark.timeout(280)]
NAME = "batchnorm"
QUESTION = "question-bias"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course folder that our grader has graded."""
    root = tmp_path_factory.mktemp("graded")
    shutil.copy(COURSE / "nbgrader_config.py", root)
    source = root / "source" / NAME / f"{NAME}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(to_text(source_notebook(NAME)), encoding="utf-8")
    for student in ("right", "mistake"):
        path = root / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(to_text(students(NAME)[student]), encoding="utf-8")
    grading("grade", NAME, "--course", root)
    return root


def grading(*words):
    done = subprocess.run(
        [sys.executable, "-m", "grading", *words], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def formgrader(course):
    """Start nbgrader's server on the course folder; return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"port": port, "token": "", "password": "", "port_retries": 0}
    options |= {"allow_root": True, "disable_check_xsrf": True, "ip": "127.0.0.1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter_server", "--no-browser"]
        + [f"--ServerApp.{name}={value}" for name, value in options.items()]
        + ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions': True}"],
        cwd=course,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}/formgrader"
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{base}/api/assignments", timeout=5).close()
                break
            time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def window(chromium):
    """Open a page that may talk to this machine only."""
    page = chromium.new_page(viewport={"width": 1200, "height": 1000})
    page.route(
        lambda url: "//127.0.0.1:" not in url, lambda route, _=None: route.abort()
    )
    yield page
    page.close()


def submission_of(base, student):
    with urllib.request.urlopen(
        f"{base}/api/submitted_notebooks/{NAME}/{NAME}", timeout=60
    ) as answer:
        every = json.loads(answer.read())
    return next(each for each in every if each["student"] == student)


def recorded(course, student):
    """Return the manual score and the comment of the question in the gradebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        place = (QUESTION, NAME, NAME, student)
        comment = book.find_comment(*place).manual_comment
        return book.find_grade(*place).manual_score, comment


def test_results_are_shown_and_a_score_given_there_survives_a_regrade(
    course, formgrader, window, shots
):
    window.goto(f"{formgrader}/gradebook/{NAME}/{NAME}")
    window.get_by_text("26 / 36").or_(window.get_by_text("26")).first.wait_for()
    window.screenshot(path=str(shots / "formgrader-gradebook.png"))
    shown = submission_of(formgrader, "right")
    assert (shown["score"], shown["max_score"]) == (26, 36)
    assert submission_of(formgrader, "mistake")["score"] < 26
    work = f"{formgrader}/submissions/{shown['id']}/?index=0"
    window.goto(work)
    window.get_by_text("Passed: batchnorm_forward normalises").first.wait_for()
    score = window.locator(f"input.score[id='{QUESTION}']")
    score.fill("1.5")
    score.press("Tab")
    words = window.locator(f"textarea[id='{QUESTION}-comment']")
    words.fill("Say why.")
    words.press("Tab")
    for _ in range(100):
        if recorded(course, "right") == (1.5, "Say why."):
            break
        window.wait_for_timeout(100)
    assert recorded(course, "right") == (1.5, "Say why.")
    window.screenshot(path=str(shots / "formgrader-submission.png"))
    grading("regrade", NAME, "--all", "--apply", "--course", course)
    assert recorded(course, "right") == (1.5, "Say why.")
    assert submission_of(formgrader, "right")["score"] == 27.5
    window.goto(work)
    window.wait_for_function(
        "id => document.getElementById(id)?.value === '1.5'", arg=QUESTION
    )
