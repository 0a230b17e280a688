"""What predictions promise."""

import json

import pytest

from cs231n_utils import predictions
from cs231n_utils.predictions import outcome, predict
from cs231n_utils.skeletons import BadInput

OPTIONS = {"a": "It grows.", "b": "It stays.", "c": "It shrinks."}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own and a fresh kernel for each test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    restart(monkeypatch)
    return tmp_path


def restart(monkeypatch):
    monkeypatch.setattr(predictions, "_records", {})
    monkeypatch.setattr(predictions, "_options", {})


def ask(answer="", name="scale"):
    return repr(predict(name, "What happens?", OPTIONS, answer)).splitlines()[-1]


def tell(truth="c", name="scale"):
    return repr(outcome(name, truth, "Because.")).splitlines()


def on_file(folder):
    return json.loads((folder / "predictions.json").read_text(encoding="utf-8"))


def test_predict_shows_the_question_and_its_options():
    shown = predict("scale", "What happens to `x < 1`?", OPTIONS)
    assert repr(shown).splitlines()[:4] == [
        "Predict. What happens to `x < 1`?",
        "a) It grows.",
        "b) It stays.",
        "c) It shrinks.",
    ]
    assert "<code>x &lt; 1</code>" in shown.html
    assert set(shown._repr_mimebundle_()) == {"text/html", "text/plain"}


@pytest.mark.parametrize("answer", ["b", "B", " b) ", "(b)"])
def test_a_letter_is_recorded(answer, folder):
    assert ask(answer) == "Recorded: b."
    assert on_file(folder) == {"scale": {"guess": "b", "truth": ""}}


def test_an_empty_answer_says_how_to_answer(folder):
    assert ask() == 'Write one of a, b, c as answer="..." and run the cell.'
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("answer", ["d", "ab", "<b>", 2, None, "\ud800"])
def test_an_unknown_letter_gets_one_line_and_keeps_what_was_recorded(answer, folder):
    ask("a")
    assert "is none of the options. Write one of a, b, c" in ask(answer)
    assert on_file(folder)["scale"]["guess"] == "a"
    assert ask() == "Your recorded prediction is a."


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("", ["You made no prediction. It is c: Because."]),
        (
            "b",
            [
                "You predicted b. It is c: Because.",
                "So far 0 of 1 prediction was right.",
            ],
        ),
        (
            "c",
            [
                "You predicted c. That is right: Because.",
                "So far 1 of 1 prediction was right.",
            ],
        ),
    ],
)
def test_outcome_compares_with_the_prediction(answer, lines):
    ask(answer)
    assert tell() == lines


def test_outcome_without_its_question_says_that_there_was_no_prediction():
    assert tell() == ["You made no prediction. It is c: Because."]


def test_the_tally_goes_on_over_notebooks(monkeypatch):
    for name, answer in [("one", "c"), ("two", "b"), ("three", ""), ("four", "c")]:
        ask(answer, name)
        tell("c", name)
        restart(monkeypatch)
    ask("a", "five")
    assert tell("a", "five")[-1] == "So far 3 of 4 predictions were right."


def test_a_guess_may_change_before_the_outcome_and_not_after(monkeypatch, folder):
    ask("a")
    assert ask("b") == "Recorded: b."
    tell()
    restart(monkeypatch)
    assert ask("c") == "Your first prediction, b, counts: the outcome has been shown."
    assert ask("b") == "Recorded: b."
    assert tell()[0] == "You predicted b. It is c: Because."
    assert on_file(folder) == {"scale": {"guess": "b", "truth": "c"}}


def test_a_first_guess_counts_although_the_outcome_was_shown():
    tell()
    assert ask("c") == "Recorded: c."
    assert tell()[-1] == "So far 1 of 1 prediction was right."


def test_records_of_another_kernel_are_kept(monkeypatch, folder):
    ask("a", "mine")
    mine = predictions._records
    restart(monkeypatch)
    ask("b", "theirs")
    monkeypatch.setattr(predictions, "_records", mine)
    ask("c", "mine")
    guesses = {name: record["guess"] for name, record in on_file(folder).items()}
    assert guesses == {"mine": "c", "theirs": "b"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"scale": "b"}',
        b'{"scale": {"guess": 1, "truth": ""}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_corrupt_file_is_left_alone_and_the_kernel_remembers(content, folder):
    (folder / "predictions.json").write_bytes(content)
    ask("c")
    assert tell()[-1] == "So far 1 of 1 prediction was right."
    assert (folder / "predictions.json").read_bytes() == content
    assert len(list(folder.iterdir())) == 1


def test_a_folder_in_the_files_place_does_not_stop_anybody(folder):
    (folder / "predictions.json").mkdir()
    ask("c")
    assert tell()[0] == "You predicted c. That is right: Because."


@pytest.mark.parametrize("failing", ["write_text", "replace"])
def test_a_folder_that_cannot_be_written_does_not_stop_anybody(
    failing, folder, monkeypatch
):
    def refuse(*_args, **_options):
        raise PermissionError("read-only")

    monkeypatch.setattr(f"pathlib.Path.{failing}", refuse)
    ask("c")
    assert tell()[0] == "You predicted c. That is right: Because."
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_gone_does_not_stop_anybody(folder, monkeypatch):
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    ask("c")
    assert tell()[0] == "You predicted c. That is right: Because."


def test_grading_neither_reads_nor_writes_a_file(folder, monkeypatch):
    ask("a")
    before = (folder / "predictions.json").read_bytes()
    restart(monkeypatch)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert ask("c") == "Recorded: c."
    assert tell()[-1] == "So far 1 of 1 prediction was right."
    assert (folder / "predictions.json").read_bytes() == before


def test_the_file_is_utf_8(folder):
    ask("a", "größe")
    content = (folder / "predictions.json").read_bytes()
    assert "größe".encode() in content
    assert content.endswith(b"\n")


def test_everything_shown_is_escaped():
    nasty = "<script>"
    asked = predict(nasty, nasty, {"a": nasty}, nasty)
    told = outcome(nasty, "a", nasty)
    assert nasty not in asked.html + told.html
    assert nasty in repr(asked)
    assert nasty in repr(told)


def test_mistakes_of_the_notebook_get_one_clear_line():
    with pytest.raises(BadInput, match="`scale` has no options"):
        predict("scale", "What happens?", {})
    ask("a")
    with pytest.raises(BadInput, match=r"`z` is no option of .*`scale`"):
        tell("z")
