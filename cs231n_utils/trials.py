"""Running the trials of a search: in parallel, on disk, and never twice.

    trials = run_trials(train, points, "search")
    trial_table(trials)
    show(command_center(trials), alt=..., takeaway=...)

What holds, also when the program is killed at any instant:

- A trial that is recorded is never lost and never run again.
- A trial that was in flight leaves no trace, and is run again.
- A record is whole or not there. One that something else has damaged is run again.
- One search at a time works in a folder: a second one waits for the first to end, and
  gives up with a message after ten seconds.

These do not hold for a power cut, nor on file systems that rename in several steps.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cs231n_utils.display import Shown, table
from cs231n_utils.skeletons import BadInput, NotFilled, PlainError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Trial = dict[str, Any]
Train = Callable[[dict[str, Any]], Mapping[str, Any]]
LOCK = ".lock"
PATIENCE = 10.0


class Interrupted(PlainError, KeyboardInterrupt):
    """A search was interrupted; the message says what is stored and how to go on."""


class _Job(NamedTuple):
    path: Path
    setting: dict[str, Any]


def run_trials(
    train: Train,
    settings: Sequence[Mapping[str, Any]],
    folder: str | os.PathLike[str],
    workers: int = 2,
    *,
    again: bool = False,
) -> list[Trial]:
    """Train with each setting, in parallel, and store every result as it comes.

    A setting whose result is in the folder is not trained again: after an interrupt run
    the same cell, and the search goes on. Take another folder when `train` changes.

    Parameters
    ----------
    train : callable
        train(setting) returns a dict of numbers, texts and lists, with at least
        "val_acc". Any function will do, also one that is defined in a notebook. It runs
        in a process of its own: what it prints or changes is lost.
    settings : list of dicts
        Of numbers and texts.
    folder : path
        Holds one JSON file for each trial, named by the hash of its setting.
    workers : int, default=2
        How many trials run at a time, each on one core. With 0, and where the platform
        cannot fork, they run one by one in this process.
    again : bool, default=False
        Run those again that failed.

    Returns
    -------
    trials : list of dicts
        In the order of `settings`: the setting, what `train` returned, and

        - "status": "done"; "diverged" where val_acc is not finite, or where `train`
          returned a text under "stopped"; "failed" where it raised an error or died;
        - "reason": why it failed or diverged, or "";
        - "seconds": the time it took.

        In a trial that failed "val_acc" is nan.

    Raises
    ------
    Interrupted
        On Ctrl-C, in one line. Nothing that was done is lost.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [_Job(folder / f"{_digest(s)[:32]}.json", _plain(s)) for s in settings]
    with _alone(folder):
        for unfinished in folder.glob(".*.unfinished"):
            unfinished.unlink()
        missing = {job.path: job for job in jobs if _is_due(job.path, again)}
        try:
            _run(train, list(missing.values()), workers)
        except NotFilled:
            for path in missing:
                if _not_filled(path):
                    path.unlink()
            raise
        except KeyboardInterrupt:
            done = sum(_read(path) is not None for path in {job.path for job in jobs})
            raise Interrupted(
                f"{done} of {len(jobs)} trials are stored in {folder}. Run this again "
                "to go on from there."
            ) from None
        found = [_read(job.path) for job in jobs]
    trials = [_flat(record) for record in found if record is not None]
    _tell_failures(trials)
    return trials


def seed_of(setting: Mapping[str, Any]) -> int:
    """Return a seed that depends on nothing but the setting.

    So a trial comes out the same whenever, and in whatever company, it runs.

    Examples
    --------
    >>> seed_of({"lr": 1e-3, "reg": 0.1}) == seed_of({"reg": 0.1, "lr": 1e-3})
    True
    """
    return int(_digest(setting)[-8:], 16)


def ranked(trials: Sequence[Mapping[str, Any]]) -> list[Trial]:
    """Return the trials by validation accuracy, best first; nan is left out."""
    able = [dict(t) for t in trials if math.isfinite(t["val_acc"])]
    return sorted(able, key=lambda trial: -float(trial["val_acc"]))


def trial_table(
    trials: Sequence[Mapping[str, Any]],
    keep: int = 8,
    names: Sequence[str] = ("lr", "reg"),
) -> Shown:
    """Show the best trials, one a line."""
    rows = [
        [place, t["val_acc"], *(f"{t[name]:.2e}" for name in names), t["status"]]
        for place, t in enumerate(ranked(trials)[:keep], start=1)
    ]
    return table(rows, ["place", "val_acc", *names, "status"])


def command_center(
    trials: Sequence[Mapping[str, Any]],
    space: Mapping[str, tuple[float, float]] | None = None,
    names: tuple[str, str] = ("lr", "reg"),
) -> Figure:
    """Draw all trials of a search: where they lie, and how good they are.

    Parameters
    ----------
    trials : list of dicts
        What `run_trials` returned.
    space : dict, optional
        Its borders are drawn.
    names : (str, str), default=("lr", "reg")
        The hyperparameters across and upwards.

    Returns
    -------
    fig : Figure
        On the left both hyperparameters, coloured by validation accuracy; on the right
        the accuracy over the first of them. Crosses failed or diverged; on the right
        they stand on the axis.
    """
    from matplotlib import style

    from cs231n_utils import plots

    x, y = names
    able = ranked(trials)[::-1]  # the best are drawn last, on top
    lost = [t for t in trials if not math.isfinite(t["val_acc"])]
    scores = [t["val_acc"] for t in able]
    with style.context(plots.STYLE, after_reset=True):
        fig, (left, right) = plots.figure(2, width=9.6, height=3.9)
        for ax, up in ((left, y), (right, "val_acc")):
            dots = ax.scatter(
                *([t[n] for t in able] for n in (x, up)),
                c=scores,
                cmap="viridis",
                edgecolor=plots.INK,
                linewidth=0.5,
                s=48,
                label="_trials",
            )
            ax.set(xscale="log", xlabel=x, ylabel=up)
            for best in able[-1:]:
                ring = {"facecolor": "none", "edgecolor": plots.COLOURS[1], "lw": 2}
                ax.scatter(best[x], best[up], s=170, label="best", **ring)
        left.set_yscale("log")
        if lost:
            crosses = {**plots.CROSS, "color": "#666666", "label": "diverged or failed"}
            left.plot([t[x] for t in lost], [t[y] for t in lost], **crosses)
            # They have no accuracy, and stand on the axis.
            crosses |= {"transform": right.get_xaxis_transform(), "clip_on": False}
            right.plot([t[x] for t in lost], [0] * len(lost), **crosses)
        for n, ax, line in ((x, left, "v"), (y, left, "h"), (x, right, "v")):
            for edge in (space or {}).get(n, ()):
                draw = ax.axvline if line == "v" else ax.axhline
                draw(edge, color="#888888", linestyle=":", linewidth=1)
        right.set_xlim(left.get_xlim())
        fig.colorbar(dots, ax=right, label="val_acc")
        left.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderaxespad=0.2)
        right.set_title(f"{len(able)} of {len(trials)} trials trained to the end")
    return fig


def _run(train: Train, jobs: list[_Job], workers: int) -> None:
    """Run the jobs that are due, with a bar that shows how far they are."""
    from tqdm import tqdm

    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if workers and not can_fork:
        print("This platform cannot fork: the trials run one by one in this process.")
    run = _in_processes if workers and can_fork else _here
    with (
        tqdm(total=len(jobs), unit="trial", file=sys.stdout, disable=not jobs) as bar,
        contextlib.closing(run(train, jobs, workers)) as ended,
    ):
        for path in ended:
            if missing := _not_filled(path):
                raise NotFilled(missing)
            bar.update()


def _not_filled(path: Path) -> str:
    """Say which exercise a trial lacked: that tells nothing of the setting."""
    reason = str((_read(path) or {"reason": ""})["reason"])
    name = "NotFilled: "
    return reason.removeprefix(name) if reason.startswith(name) else ""


def _here(train: Train, jobs: list[_Job], workers: int) -> Generator[Path, None, None]:
    """Run one job after the other in this process."""
    for job in jobs:
        with _one_thread():
            record = _outcome(train, job.setting, Exception)
        _write(job.path, record)
        yield job.path


def _in_processes(
    train: Train, jobs: list[_Job], workers: int
) -> Generator[Path, None, None]:
    """Fork a process for each job; yield the files as the jobs end."""
    # A forked process has `train` already. Nothing is pickled, so it may be defined
    # anywhere; and a process that dies takes one trial with it.
    context = multiprocessing.get_context("fork")
    waiting, running = jobs[::-1], dict[Any, tuple[Any, _Job]]()
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                job, parent = waiting.pop(), os.getpid()
                process = context.Process(target=_work, args=(train, job, parent))
                with _no_ctrl_c(), warnings.catch_warnings():
                    # Python 3.12 warns of forks beside threads, which a notebook has.
                    warnings.simplefilter("ignore", DeprecationWarning)
                    process.start()
                    running[process.sentinel] = process, job
            for sentinel in connection.wait(list(running)):
                process, job = running.pop(sentinel)
                process.join()
                if _read(job.path) is None:
                    code = process.exitcode
                    _write(job.path, _failed(job, f"its process ended with {code}"))
                yield job.path
    finally:
        for process, _ in running.values():
            process.kill()
            process.join()


def _work(train: Train, job: _Job, parent: int) -> None:
    """Run one job in a process of its own, and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    with open(os.devnull, "w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        with _one_thread():
            _write(job.path, _outcome(train, job.setting, BaseException))


@contextlib.contextmanager
def _no_ctrl_c() -> Iterator[None]:
    """Put off Ctrl-C until a new process is known here, and ignores it there."""
    # A mask would be one of this thread only, and another one would take the signal.
    # Its exception would be lost in what Python runs around a fork.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        signal.raise_signal(signal.SIGINT)


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.05)
    os._exit(1)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Let numpy use one core: its sums may depend on how many share them."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


def _outcome(
    train: Train, setting: dict[str, Any], caught: type[BaseException]
) -> dict[str, Any]:
    """Train, and return the record of what came of it."""
    start = time.perf_counter()
    record: dict[str, Any] = {"setting": setting, "result": {}}
    try:
        result = dict(train(dict(setting)))
        good = math.isfinite(result["val_acc"]) and not result.get("stopped")
        record |= {"status": "done" if good else "diverged", "result": _plain(result)}
        record["reason"] = "" if good else str(result.get("stopped") or "not finite")
        json.dumps(record, allow_nan=False)
    except caught as error:
        reason = f"{type(error).__name__}: {error}"
        record |= {"status": "failed", "result": {}, "reason": reason}
    return record | {"seconds": time.perf_counter() - start}


def _failed(job: _Job, reason: str) -> dict[str, Any]:
    fixed: dict[str, Any] = {"status": "failed", "result": {}, "seconds": None}
    return {"setting": job.setting, "reason": reason, **fixed}


def _flat(record: Mapping[str, Any]) -> Trial:
    """Return a trial as one dict; what was not finite is nan again."""
    marks = {name: record[name] for name in ("status", "reason", "seconds")}
    flat = {**record["setting"], "val_acc": None, **record["result"], **marks}
    return {name: _restored(value) for name, value in flat.items()}


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return [_restored(v) for v in value]
    return math.nan if value is None else value


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: no numpy, None for what is not finite."""
    if isinstance(value, Mapping):
        return {str(name): _plain(v) for name, v in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _digest(setting: Mapping[str, Any]) -> str:
    """Return the hash of a setting, whatever the order of its names."""
    try:
        text = json.dumps(_plain(dict(setting)), sort_keys=True, allow_nan=False)
    except (TypeError, AttributeError):
        raise BadInput(
            f"A setting must be a dict of numbers and texts, not {setting!r}."
        ) from None
    return hashlib.sha256(text.encode()).hexdigest()


def _write(path: Path, record: Mapping[str, Any]) -> None:
    """Store a record: under a temporary name, which then becomes its own."""
    unfinished = path.with_name(f".{path.stem}.{os.getpid()}.unfinished")
    unfinished.write_text(json.dumps(record, allow_nan=False), encoding="utf-8")
    unfinished.replace(path)


def _read(path: Path) -> dict[str, Any] | None:
    """Return a record, or None where there is none that can be read."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        whole = {"setting", "status", "result", "reason", "seconds"} <= set(record)
    except (OSError, ValueError, TypeError):
        return None
    return record if whole else None


def _is_due(path: Path, again: bool) -> bool:
    record = _read(path)
    if record is None or _not_filled(path):
        return True
    return again and record["status"] == "failed"


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder: the processes of a killed search hold it until they end."""
    try:
        import fcntl
    except ImportError:  # no locks on this platform
        yield
        return
    with open(folder / LOCK, "w") as lock:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise BadInput(
                        f"Another search is at work in {folder}. Wait for it, or take "
                        "another folder."
                    ) from None
                time.sleep(0.05)
        yield


def _tell_failures(trials: Sequence[Trial]) -> None:
    failed = [trial for trial in trials if trial["status"] == "failed"]
    if failed:
        print(
            f"{len(failed)} of {len(trials)} trials failed, the first because of "
            f"{failed[0]['reason']}. With again=True they run again."
        )
