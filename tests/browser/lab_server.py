"""A JupyterLab server with a home of its own, and a browser's settings."""

import contextlib
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


@contextlib.contextmanager
def serving(home, root):
    """Start JupyterLab over an empty folder."""
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
    try:
        yield lab
    finally:
        stop(server)


def stop(server):
    """End the server, kindly at first."""
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
