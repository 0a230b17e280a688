"""The app: one menu, and the server that shows it."""

import importlib.util

import pytest

from cs231n_utils import widgets
from cs231n_utils.skeletons import filling, skeletons
from cs231n_utils.widgets.app import App
from grading import explore
from grading.cli import main


@pytest.mark.usefixtures("keys")
def test_every_question_of_the_menu_opens_its_widget_once():
    app = App()
    questions = [question for question, _ in app.menu.options]
    assert len(set(questions)) == len(widgets.__all__) == 10
    for _, made in app.menu.options:
        app.menu.value = made
        assert type(app.shown) is made
        assert len(app.shown.text) > 40
    first = app.menu.options[0][1]
    app.menu.value = first
    shown = app.shown
    app.menu.value = app.menu.options[1][1]
    app.menu.value = first
    assert app.shown is shown


def test_answers_fill_every_skeleton():
    with filling({}):
        explore.fill_all()
        assert all(made.body for made in skeletons().values())


def test_without_voila_the_message_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main(["explore", "--no-browser"]) == 2
    assert "pip install" in capsys.readouterr().err


def test_app_is_served_to_this_machine_only(tmp_path):
    words = explore.command(tmp_path / "x.ipynb", 8866, browser=False)
    assert "--Voila.ip=127.0.0.1" in words
    assert "--no-browser" in words
    assert "--no-browser" not in explore.command(tmp_path, 8866, browser=True)
