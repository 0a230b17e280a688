"""The widgets as one app, as a lecture hall sees them."""

import os
import signal
import socket
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Start `python -m grading explore`; return its address."""
    pytest.importorskip("voila")
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"HOME": str(home), "JUPYTER_DATA_DIR": str(home)}
    command = [sys.executable, "-m", "grading", "explore", "--no-browser"]
    server = subprocess.Popen(
        [*command, f"--port={port}"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield f"http://127.0.0.1:{port}"
    os.killpg(server.pid, signal.SIGINT)
    server.wait(30)


def test_menu_opens_widgets_and_a_key_changes_the_picture(app, page, shots):
    page.set_viewport_size({"width": 1280, "height": 1000})
    for _ in range(300):
        try:
            page.goto(app)
            break
        except Exception:
            page.wait_for_timeout(200)
    picture = page.locator(".nn-picture canvas[data-shown]")
    picture.wait_for(timeout=90_000)
    page.screenshot(path=shots / "explore.png")
    menu = page.get_by_label("question")

    def choose(question):
        menu.select_option(question)
        page.locator("strong", has_text=question).wait_for(timeout=60_000)

    for question in menu.locator("option").all_inner_texts():
        choose(question)
        slider = page.locator(".widget-hslider").first.get_by_role("slider")
        slider.focus()
        before = picture.evaluate("picture => picture.toDataURL()")
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "([picture, before]) => picture.toDataURL() !== before",
            arg=[picture.element_handle(), before],
        )
    choose("What does the learning rate do to a training run?")
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_text("Verdict: good").wait_for(timeout=60_000)
    page.screenshot(path=shots / "explore-run.png")
