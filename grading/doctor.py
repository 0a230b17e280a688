"""Test every wall of the sandbox for real: break out, and see whether it holds."""

from __future__ import annotations

import dataclasses
import os
import platform
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grading.limits import Limits
from grading.proxies import Box, Lost
from grading.sandbox import BUBBLEWRAP, PROJECT, Sandbox

# Small, so that what runs into them does so soon.
LIMITS = Limits(cell=2, cpu=3, notebook=20, memory=1400, disk=8, processes=24, files=64)
CANARY = "GRADING_DOCTOR"


@dataclass(frozen=True)
class Finding:
    """What the doctor says of one wall: whether it holds, and what was seen."""

    wall: str
    holds: bool
    seen: str


@dataclass(frozen=True)
class Probe:
    """An attempt to get past a wall: Python that prints "held" where it fails.

    Attributes
    ----------
    wall : str
        What should hold.
    text : str
    ends : str, default=""
        What is said of the process's end, where the attempt must cost it its life.
    cell : float
        Seconds that it gets.
    """

    wall: str
    text: str
    ends: str = ""
    cell: float = LIMITS.cell


REFUSED = """
import os, socket, sys, ctypes, errno, signal, subprocess, time
def refused(*attempts):
    for attempt in attempts:
        try:
            result = attempt()
        except Exception as error:
            continue
        print("got through:", str(result)[:80])
        return
    print("held")
"""

PROBES = (
    Probe(
        "no network",
        """
def connect(address, family=socket.AF_INET):
    with socket.socket(family) as s:
        s.settimeout(1)
        s.connect(address)
        return address
refused(lambda: connect(("127.0.0.1", @@PORT@@)), lambda: connect(("192.0.2.1", 80)),
        lambda: socket.getaddrinfo("localhost.example", 80))
""",
    ),
    Probe(
        "course, submissions and gradebook out of sight",
        """
course = "@@PROJECT@@/"
refused(lambda: os.listdir(course + "assignments"), lambda: os.listdir("@@HOME@@/.ssh"),
        lambda: os.listdir(course + "grading"), lambda: open(course + "README.md"))
""",
    ),
    Probe(
        "Python, library and system read-only",
        """
import cs231n_utils, numpy
places = [os.path.dirname(module.__file__) for module in (cs231n_utils, numpy, os)]
places += [sys.prefix, "/usr/bin", "/etc", "/", "/dev", "/course"]
refused(*[lambda p=p: open(p + "/written", "w").close() for p in places])
""",
    ),
    Probe(
        "no other process in sight or in reach",
        """
found = [n for n in os.listdir("/proc") if n.isdigit()]
os.getppid() == 0 or print("has a parent:", os.getppid())
refused(lambda: found[0], lambda: os.kill(2, 0), lambda: os.kill(@@PID@@, 0))
""",
    ),
    Probe(
        "environment cleared",
        "refused(lambda: os.environ['@@CANARY@@'], lambda: os.environ['CS231N_SEED'])",
    ),
    Probe(
        "no rights, and no way to get some",
        """
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *args):
    if getattr(libc, name)(*args) != 0:
        raise OSError(ctypes.get_errno(), name)
    return name
refused(lambda: call("unshare", 0x10000000), lambda: call("unshare", 0x20000),
        lambda: call("mount", b"x", b"/answers", b"tmpfs", 0, b""),
        lambda: call("ptrace", 0, 0, 0, 0), lambda: call("chroot", b"/answers"),
        lambda: os.setuid(12345), lambda: call("sethostname", b"x", 1))
""",
    ),
    Probe(
        "memory is bounded",
        "x = []\nwhile True:\n    x.append(b'x' * 2**24)",
        "memory",
        cell=30,
    ),
    Probe(
        "memory of many processes together is bounded",
        """
for _ in range(8):
    if os.fork() == 0:
        x = b'x' * (150 * 2**20)
        time.sleep(60)
time.sleep(60)
""",
        "memory",
        cell=30,
    ),
    Probe(
        "number of processes is bounded",
        """
count = 0
try:
    for count in range(10_000):
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
except OSError:
    print("held" if count <= @@PROCESSES@@ else f"{count} processes")
""",
    ),
    Probe(
        "number of open files is bounded",
        """
files = []
try:
    for _ in range(100_000):
        files.append(os.open("/dev/null", 0))
except OSError:
    print("held" if len(files) <= @@FILES@@ else f"{len(files)} files")
for f in files: os.close(f)
""",
    ),
    Probe(
        "disk is bounded",
        """
size = 0
for folder in ("/answers", "/dev/shm", os.environ["TMPDIR"]):
    for i in range(200):
        try:
            with open(f"{folder}/{i}", "wb") as f:
                size += f.write(bytes(2**20))
                f.flush()
        except OSError:
            break
print("held" if size <= 60 * 2**20 else f"wrote {size >> 20} MB")
""",
    ),
    Probe(
        "output is bounded",
        "print('held')\nfor _ in range(100_000): print('x' * 100)",
    ),
    Probe(
        "a cell's time is bounded, and what it defined stays",
        "print('held')\nwhile True: pass",
    ),
    Probe(
        "a cell that cannot be interrupted is ended",
        """
signal.signal(signal.SIGALRM, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True:
    try:
        time.sleep(60)
    except BaseException:
        pass
""",
        "did not react",
    ),
    Probe(
        "processor time is bounded",
        """
signal.setitimer(signal.ITIMER_REAL, 0)
while True: pass
""",
        "processor time",
        cell=30,
    ),
    Probe(
        "a forged answer is refused",
        """
import gc
for s in gc.get_objects():
    if type(s) is socket.socket and s.fileno() >= 0:
        s.setblocking(True)
        s.send(b"\\x05\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0nope!")
time.sleep(1)
""",
        "message",
    ),
)


def examine(limits: Limits = LIMITS) -> Iterator[Finding]:
    """Try to break out in every way, and yield what was seen."""
    os.environ[CANARY] = secrets.token_hex(8)
    sandbox = Sandbox(BUBBLEWRAP, limits)
    try:
        sandbox.wait_until_ready()
        yield Finding("starts", True, f"as user {os.geteuid()}")
        with socket.create_server(("127.0.0.1", 0)) as server:
            for probe in PROBES:
                yield _try(sandbox, probe, server.getsockname()[1])
        yield _leaves_nothing(sandbox)
        yield _dies_with_its_tree(sandbox)
    finally:
        sandbox.close()
        del os.environ[CANARY]


def _try(sandbox: Sandbox, probe: Probe, port: int) -> Finding:
    words = {
        "PORT": port,
        "PROJECT": PROJECT,
        "HOME": Path.home(),
        "PID": os.getpid(),
        "CANARY": CANARY,
        "PROCESSES": LIMITS.processes,
        "FILES": LIMITS.files,
    }
    text = REFUSED + probe.text
    for word, value in words.items():
        text = text.replace(f"@@{word}@@", str(value))
    said, lost = _run(sandbox, text, dataclasses.replace(LIMITS, cell=probe.cell))
    if probe.ends:
        return Finding(probe.wall, probe.ends in lost, lost or said or "went on")
    held = said.startswith("held") and not lost and len(said) < 100_000
    return Finding(probe.wall, held, "held" if held else lost or said[:200])


def _run(sandbox: Sandbox, text: str, limits: Limits = LIMITS) -> tuple[str, str]:
    """Run a cell in an answer process; return what it said, and how it was lost."""
    box = Box(sandbox.control, limits, time.monotonic() + limits.notebook)
    said = ""
    try:
        outputs, error = box.cell(text)
        said = "".join(str(o.get("text", "")) for o in outputs)
        if error and error[0] != "TimeoutError":
            said += ": ".join(map(str, error))
    except Lost as lost:
        return said, str(lost)
    finally:
        box.close()
    return said, ""


def _leaves_nothing(sandbox: Sandbox) -> Finding:
    """See whether one submission finds what another one wrote."""
    places = '("/tmp", "/answers", "/dev/shm", "/matplotlib", "/var/tmp", "/dev", "/")'
    write = f"""
for place in {places}:
    try: open(place + "/left", "w").close()
    except OSError: pass
"""
    _run(sandbox, write)
    look = f'import os\nprint([p for p in {places} if os.path.exists(p + "/left")])'
    said, lost = _run(sandbox, look)
    wall = "one submission leaves nothing to the next"
    return Finding(wall, said == "[]\n", said + lost)


def _dies_with_its_tree(sandbox: Sandbox) -> Finding:
    """See whether a daemon outlives the submission that started it."""
    mark = f"{90000 + secrets.randbelow(9999)}.5"
    daemon = f"""
import os, subprocess
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp("sleep", ["sleep", "{mark}"])
    os._exit(0)
print("held")
"""
    said, lost = _run(sandbox, daemon)
    time.sleep(0.2)
    alive = [p for p in Path("/proc").glob("[0-9]*/cmdline") if mark in _read(p)]
    held = said.startswith("held") and not alive
    seen = "held" if held else lost or f"{len(alive)} alive. {said}"
    return Finding("no process outlives its turn", held, seen)


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def machine() -> dict[str, str]:
    """Return what this machine has of what grading needs."""
    bwrap = ["bwrap", "--version"]
    version = "missing"
    if shutil.which("bwrap"):
        version = subprocess.run(bwrap, capture_output=True, text=True).stdout.strip()
    return {
        "Python": f"{platform.python_version()} at {sys.prefix}",
        "kernel": platform.release(),
        "cores": str(len(os.sched_getaffinity(0))),
        "bubblewrap": version,
    }
