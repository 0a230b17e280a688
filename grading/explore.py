"""The widgets as one app in the browser, with the answer keys filled in."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

from cs231n_utils.skeletons import fill, skeletons
from grading.keys import answer_key
from grading.verbs import UsageError

APP = """from cs231n_utils.widgets.app import App
from grading.explore import fill_all

fill_all()
App()"""
# Voila's pages ask for icons from outside; a browser that obeys this does not.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "connect-src 'self' ws: data: blob:"
)


def answers() -> dict[str, Callable[..., Any]]:
    """Return the answer of every skeleton, by name."""
    return {
        name: getattr(answer_key(made.notebook), name)
        for name, made in skeletons().items()
    }


def fill_all() -> None:
    """Fill every skeleton from the answer keys."""
    for function in answers().values():
        fill(function)


def serve(port: int, browser: bool) -> int:
    """Serve the app on this machine until it is stopped; return the exit code."""
    if importlib.util.find_spec("voila") is None:
        raise UsageError('Voila is missing: pip install -e ".[instructor,explore]"')
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "explore.ipynb"
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(APP)], metadata={"kernelspec": kernel}
        )
        nbformat.write(notebook, path)
        print(f"The widgets are at http://127.0.0.1:{port} until Ctrl-C.", flush=True)
        return subprocess.call(command(path, port, browser))


def command(path: Path, port: int, browser: bool) -> list[str]:
    """Return the command that serves a notebook as an app, on this machine only."""
    settings = {"headers": {"Content-Security-Policy": POLICY}}
    return [
        *(sys.executable, "-m", "voila", str(path), f"--port={port}"),
        *([] if browser else ["--no-browser"]),
        "--Voila.ip=127.0.0.1",
        f"--Voila.tornado_settings={json.dumps(settings)}",
        "--VoilaConfiguration.show_tracebacks=True",
    ]
