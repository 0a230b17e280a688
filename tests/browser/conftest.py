"""JupyterLab in a browser that may talk to this machine only."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IDLE = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const kernel = panel?.sessionContext?.session?.kernel;
    return kernel && kernel.status === 'idle' &&
        kernel.connectionStatus === 'connected' && panel.context.isReady;
}"""
RUN = """name => window.jupyterapp.commands.execute(name).then(() => null)"""


@dataclass
class Lab:
    """A JupyterLab server: where it is, and the folder that it shows."""

    base: str
    token: str
    root: Path


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Start JupyterLab over an empty folder, with a home of its own."""
    home, root = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("root")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    config = home / "config" / "labconfig"
    config.mkdir(parents=True)
    # Otherwise a pop-up asks about news from outside.
    notification = {"fetchNews": "false", "checkForUpdates": False}
    (config / "default_setting_overrides.json").write_text(
        json.dumps({"@jupyterlab/apputils-extension:notification": notification})
    )
    environment = os.environ | {
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "run"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={root}",
        "--LabApp.expose_app_in_browser=True",
    ]
    log = home / "lab.log"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command, cwd=root, env=environment, stdout=stream, stderr=stream
        )
    lab = Lab(f"http://127.0.0.1:{port}", token, root)
    wait_for(lab, server, log)
    yield lab
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def wait_for(lab, server, log):
    """Wait until the server answers; show its log when it does not."""
    request = urllib.request.Request(
        f"{lab.base}/api/status", headers={"Authorization": f"token {lab.token}"}
    )
    end = time.monotonic() + 60
    while True:
        assert server.poll() is None, log.read_text()[-2000:]
        try:
            urllib.request.urlopen(request, timeout=2).close()
            return
        except OSError:
            assert time.monotonic() < end, log.read_text()[-2000:]
            time.sleep(0.1)


@pytest.fixture(scope="session")
def chromium():
    """Start the browser, or skip where there is none."""
    api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no chromium here: install it, or name it in $CHROMIUM")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """Open a page; a request to the outside or a script error fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    outside, errors = [], []

    def route(handle):
        url = handle.request.url
        if url.startswith(("http://127.0.0.1", "data:", "blob:", "file:")):
            handle.continue_()
        else:
            outside.append(url)
            handle.abort()

    context.route("**/*", route)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not outside
    assert not errors


@pytest.fixture
def open_notebook(page, lab):
    """Open a file of the lab's folder as a notebook and wait for its kernel."""

    def go(path, factory="Notebook"):
        page.goto(
            f"{lab.base}/lab/workspaces/{secrets.token_hex(4)}?reset&token={lab.token}"
        )
        page.wait_for_function("window.jupyterapp !== undefined")
        page.evaluate("() => window.jupyterapp.restored.then(() => null)")
        page.evaluate(
            "([path, factory]) => window.jupyterapp.commands.execute("
            "'docmanager:open', {path, factory}).then(() => null)",
            [path, factory],
        )
        page.wait_for_function(IDLE, timeout=60_000)

    return go


@pytest.fixture
def run_all(page):
    """Run all cells of the open notebook and wait until the kernel has done so."""

    def go():
        page.evaluate(RUN, "notebook:run-all-cells")
        page.wait_for_function(IDLE, timeout=240_000)

    return go


@pytest.fixture
def run_to(page):
    """Run the cells of these grade_ids one after another, and nothing else."""

    def go(*grade_ids):
        for grade_id in grade_ids:
            page.evaluate(
                """async grade_id => {
                    const app = window.jupyterapp;
                    const notebook = app.shell.currentWidget.content;
                    notebook.activeCellIndex = notebook.widgets.findIndex(cell =>
                        cell.model.getMetadata('nbgrader')?.grade_id === grade_id);
                    notebook.deselectAll();
                    await app.commands.execute('notebook:run-cell');
                }""",
                grade_id,
            )

    return go


@pytest.fixture(scope="session")
def shots():
    """Return the folder in which screenshots are kept, to be looked at."""
    folder = Path(os.environ.get("SCREENSHOTS", "build/screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
