"""Start the warm process whose children run students' code, inside bubblewrap."""

from __future__ import annotations

import functools
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from grading.inside.walls import FIRST_USER
from grading.keys import COURSE
from grading.limits import Limits

PROJECT = COURSE.parent
BUBBLEWRAP, NONE = "bubblewrap", "none"
KINDS = (BUBBLEWRAP, NONE)
# Of /etc: what programs need to find libraries, fonts and time zones.
ETC = (
    *("alternatives", "fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d"),
    *("localtime", "mime.types", "timezone"),
)
ENVIRONMENT = {
    "HOME": "/answers",
    "IPYTHONDIR": "/answers/ipython",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/matplotlib",
    "NBGRADER_EXECUTION": "autograde",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNOUSERSITE": "1",
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
}
INSTALL = (
    "bubblewrap is not here, and submissions are not run without it. Install it "
    "(`apt-get install bubblewrap`, `dnf install bubblewrap`), or say --sandbox none, "
    "if you trust every student."
)


class SandboxError(Exception):
    """Submissions cannot be run safely here; the message says what to do."""


def require(kind: str) -> None:
    """Refuse to go on without the walls that were asked for."""
    if kind == BUBBLEWRAP and not shutil.which("bwrap"):
        raise SandboxError(INSTALL)


class Sandbox:
    """A warm process that forks answer processes; `control` is the line to it.

    Parameters
    ----------
    kind : {"bubblewrap", "none"}
    limits : Limits
    """

    def __init__(self, kind: str, limits: Limits) -> None:
        require(kind)
        self.kind = kind
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                command(kind, theirs.fileno(), limits),
                env=environment(kind),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )

    def wait_until_ready(self, seconds: float = 60) -> None:
        """Wait until it is warm, or say why it did not start."""
        self.control.settimeout(seconds)
        try:
            ready = self.control.recv(64)
        except TimeoutError:
            ready = b""
        if ready != b"ready":
            self.process.kill()
            _, said = self.process.communicate()
            last = (said.decode(errors="replace").strip().splitlines() or ["?"])[-1]
            raise SandboxError(
                f"The sandbox does not start: {last} `python -m grading doctor` tells "
                "what this machine lacks."
            )
        self.control.settimeout(None)

    def close(self) -> None:
        """Hang up; everything inside ends."""
        self.control.close()
        if self.process.stderr:
            self.process.stderr.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def command(kind: str, fd: int, limits: Limits) -> list[str]:
    """Return the command that starts the warm process."""
    # Users of two sandboxes at a time must differ, or they share their limits.
    first = FIRST_USER + os.getpid() % 2**16 * 2**12 if os.geteuid() == 0 else 0
    settings = {"walls": kind, "limits": limits.row(), "first_user": first}
    settings["folders"] = _private()
    run = [str(fd), json.dumps(settings)]
    if kind == NONE:
        return [sys.executable, "-m", "grading.inside.zygote", *run]
    python = [sys.executable, "-s", "-m", "grading_inside.zygote", *run]
    return [*bubblewrap(), "--", *python]


def environment(kind: str) -> dict[str, str]:
    """Return the environment of the warm process, and so of all answers."""
    if kind == NONE:
        kept = {k: v for k, v in os.environ.items() if k != "CS231N_SEED"}
        own = {k: v for k, v in ENVIRONMENT.items() if k.startswith(("NB", "O"))}
        return {**kept, **own, "PYTHONPATH": str(PROJECT)}
    path = os.pathsep.join(["/course", *_packages()])
    return {**ENVIRONMENT, "PYTHONPATH": path, "TMPDIR": _private()[-1]}


def bubblewrap() -> list[str]:
    """Return the bwrap command with all its walls, up to the program to run."""
    parts = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc"]
    parts += ["--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"]
    parts += ["--die-with-parent"]
    if os.geteuid() != 0:
        parts += ["--unshare-user", "--uid", "0", "--gid", "0"]
        parts += ["--disable-userns"] * ("--disable-userns" in _options())
    # The answer processes get walls of their own; who builds those needs rights.
    parts += ["--cap-drop", "ALL"]
    for right in ("SYS_ADMIN", "SETUID", "SETGID", "SETPCAP", "KILL"):
        parts += ["--cap-add", f"CAP_{right}"]
    parts += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    for path in _system():
        parts += [*_parents(path), "--ro-bind", path, path]
    for link, target in _links():
        parts += ["--symlink", target, link]
    parts += _parents("/course/cs231n_utils")
    parts += ["--ro-bind", str(PROJECT / "cs231n_utils"), "/course/cs231n_utils"]
    inside = Path(__file__).parent / "inside"
    parts += ["--ro-bind", str(inside), "/course/grading_inside"]
    parts += ["--tmpfs", "/answers", "--tmpfs", "/matplotlib"]
    for fonts in _font_lists():
        parts += ["--ro-bind", str(fonts), f"/matplotlib/{fonts.name}"]
    parts += ["--chdir", "/", "--remount-ro", "/dev", "--remount-ro", "/"]
    parts += ["--remount-ro", "/tmp"] * ("/tmp" not in _private())
    return parts


def _private() -> list[str]:
    """Return the folders of which each answer process gets an empty one of its own.

    Where this project or its Python lies below /tmp, that one is left alone.
    """
    below = any(Path(path).is_relative_to("/tmp") for path in _system())
    return ["/matplotlib", "/answers", *([] if below else ["/tmp"])]


@functools.cache
def _options() -> str:
    said = subprocess.run(["bwrap", "--help"], capture_output=True, text=True)
    return said.stdout + said.stderr


def _system() -> Iterator[str]:
    """Yield the folders that Python and its libraries need."""
    yield "/usr"
    for name in ("bin", "sbin", "lib", "lib64", "lib32"):
        path = Path("/", name)
        if path.is_dir() and not path.is_symlink():
            yield str(path)
    yield from (f"/etc/{name}" for name in ETC if Path("/etc", name).exists())
    wanted = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    wanted |= {str(Path(sys.executable).resolve().parent.parent), *_packages()}
    for prefix in sorted(wanted):
        if not Path(prefix).is_relative_to("/usr"):
            yield prefix


def _packages() -> list[str]:
    """Return the folders of installed packages."""
    names = ("site-packages", "dist-packages")
    return [p for p in sys.path if Path(p).name in names and Path(p).is_dir()]


def _parents(path: str) -> list[str]:
    """Make the folders above a path, so that everybody can pass through them."""
    above = [p for p in reversed(Path(path).parents) if p != Path("/")]
    return [word for p in above for word in ("--perms", "0755", "--dir", str(p))]


def _links() -> Iterator[tuple[str, str]]:
    for name in ("bin", "sbin", "lib", "lib64", "lib32"):
        path = Path("/", name)
        if path.is_symlink():
            yield str(path), os.readlink(path)


def _font_lists() -> list[Path]:
    """Return the lists of fonts that matplotlib has made here; making one is slow."""
    said = os.environ.get("MPLCONFIGDIR")
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return sorted(Path(said or Path(cache, "matplotlib")).glob("fontlist-*.json"))
