"""Lateness costs what a plain file says, and a bad file says where it is bad."""

import datetime as dt
import itertools
import zipfile
from pathlib import Path

import pytest
from nbgrader.utils import parse_utc

from grading.editions import student_notebook, to_text
from grading.intake import intake
from grading.late import Late, LateError, Rule, handed_in, parse_time, penalty
from grading.simulate import answers_of, submission

NAME = "batchnorm"
DUE = dt.datetime(2026, 10, 5, 16)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def read(tmp_path, text):
    path = tmp_path / "late.toml"
    path.write_text(text, encoding="utf-8")
    return Late.read(path)


EVERYTHING = """
zone = "Europe/Zurich"

[penalty]
share = 0.2
per = "hour"
of = "maximum"
grace_minutes = 15
cap = 0.5
last_day = 7

[due]
batchnorm = 2026-10-05T18:00:00+02:00
dropout = 2026-10-12T18:00:00
optimizers = 2026-10-29

[extensions.student-17]
batchnorm = 3
dropout = 2026-10-20
"""


def test_everything_that_the_file_can_say_is_read(tmp_path):
    late = read(tmp_path, EVERYTHING)
    assert late.rule == Rule(0.2, HOUR, "maximum", HOUR / 4, 0.5, 7 * DAY)
    assert late.due == {
        "batchnorm": DUE,
        "dropout": dt.datetime(2026, 10, 12, 16),
        # The clocks have been put back by then.
        "optimizers": dt.datetime(2026, 10, 29, 22, 59, 59),
    }
    assert late.for_("student-17", "batchnorm").until == DUE + 3 * DAY
    until = late.for_("student-17", "dropout").until
    assert until == dt.datetime(2026, 10, 20, 21, 59, 59)
    assert late.for_("student-18", "batchnorm").until == DUE


def test_example_in_the_documentation_is_read(tmp_path):
    from grading import late

    _, _, rest = late.__doc__.partition("::\n")
    lines = itertools.takewhile(lambda t: t[:1] in ("", " "), rest.split("\n"))
    assert len(read(tmp_path, "\n".join(line[4:] for line in lines)).due) == 3


def test_without_a_file_nothing_is_late(tmp_path):
    late = Late.read(tmp_path / "late.toml")
    assert late == Late()
    assert late.for_("s", "batchnorm").until is None


def test_file_goes_before_the_gradebook_and_the_gradebook_before_nothing(tmp_path):
    late = read(tmp_path, "[due]\na = 2026-10-05T16:00:00Z\n[extensions.s]\nb = 2")
    assert late.for_("s", "a", DUE + DAY, DAY).until == DUE
    assert late.for_("s", "b", DUE, DAY).until == DUE + 2 * DAY
    assert late.for_("t", "b", DUE, DAY).until == DUE + DAY
    # nbgrader cannot add an extension to no date.
    assert late.for_("s", "b").extension is None


def test_new_date_before_the_due_date_takes_nothing_away(tmp_path):
    late = read(tmp_path, "[extensions.s]\na = 2026-01-01T00:00:00Z")
    assert late.for_("s", "a", DUE).until == DUE


@pytest.mark.parametrize(
    ("rule", "delay", "costs"),
    [
        (Rule(0.1), -HOUR, 0.0),
        (Rule(0.1), 0 * HOUR, 0.0),
        (Rule(0.1), dt.timedelta(seconds=1), 2.0),
        (Rule(0.1), DAY, 2.0),
        (Rule(0.1), DAY + dt.timedelta(seconds=1), 4.0),
        (Rule(0.1), 40 * DAY, 20.0),
        (Rule(0.1, HOUR), 3 * HOUR, 6.0),
        (Rule(0.1, of="maximum"), HOUR, 4.0),
        (Rule(0.4, of="maximum"), 2 * DAY, 20.0),
        (Rule(0.1, grace=HOUR), HOUR, 0.0),
        # The grace forgives, but does not move the date.
        (Rule(0.1, HOUR, grace=HOUR), 1.5 * HOUR, 4.0),
        (Rule(0.1, cap=0.25), 9 * DAY, 5.0),
        (Rule(0.1, cap=0.25, last=7 * DAY), 7 * DAY, 5.0),
        (Rule(0.1, cap=0.25, last=7 * DAY), 7 * DAY + HOUR, 20.0),
    ],
)
def test_penalty(rule, delay, costs):
    assert penalty(rule, 20.0, 40.0, DUE + delay, DUE) == pytest.approx(costs)


def test_penalty_never_gives_points():
    late = DUE + 3 * DAY
    assert penalty(Rule(0.1, last=DAY), -1.0, 40.0, late, DUE) == 0.0
    assert penalty(Rule(0.1), -1.0, 40.0, late, DUE) == 0.0


BAD = {
    "[penalty": r"Expected ']'",
    "zone = 2\n[due]\na b = 3": r"line 3",
    "[penalty]\nper = 'day'": r"\[penalty\]: `share` is missing",
    "[penalty]\nshare = 1.5": r"\[penalty\] share: 1.5 is no number from 0 to 1",
    "[penalty]\nshare = nan": r"\[penalty\] share: nan",
    "[penalty]\nshare = true": r"\[penalty\] share: True",
    "[penalty]\nshare = 0.1\nper = 'week'": r"per: 'week' is neither .day. nor",
    "[penalty]\nshare = 0.1\nof = ['score']": r"\[penalty\] of: \['score'\]",
    "[penalty]\nshare = 0.1\nlast_day = -1": r"\[penalty\] last_day: -1",
    "[penalty]\nshare = 0.1\ngrace = 3": r"\[penalty\]: there is no setting `grace`",
    "penalty = 0.1": r"\[penalty\]: 0.1 is no table",
    "[dues]": r"the file: there is no setting `dues`",
    "[due]\na = '2026-10-05'": r"\[due\] a: '2026-10-05' is no date.*without quotation",
    "[due]\na = 2026-10-05T10:00:00": r"\[due\] a: .* has no offset",
    "[due]\na = 10:00:00": r"\[due\] a: .* is no date",
    "[due]\na = 0001-01-01T00:00:00+10:00": r"\[due\] a: .* is no date",
    "zone = 'Europe/Nowhere'": r"zone: there is no time zone 'Europe/Nowhere'",
    "zone = '../../etc/passwd'": r"zone: there is no time zone",
    "zone = 2": r"zone: there is no time zone 2",
    "extensions = 3": r"\[extensions\]: 3 is no table",
    "[extensions]\ns = 3": r"\[extensions.s\]: 3 is no table",
    "[extensions.s]\na = -3": r"\[extensions.s\] a: -3 is neither days nor a date",
    "[extensions.s]\na = inf": r"\[extensions.s\] a: inf is neither",
    "[extensions.s]\na = 'x'": r"\[extensions.s\] a: 'x' is neither",
}


@pytest.mark.parametrize("text", BAD)
def test_bad_file_says_in_one_line_where_it_is_bad(tmp_path, text):
    with pytest.raises(LateError, match=BAD[text]) as error:
        read(tmp_path, text)
    assert str(error.value).startswith(f"{tmp_path / 'late.toml'}: ")
    assert "\n" not in str(error.value)


def test_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "late.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(LateError, match="'utf-8' codec"):
        Late.read(tmp_path / "late.toml")


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05 18:00:00 Europe/Zurich",
        "2026-10-05 18:00:00.000000 Europe/Zurich\n",
        "2026-10-05 18:00:00 +0200",
        "2026-10-05T18:00:00+02:00",
        "2026-10-05 16:00:00 UTC",
        "2026-10-05 16:00:00",
        "Oct 5 2026 4pm",
    ],
)
def test_time_of_a_submission_is_understood_as_nbgrader_does(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text)
    assert handed_in(tmp_path) == (DUE, "")


@pytest.mark.parametrize(
    "text", ["", "half past nine", "9" * 150, "2026-99-99", "\xff\x00", "1 2 /etc"]
)
def test_time_that_cannot_be_understood_is_unknown_and_said(tmp_path, text):
    (tmp_path / "timestamp.txt").write_text(text)
    moment, said = handed_in(tmp_path)
    assert moment is None
    assert said


def test_only_a_plain_file_tells_the_time(tmp_path):
    (tmp_path / "elsewhere").write_text("2026-10-05 16:00:00")
    (tmp_path / "timestamp.txt").symlink_to(tmp_path / "elsewhere")
    assert handed_in(tmp_path) == (None, "It is not known when it was handed in.")
    assert parse_time("2026-10-05 16:00:00") == DUE


# What the intake carries over

WHEN = "2026-10-05 18:00:00.000000 Europe/Zurich"


def right():
    return to_text(submission(NAME, answers_of(NAME))).encode()


def taken(tmp_path, source):
    """Take in what there is; return the time of its only submission."""
    (record,) = intake([source], NAME, tmp_path / "submitted")
    assert record.path, record.remarks
    moment, _ = handed_in(Path(record.path).parent)
    return moment, record


def in_zip(tmp_path, files):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("home", [f"s1/{NAME}", "s1"])
def test_time_in_a_folder_is_carried_over(tmp_path, home):
    folder = tmp_path / "in" / home
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_bytes(right())
    (folder / "timestamp.txt").write_text(WHEN)
    assert taken(tmp_path, tmp_path / "in")[0] == DUE
    copy = tmp_path / "submitted" / "s1" / NAME / "timestamp.txt"
    assert copy.read_text() == WHEN


def test_time_in_a_zip_of_the_class_is_carried_over(tmp_path):
    home = f"s1/{NAME}"
    files = {f"{home}/{NAME}.ipynb": right(), f"{home}/timestamp.txt": WHEN}
    assert taken(tmp_path, in_zip(tmp_path, files))[0] == DUE


@pytest.mark.parametrize(
    "home", ["First Last_123456_assignsubmission_file", "submission_77"]
)
def test_time_that_a_student_packed_is_not_believed(tmp_path, home):
    files = {f"{home}/{NAME}.ipynb": right(), f"{home}/timestamp.txt": WHEN}
    assert taken(tmp_path, in_zip(tmp_path, files))[0] is None


def test_time_in_a_students_own_zip_is_not_believed(tmp_path):
    (tmp_path / "in").mkdir()
    inner = in_zip(tmp_path, {f"{NAME}.ipynb": right(), "timestamp.txt": WHEN})
    inner.rename(tmp_path / "in" / "s1.zip")
    assert taken(tmp_path, tmp_path / "in")[0] is None


def test_offset_is_written_so_that_nbgrader_reads_it_right(tmp_path):
    files = {f"s1/{NAME}.ipynb": right()}
    files["s1/timestamp.txt"] = "2026-10-05 18:00:00 +0200"
    assert taken(tmp_path, in_zip(tmp_path, files))[0] == DUE
    copy = tmp_path / "submitted" / "s1" / NAME / "timestamp.txt"
    assert parse_utc(copy.read_text()) == DUE


def test_another_submission_does_not_inherit_the_time_of_the_former(tmp_path):
    files = {f"s1/{NAME}.ipynb": right(), "s1/timestamp.txt": WHEN}
    taken(tmp_path, in_zip(tmp_path, files))
    files = {f"s1/{NAME}.ipynb": to_text(student_notebook(NAME))}
    assert taken(tmp_path, in_zip(tmp_path, files))[0] is None


def test_time_that_is_none_is_left_out_and_said(tmp_path):
    files = {f"s1/{NAME}.ipynb": right(), "s1/timestamp.txt": "half past nine"}
    moment, record = taken(tmp_path, in_zip(tmp_path, files))
    assert moment is None
    assert "no time that can be understood" in record.remarks[-1]
    assert not (tmp_path / "submitted" / "s1" / NAME / "timestamp.txt").exists()
