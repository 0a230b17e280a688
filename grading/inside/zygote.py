"""The warm process inside the sandbox: it forks one answer process a submission.

It imports what notebooks need, once. For each request it forks a warden, which builds
the walls, forks the answer process and watches over it. It ends when the worker that
started it hangs up, and with it ends everything that it started.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
from typing import Any

from . import answers, walls
from .memory import descendants, memory_of, reap
from .shell import Shell

WATCH = 0.05
NOT_NEEDED = "was no longer needed"


def main(control_fd: int, settings: dict[str, Any]) -> None:
    """Fork a warden for each request that arrives, until nobody is there."""
    control = socket.socket(fileno=control_fd)
    shell = warm_up()
    user = settings["first_user"]
    control.send(b"ready")
    while True:
        data, fds, _, _ = socket.recv_fds(control, 4096, 2)
        if not data:
            return
        user += settings["walls"] == "bubblewrap"
        if os.fork() == 0:
            control.close()
            _warden(shell, fds, {**settings, "user": user})
            os._exit(0)
        for fd in fds:
            os.close(fd)
        reap()


def warm_up() -> Shell:
    """Import what notebooks use, and make the shell."""
    import matplotlib.figure  # noqa: F401
    import matplotlib_inline.backend_inline  # noqa: F401
    import numpy as np
    import numpy.random

    import cs231n_utils.checks
    import cs231n_utils.classifiers.fc_net
    import cs231n_utils.plots
    import cs231n_utils.solver  # noqa: F401

    shell = Shell()
    shell.run("1 + 1", 60)
    np.linalg.norm(np.ones((2, 2)) @ np.ones((2, 2)))
    shell.reset(new_session=True)
    return shell


def _warden(shell: Shell, fds: list[int], settings: dict[str, Any]) -> None:
    """Start an answer process, watch over it, and say why it ended."""
    line, status = (socket.socket(fileno=fd) for fd in fds)
    locked = settings["walls"] == "bubblewrap"
    try:
        if locked:
            walls.split_off()
        else:
            walls.libc.prctl(walls.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        child = os.fork()
    except OSError as error:
        status.send(json.dumps({"ended": f"could not be started: {error}"}).encode())
        return
    if child == 0:
        status.close()
        _become(line, shell, settings, locked)
    line.close()
    ended, peak = _watch(child, status, settings["limits"])
    _end(child, locked)
    with contextlib.suppress(OSError):
        status.send(json.dumps({"ended": ended, "memory": peak}).encode())


def _become(
    line: socket.socket, shell: Shell, settings: dict[str, Any], locked: bool
) -> None:
    """Be the answer process."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(nothing, fd)
        if locked:
            walls.close_up(settings)
        else:
            walls.libc.prctl(walls.PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            walls.bound(settings["limits"])
            os.chdir(tempfile.mkdtemp(prefix="answers-"))
        answers.serve(line, shell)
    finally:
        os._exit(70)


def _watch(
    child: int, status: socket.socket, limits: dict[str, Any]
) -> tuple[str, float]:
    """Wait until the answer process ends or must end; return why, and its memory."""
    peak = 0.0
    end = time.monotonic() + limits["notebook"]
    while True:
        gone, code = os.waitpid(child, os.WNOHANG)
        if gone:
            return _how(code), peak
        if select.select([status], [], [], WATCH)[0]:
            peak = max(peak, memory_of(child))
            gone, code = os.waitpid(child, os.WNOHANG)
            return _how(code) if gone else NOT_NEEDED, peak
        now = memory_of(child)
        peak = max(peak, now)
        if now > limits["memory"]:
            return f"took more than {limits['memory']} MB of memory", peak
        if time.monotonic() > end:
            return f"ran for more than {limits['notebook']:g} s in all", peak


def _how(code: int) -> str:
    if not os.WIFSIGNALED(code):
        return f"ended itself with exit code {os.waitstatus_to_exitcode(code)}"
    number = os.WTERMSIG(code)
    if number in (signal.SIGXCPU, signal.SIGKILL):
        return "used up its processor time, or was killed"
    return f"was ended by signal {number} ({signal.strsignal(number)})"


def _end(child: int, locked: bool) -> None:
    """Kill the answer process and whatever it started."""
    while True:
        family = [child] if locked else [child, *descendants(os.getpid())]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(walls.PR_SET_DUMPABLE, 0, 0, 0, 0)
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
