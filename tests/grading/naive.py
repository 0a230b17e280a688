"""A grader of one process, as nbgrader's is: answers and tests share an interpreter.

Attacks are tried on it, to see that they are real. It reads a job from stdin and prints
what happened as JSON. Run it by `run_naively`, which locks it up in bubblewrap: it
executes whatever it is given.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
TMP = "/tmp"
HOME = f"{TMP}/home"
RESULT = f"{TMP}/result.json"
KEPT = 30_000_000
LIMITS = {
    resource.RLIMIT_NPROC: 64,
    resource.RLIMIT_NOFILE: 256,
    resource.RLIMIT_AS: 3 * 2**30,
    resource.RLIMIT_FSIZE: 2**27,
    resource.RLIMIT_CPU: 30,
    resource.RLIMIT_CORE: 0,
}
NOBODY = 1_700_000_000


class Hung(Exception):
    """The grader did not come to an end."""


def run_naively(job: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Run a job in bubblewrap, as nobody, within limits.

    Returns
    -------
    happened : dict
        "died": whether the grader did; "scores" by grade_id; "leaks": which of the
        job's canaries were shown; "shown": how many characters; "left": how many
        processes go on; "startup": whether code waits for the next shell; "wire": how
        many bytes came out of a socket.
    """
    environment = {
        "CS231N_SEED": job.get("seed", "0"),
        "HOME": HOME,
        "NBGRADER_EXECUTION": "autograde",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": "/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(PROJECT),
    }
    try:
        ran = subprocess.run(
            [*_walls(), sys.executable, __file__],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=seconds,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise Hung from None
    try:
        return dict(json.loads(ran.stdout.strip().splitlines()[-1]))
    except (IndexError, ValueError):
        return {"died": True, "said": ran.stderr[-2000:]}


def _walls() -> list[str]:
    parts = ["bwrap", "--die-with-parent", "--new-session", "--ro-bind", "/", "/"]
    parts += ["--size", str(2**28), "--tmpfs", "/tmp", "--proc", "/proc"]
    parts += ["--dev", "/dev", "--dir", HOME, "--chdir", TMP]
    if PROJECT.is_relative_to("/tmp"):
        parts += ["--ro-bind", str(PROJECT), str(PROJECT)]
    if os.geteuid() != 0:
        return [*parts, "--unshare-all", "--"]
    # Root's home is closed to others; what of Python lies there is opened.
    parts += ["--perms", "0755", "--tmpfs", "/root", "--chmod", "0777"]
    parts += [HOME, "--chmod", "0777", TMP]
    for prefix in sorted({sys.prefix, sys.base_prefix}):
        if Path(prefix).is_relative_to("/root"):
            parts += ["--ro-bind", prefix, prefix]
    for space in ("pid", "net", "ipc", "uts"):
        parts.append(f"--unshare-{space}")
    user = str(NOBODY + os.getpid())
    parts += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"]
    parts += ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
    return [*parts, "--no-new-privs", "--inh-caps=-all"]


def main() -> None:
    """Run the job of stdin in a child; say what it left."""
    if os.getpid() > 20:
        sys.exit("Only in bubblewrap: this executes what it is given.")
    for limit, value in LIMITS.items():
        resource.setrlimit(limit, (value, value))
    job = json.load(sys.stdin)
    before = _processes()
    child = os.fork()
    if child == 0:
        happened = _wire(job) if job.get("wire") else _grade(job)
        Path(RESULT).write_text(json.dumps(happened))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    time.sleep(0.2)
    happened = {"died": status != 0, "left": len(_processes() - before)}
    startup = Path(HOME, ".ipython/profile_default/startup")
    happened["startup"] = bool(list(startup.glob("*.py")))
    if status == 0:
        happened |= json.loads(Path(RESULT).read_text())
    print(json.dumps(happened))


def _processes() -> set[str]:
    return {name for name in os.listdir("/proc") if name.isdigit()}


class Sink(io.TextIOBase):
    """Counts what is printed, and keeps the beginning."""

    def __init__(self) -> None:
        self.shown, self.kept = 0, io.StringIO()

    def write(self, text: str) -> int:
        if self.shown < KEPT:
            self.kept.write(text[:KEPT])
        self.shown += len(text)
        return len(text)


def _grade(job: dict[str, Any]) -> dict[str, Any]:
    """Run all cells one after another, and give points where no error is shown."""
    from IPython.core.interactiveshell import InteractiveShell

    class Shell(InteractiveShell):
        def __init__(self) -> None:
            super().__init__()
            self.outputs: list[str] = []

        def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
            self.outputs.append(str(evalue))
            print("\n".join(map(str, stb)))

    sink, rows = Sink(), []
    sys.stdout = sys.stderr = sink
    shell = Shell.instance()
    shell.display_pub.publish = lambda data, *_, **__: print(data)
    for cell in job["cells"]:
        tags = cell["metadata"].get("tags", [])
        shell.outputs.clear()
        if "skip-execution" not in tags:
            shell.run_cell(cell["source"], store_history=True)
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("grade"):
            score = 0 if shell.outputs else marks["points"]
            rows.append({"name": marks["grade_id"], "score": score})
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    text = sink.kept.getvalue().replace("\\n", "\n").replace('\\"', '"')
    leaks = [name for name, texts in job["canaries"].items() if _any(texts, text)]
    return {"rows": rows, "shown": sink.shown, "leaks": leaks}


def _any(texts: list[str], shown: str) -> bool:
    return any(text in shown or text in shown.replace("\\'", "'") for text in texts)


def _wire(job: dict[str, Any]) -> dict[str, Any]:
    """Run cells beside a socket; count what arrives at its other end."""
    mine, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        theirs.close()
        _run_beside(mine, job["cells"])
    mine.close()
    theirs.settimeout(10)
    try:
        return {"wire": len(theirs.recv(2**20))}
    except OSError:
        return {"wire": 0}
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _run_beside(line: socket.socket, cells: list[dict[str, Any]]) -> None:
    """Run cells in a process that has a socket; stay until it is ended."""
    import numpy as np

    names = {"np": np, "fill": lambda f: f, "WIRE": True, "line": line}
    sys.stdout = Sink()
    for cell in cells:
        exec(cell["source"], names)
    time.sleep(60)


if __name__ == "__main__":
    main()
