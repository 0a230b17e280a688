"""JupyterLab in a browser that may talk to this machine only."""

import contextlib
import os
import secrets
from pathlib import Path

import nbformat
import pytest
from lab_server import CHROMIUM, FLAGS, IDLE, RUN, serving


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Start JupyterLab over an empty folder, with a home of its own."""
    home, root = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("root")
    with serving(home, root) as lab:
        yield lab


# Not for the session: as long as it is open, no test of its process can call
# `asyncio.run`.
@pytest.fixture(scope="module")
def chromium():
    """Start the browser, or skip where there is none."""
    api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no chromium here: install it, or name it in $CHROMIUM")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def guarded(chromium):
    """Open a page; a request to the outside or a script error fails at its end."""
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
def page(chromium):
    """Open a page that may talk to this machine only."""
    with guarded(chromium) as page:
        yield page


def open_in(page, lab, path, factory="Notebook"):
    """Open a file of the lab's folder as a notebook and wait for its kernel."""
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


@pytest.fixture
def open_notebook(page, lab):
    """Open a file of the lab's folder as a notebook and wait for its kernel."""

    def go(path, factory="Notebook"):
        open_in(page, lab, path, factory)

    return go


@pytest.fixture(scope="module")
def bench_page(chromium, lab):
    """Open a notebook of one cell, for all tests of a module that run it anew."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell()], metadata={"kernelspec": kernel}
    )
    path = f"bench-{secrets.token_hex(2)}.ipynb"
    nbformat.write(notebook, lab.root / path)
    with guarded(chromium) as page:
        page.set_viewport_size({"width": 1280, "height": 1150})
        open_in(page, lab, path)
        yield page


@pytest.fixture
def run_cell(bench_page):
    """Put code into the notebook's cell and run it; return the page."""

    def go(source):
        bench_page.evaluate(
            """async source => {
                const app = window.jupyterapp;
                const notebook = app.shell.currentWidget.content;
                notebook.activeCellIndex = 0;
                notebook.activeCell.model.sharedModel.setSource(source);
                await app.commands.execute('notebook:run-cell');
            }""",
            source,
        )
        return bench_page

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
