"""Every wall of the sandbox holds, and the doctor sees it when one does not."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grading import doctor, sandbox
from grading.doctor import LIMITS, PROBES, examine
from grading.sandbox import PROJECT, SandboxError, require

pytestmark = pytest.mark.sandbox
NOBODY = 65534
SCRIPT = """
from grading.doctor import examine
broken = [f"{f.wall}: {f.seen}" for f in examine() if not f.holds]
print(broken or "all hold")
"""


def only(monkeypatch, *walls):
    """Let the doctor try these walls only, to be quick."""
    kept = tuple(probe for probe in PROBES if probe.wall in walls)
    assert len(kept) == len(walls)
    monkeypatch.setattr(doctor, "PROBES", kept)


def without(monkeypatch, *words, instead=()):
    """Take words out of the bwrap command."""
    command = sandbox.bubblewrap()
    start = next(
        i for i in range(len(command)) if command[i : i + len(words)] == [*words]
    )
    command[start : start + len(words)] = instead
    monkeypatch.setattr(sandbox, "bubblewrap", lambda: command)


def broken():
    return {finding.wall for finding in examine() if not finding.holds}


def test_every_wall_holds():
    found = list(examine())
    assert len(found) >= 18
    assert not [finding for finding in found if not finding.holds]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_every_wall_holds_for_an_ordinary_user():
    packages = [p for p in sys.path if p.endswith("-packages")]
    python = python_for_everybody()
    said = subprocess.run(
        [python, "-c", SCRIPT],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(PROJECT), *packages]),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert said.stdout.strip() == "all hold", said.stdout + said.stderr


def python_for_everybody():
    """Return a Python of our version that an ordinary user may run."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for path in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        try:
            done = subprocess.run(
                [path, "-c", ""], user=NOBODY, group=NOBODY, extra_groups=[]
            )
        except OSError:
            continue
        if done.returncode == 0:
            return path
    return pytest.skip(f"no {version} here that an ordinary user may run")


def test_doctor_sees_a_network(monkeypatch):
    only(monkeypatch, "no network")
    without(monkeypatch, "--unshare-net")
    assert broken() == {"no network"}


def test_doctor_sees_the_course(monkeypatch):
    only(monkeypatch, "course, submissions and gradebook out of sight")
    place = str(PROJECT)
    without(monkeypatch, "--remount-ro", "/", instead=["--ro-bind", place, place])
    assert broken() == {"course, submissions and gradebook out of sight"}


def test_doctor_sees_a_library_that_can_be_written(monkeypatch, tmp_path):
    only(monkeypatch, "Python, library and system read-only")
    tmp_path.chmod(0o777)
    library = str(PROJECT / "cs231n_utils")
    copy = tmp_path / "cs231n_utils"
    subprocess.run(["cp", "-r", library, copy], check=True)
    subprocess.run(["chmod", "-R", "a+rwX", copy], check=True)
    for path in (tmp_path.parent, tmp_path.parent.parent):
        path.chmod(0o755)
    target = "/course/cs231n_utils"
    instead = ["--bind", str(copy), target]
    without(monkeypatch, "--ro-bind", library, target, instead=instead)
    assert broken() == {"Python, library and system read-only"}
    assert (copy / "written").exists()


def test_doctor_sees_an_environment_that_is_passed_on(monkeypatch):
    only(monkeypatch, "environment cleared")
    kept = sandbox.environment("bubblewrap")
    monkeypatch.setattr(sandbox, "environment", lambda kind: os.environ | kept)
    assert broken() == {"environment cleared"}


@pytest.mark.parametrize(
    ("wall", "limit"),
    [
        ("number of processes is bounded", {"processes": 40}),
        ("number of open files is bounded", {"files": 200}),
        ("disk is bounded", {"disk": 300}),
    ],
)
def test_doctor_sees_a_limit_that_is_not_kept(monkeypatch, wall, limit):
    only(monkeypatch, wall)
    wider = dataclasses.replace(LIMITS, **limit)
    found = [f for f in examine(wider) if not f.holds]
    assert {f.wall for f in found} == {wall}


def test_without_bubblewrap_nothing_is_run_and_one_line_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SandboxError, match="apt-get install bubblewrap") as refused:
        require("bubblewrap")
    assert "\n" not in str(refused.value)
    require("none")


def test_sandbox_that_does_not_start_says_why(monkeypatch):
    without(monkeypatch, "--chdir", "/", instead=["--chdir", "/nowhere"])
    with pytest.raises(SandboxError, match=r"does not start: .*/nowhere"):
        next(examine())


def test_closing_leaves_no_process():
    made = sandbox.Sandbox("bubblewrap", LIMITS)
    made.wait_until_ready()
    pid = made.process.pid
    made.close()
    assert not Path(f"/proc/{pid}").exists()
    zygotes = [
        path
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if f'"first_user": {sandbox.FIRST_USER + os.getpid() % 2**16 * 2**12}'
        in doctor._read(path)
    ]
    assert not zygotes
