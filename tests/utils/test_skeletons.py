"""Skeletons, what fills them, and what is carried over from earlier notebooks."""

from __future__ import annotations

import json
import warnings
from types import ModuleType

import numpy as np
import pytest

from cs231n_utils import layers, optim
from cs231n_utils.carry import NOTEBOOKS, carry_over, read_definitions
from cs231n_utils.skeletons import (
    BadInput,
    FillError,
    NotFilled,
    exercise,
    fill,
    fill_from,
    filling,
    skeletons,
)


@pytest.fixture(autouse=True)
def _empty():
    """Start every test with nothing filled, and restore what was."""
    with filling({}):
        yield


def bodies():
    return {name for name, made in skeletons().items() if made.body}


# Skeletons


@pytest.mark.parametrize("name", sorted(skeletons()))
def test_an_exercise_that_is_not_written_names_itself_and_its_notebook(name):
    made = skeletons()[name]
    with pytest.raises(NotFilled) as caught:
        made(1, 2)
    assert f"`{name}` is not written yet" in str(caught.value)
    assert f"notebook `{made.notebook}`" in str(caught.value)
    assert made.notebook in NOTEBOOKS


def test_an_exercise_that_is_not_written_shows_no_traceback():
    with pytest.raises(NotFilled) as caught:
        layers.relu_forward(np.ones(2))
    (line,) = caught.value._render_traceback_()
    assert line.startswith("NotFilled: `relu_forward`")


@pytest.mark.parametrize("name", sorted(skeletons()))
def test_a_skeleton_keeps_name_and_docstring(name):
    made = skeletons()[name]
    assert made.__name__ == name
    assert made.__doc__.strip()
    assert f"to be written in notebook {made.notebook}" in repr(made)


def test_skeletons_of_one_notebook():
    layers = {
        f"{n}_{way}"
        for n in ("dropout", "dropconnect")
        for way in ("forward", "backward")
    }
    assert set(skeletons("dropout")) == layers
    assert set(skeletons("dropout")) < set(skeletons())


# Filling


def test_a_filled_skeleton_calls_its_body_wherever_it_was_imported():
    from cs231n_utils.layers import relu_forward as imported_before

    @fill
    def relu_forward(x):
        return x * 2, None

    assert imported_before(3)[0] == layers.relu_forward(3)[0] == relu_forward(3)[0] == 6
    assert "filled" in repr(imported_before)


def test_the_last_body_wins():
    for factor in (2, 3):

        @fill
        def relu_forward(x, factor=factor):
            return x * factor, None

    assert layers.relu_forward(1)[0] == 3


def test_arguments_may_have_other_names_and_more_defaults():
    @fill
    def affine_forward(a, weights, bias, scale=1):
        return a + weights + bias, scale

    assert layers.affine_forward(1, 2, 3) == (6, 1)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda x: x, r"must take \(x, w, b\).*yours takes \(x\)"),
        (lambda x, w, b, c: x, r"yours takes \(x, w, b, c\)"),
        (lambda x, *, w, b: x, r"yours takes \(x, \*, w, b\)"),
    ],
)
def test_arguments_that_do_not_fit_are_told_at_once(answer, says):
    answer.__name__ = "affine_forward"
    with pytest.raises(FillError, match=says):
        fill(answer)
    assert not bodies()


def test_an_optional_argument_must_stay():
    def adam(w, dw):
        return w, {}

    with pytest.raises(FillError, match=r"must take \(w, dw, config=None\)"):
        fill(adam)


def test_a_name_that_does_not_exist_comes_with_the_nearest():
    def relu_foward(x):
        return x, x

    with pytest.raises(FillError, match="Did you mean `relu_forward`"):
        fill(relu_foward)


def test_a_blank_body_says_which_exercise_it_is():
    @fill
    def relu_forward(x):
        raise NotImplementedError

    for called in (relu_forward, layers.relu_forward):
        with pytest.raises(NotFilled, match="`relu_forward` is not written yet"):
            called(1)


def test_a_blank_exercise_beside_the_library_says_so_too():
    @exercise("batchnorm")
    def helper(x):
        raise NotImplementedError

    with pytest.raises(NotFilled, match=r"`helper`.*`batchnorm`"):
        helper(1)


def test_an_answer_that_calls_a_blank_one_names_the_blank_one():
    @fill
    def affine_forward(x, w, b):
        return layers.relu_forward(x)

    with pytest.raises(NotFilled, match="`relu_forward`"):
        layers.affine_forward(1, 2, 3)


def test_errors_of_an_answer_are_its_own():
    @fill
    def relu_forward(x):
        return x / 0

    with pytest.raises(ZeroDivisionError):
        layers.relu_forward(1)


def test_filling_ends_with_its_block_even_after_an_error():
    @fill
    def relu_forward(x):
        return "before"

    def fail_inside():
        with filling({"adam": lambda w, dw, config: "inside"}):
            assert bodies() == {"adam"}
            raise KeyError(optim.adam(1, 2, {}))

    with pytest.raises(KeyError, match="inside"):
        fail_inside()
    assert bodies() == {"relu_forward"}


def test_fill_from_a_module_takes_functions_only():
    module = ModuleType("answers")
    module.relu_forward = lambda x: (x, x)
    module.relu_forward.__name__ = "relu_forward"
    module.relu_backward = 3
    module.other = print
    assert fill_from(module) == ["relu_forward"]


def test_fill_from_a_file(tmp_path):
    path = tmp_path / "my layers.py"
    path.write_text("def relu_forward(x):\n    return x + 1, x\n\nHELP = 3\n")
    assert fill_from(path) == ["relu_forward"]
    assert layers.relu_forward(1)[0] == 2


def test_fill_from_what_is_no_file_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="is not a Python file"):
        fill_from(tmp_path / "layers.py")


# Carrying over


def code(*sources):
    return [{"cell_type": "code", "source": source} for source in sources]


def write(path, cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


RELU = "@fill\ndef relu_forward(x):\n    return x * 7, None\n"


@pytest.mark.parametrize("place", ["backprop.ipynb", "../backprop/backprop.ipynb"])
def test_what_was_written_earlier_is_carried_over(tmp_path, capsys, place):
    here = tmp_path / "dropout"
    here.mkdir()
    write(here / place, code("import numpy as np\nfrom cs231n_utils import fill", RELU))
    carry_over("dropout", here)
    out = capsys.readouterr().out
    assert layers.relu_forward(1)[0] == 7
    assert "Carried over from your notebooks: relu_forward." in out
    assert "affine_forward (backprop)" in out.split("Still to be written")[1]
    assert "dropout_forward" not in out


def test_only_definitions_run(tmp_path):
    cells = code(
        "import numpy as np\n%matplotlib inline\n!rm -rf nothing\nTWO = 2",
        RELU.replace("7", "helper()"),
        "def helper():\n    return TWO * np.float64(1.5)",
        "open('written', 'w')\nraise SystemExit",
        "this is no Python",
    )
    write(tmp_path / "backprop.ipynb", cells)
    carry_over("dropout", tmp_path)
    assert layers.relu_forward(1)[0] == 3
    assert [p.name for p in tmp_path.iterdir()] == ["backprop.ipynb"]


def test_imports_that_no_definition_uses_are_not_run(tmp_path, capsys):
    cells = code(
        "import nowhere\nfrom nowhere.else_ import nothing as what",
        "import os.path as place, math\nfrom operator import *",
        RELU.replace("7", "math.floor(add(place.sep == '/', 2.5))"),
    )
    write(tmp_path / "x.ipynb", cells)
    definitions = read_definitions(tmp_path / "x.ipynb")
    assert definitions["relu_forward"](1)[0] == 3
    assert not capsys.readouterr().out
    write(tmp_path / "x.ipynb", [*cells, *code("def other():\n    return what()")])
    read_definitions(tmp_path / "x.ipynb")
    assert "skipped: No module named 'nowhere'" in capsys.readouterr().out


@pytest.mark.parametrize("decorator", ["@fill", "@cs231n_utils.fill", ""])
def test_a_definition_alone_fills_nothing(tmp_path, decorator):
    write(tmp_path / "x.ipynb", code(RELU.replace("@fill", decorator)))
    definitions = read_definitions(tmp_path / "x.ipynb")
    assert definitions["relu_forward"](1)[0] == 7
    assert not bodies()


def test_the_source_of_a_cell_may_be_a_list_of_lines(tmp_path):
    write(tmp_path / "backprop.ipynb", code(RELU.splitlines(keepends=True)))
    carry_over("dropout", tmp_path)
    assert layers.relu_forward(1)[0] == 7


def test_blank_answers_count_as_still_to_be_written(tmp_path, capsys):
    blank = (
        "@fill\ndef relu_forward(x):\n    '''Doc.'''\n    raise NotImplementedError()"
    )
    write(tmp_path / "backprop.ipynb", code(blank))
    carry_over("dropout", tmp_path)
    out = capsys.readouterr().out
    assert "Carried over" not in out
    assert "relu_forward (backprop)" in out


def test_without_earlier_notebooks_all_is_still_to_be_written(tmp_path, capsys):
    carry_over("batchnorm", tmp_path)
    out = capsys.readouterr().out
    assert out.startswith("Still to be written, in the notebook named in brackets: ")
    assert out.count("(backprop)") == len(skeletons("backprop"))


def test_the_first_notebook_carries_nothing(tmp_path, capsys):
    carry_over("backprop", tmp_path)
    assert not capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"cells": 3}',
        b'{"cells": [{"cell_type": "code"}]}',
        b'{"worksheets": []}',
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_notebook_is_named_and_stops_nothing(tmp_path, capsys, content):
    (tmp_path / "backprop.ipynb").write_bytes(content)
    carry_over("dropout", tmp_path)
    out = capsys.readouterr().out
    assert "backprop.ipynb is damaged and was not read." in out
    assert "relu_forward (backprop)" in out


def test_what_is_missing_comes_from_an_unlocked_key(tmp_path, capsys):
    here = tmp_path / "course" / "dropout"
    write(here / "backprop.ipynb", code(RELU))
    unlocked = tmp_path / "course" / "unlocked" / "backprop.py"
    unlocked.parent.mkdir()
    unlocked.write_text(
        "def relu_forward(x):\n    return 0, None\n\n"
        "def relu_backward(dout, cache):\n    return 5\n"
    )
    carry_over("dropout", here)
    out = capsys.readouterr().out
    assert "Carried over from your notebooks: relu_forward." in out
    assert "From the answer key: relu_backward." in out
    assert layers.relu_forward(1)[0] == 7
    assert layers.relu_backward(1, 2) == 5


def test_in_grading_everything_comes_from_the_key(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    here = tmp_path / "autograded" / "student" / "dropout"
    write(here / "backprop.ipynb", code(RELU))
    key = tmp_path / "source" / "backprop" / "backprop.py"
    key.parent.mkdir(parents=True)
    key.write_text("def relu_forward(x):\n    return 0, None\n")
    with warnings.catch_warnings():
        carry_over("dropout", here)
    assert layers.relu_forward(1)[0] == 0
    assert "Carried over" not in capsys.readouterr().out


def test_an_earlier_answer_that_no_longer_fits_is_told_and_stops_nothing(
    tmp_path, capsys
):
    write(
        tmp_path / "backprop.ipynb",
        code("def affine_forward(x):\n    return x", RELU),
    )
    carry_over("dropout", tmp_path)
    out = capsys.readouterr().out
    assert "backprop.ipynb: `affine_forward` must take (x, w, b)" in out
    assert "Carried over from your notebooks: relu_forward." in out
    assert "affine_forward (backprop)" in out


def test_a_notebook_that_does_not_exist_is_one_clear_line(tmp_path):
    with pytest.raises(BadInput, match="There is no notebook 'batchnrom'"):
        carry_over("batchnrom", tmp_path)
