"""The report on a graded class."""

import os
import re
import shutil
import time
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from grading.report import page as page_module
from grading.report import write_report
from grading.report.axes import edges, heights
from grading.report.groups import cause, faults, mistakes, repairs, unreadable
from grading.report.measures import items, quartiles, shares
from grading.report.style import STYLE
from grading.report.text import duration, percent, safe, safe_lines, sentence
from grading.verdicts import FAULTS, REPAIRED, UNREADABLE, Check, Verdict

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
EVIL = (
    '\u202e\x1b[2J\u200b\ud800</table><script>steal()</script><img src=x onerror="a()">'
)
VOID = {"meta", "rect", "path"}


def graded(student, *scores, assignment="norms", **more):
    """Return a verdict: a check of 2 points for each score, failed ones say why."""
    checks = {
        f"test-{k}": Check(score, 2.0, "" if score >= 2 else f"`f{k}` is wrong.")
        for k, score in enumerate(scores)
    }
    return Verdict(student, assignment, checks=checks, **more)


def unread(student, why="It is empty.", **more):
    checks = {"test-0": Check(0.0, 2.0)}
    return Verdict(student, "norms", UNREADABLE, checks, why=why, **more)


def large_class(size):
    """Return a class in which every message, fault and name is another one."""
    rng = np.random.default_rng(0)
    made = []
    for k in range(size):
        verdict = graded(f"student-{k}", *rng.choice([0.0, 1.0, 2.0], 20))
        verdict.seconds, verdict.memory = rng.lognormal(), 60 + 40 * rng.random()
        for name, check in verdict.checks.items():
            word = "".join(chr(97 + int(c)) for c in str(k))
            check.message = check.message and f"{name}: {word} is wrong.\n" + "x" * 400
        verdict.faults = [f"NameError: {word} in a cell"]
        made.append(verdict)
    return made


class Page(HTMLParser):
    """A page as a browser reads it: tags with attributes, and text."""

    def __init__(self, html):
        super().__init__()
        self.html, self.tags, self.said, self.open = html, [], [], []
        self.feed(html)
        self.text = " ".join(" ".join(self.said).split())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.said.append(data)

    def values(self, attribute):
        return [found[attribute] for _, found in self.tags if attribute in found]


@pytest.fixture
def report(tmp_path):
    def made(verdicts, **more):
        write_report(verdicts, tmp_path / "report.html", **more)
        return Page((tmp_path / "report.html").read_text(encoding="utf-8"))

    return made


# Safe to open


def test_page_asks_for_nothing_and_runs_nothing(report):
    page = report([graded("a", 0), graded("b", 2)])
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "base", "form"}
    )
    assert not page.values("src")
    assert all(target.startswith("#") for target in page.values("href"))
    assert "http:" not in page.html
    assert "https:" not in page.html
    assert "@import" not in page.html
    assert "url(" not in page.html
    assert "default-src 'none'" in " ".join(page.values("content"))
    assert not page.open


@pytest.mark.parametrize("where", ["student", "assignment", "why", "title"])
def test_strangers_text_is_no_markup(report, where):
    verdict = unread("a", seconds=1.0)
    if where != "title":
        setattr(verdict, where, EVIL)
    page = report([verdict], title=EVIL if where == "title" else "Report")
    seen_as_it_is(page)


def test_strangers_sentences_are_no_markup(report):
    check = Check(0.0, 2.0, f"wrong\n  Likely cause: {EVIL}", notes=[EVIL])
    verdict = Verdict("a", "norms", FAULTS, {"test-0": check}, [EVIL], [EVIL])
    verdict.audit["sandbox"] = "none"
    seen_as_it_is(report([verdict] * 5))


def seen_as_it_is(page):
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img"})
    assert not any(name.startswith("on") for _, at in page.tags for name in at)
    assert not set("\u202e\x1b\u200b\ud800") & set(page.html)
    assert "steal()" in page.text
    assert "⟨U+202E⟩" in page.text
    assert not page.open


@given(st.text())
def test_every_character_is_seen(text):
    for shown in (safe(text), sentence(text), safe_lines(text)):
        assert all(c.isprintable() or c in "\n\t" for c in shown)
        assert "<" not in re.sub(r"</?code>", "", shown)


@pytest.mark.parametrize("char", ["\u2800", "\u3164", "\u202d", "\u2066", "\x00"])
def test_what_would_be_invisible_is_spelt_out(char):
    assert safe(f"a{char}b") == f"a⟨U+{ord(char):04X}⟩b"


def test_signs_stacked_on_a_letter_do_not_cover_other_lines():
    assert safe("e\u0301") == "e\u0301"
    assert safe("e" + "\u0301" * 50).count("\u0301") <= 3


def test_long_text_is_cut_and_says_by_how_much():
    assert len(safe("x" * 5000)) < 100
    assert sentence("x" * 1240).endswith("… (1,000 more characters)")
    assert len(safe_lines("\n".join(["x" * 5000] * 5000))) < 5000
    assert safe_lines("a\n" * 50).endswith("(38 more lines)")


def test_a_reader_never_sees_half_a_page(report, tmp_path, monkeypatch):
    report([graded("a", 2)])
    former = (tmp_path / "report.html").read_bytes()

    def interrupted(*paths):
        raise KeyboardInterrupt

    monkeypatch.setattr(page_module.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        report([graded("b", 0)])
    monkeypatch.undo()
    assert (tmp_path / "report.html").read_bytes() == former
    report([graded("b", 0)])
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


# What it says


def test_overview_counts_every_kind_of_submission(report):
    verdicts = [
        graded("a", 2, 2, seconds=1.0),
        graded("b", 0, 2, seconds=2.0, verdict=REPAIRED, repairs=["Put back: f."]),
        graded("c", 0, 0, seconds=7.0, verdict=FAULTS, faults=["f: NameError: x"]),
        unread("d"),
    ]
    verdicts[0].checks["question-why"] = Check(0.0, 4.0, written=True, waiting=True)
    text = report(verdicts).text
    for tile in (
        "submissions 4",
        "graded without remark 1",
        "repaired 1",
        "with faults 1",
        "unreadable 1",
        "written answers waiting 1",
        f"median score {percent(0.5)}",
        f"middle half {percent(0.25)} to {percent(0.75)}",
        f"median time {duration(1.5)}",
        f"time in all {duration(10)}",
    ):
        assert " ".join(tile.split()) in text
    assert "Report on 4 submissions of norms" in text


def test_waiting_answers_and_unreadable_files_do_not_count_as_bad_scores():
    right, empty = graded("a", 2, 2), unread("b")
    right.checks["question-why"] = Check(0.0, 4.0, written=True, waiting=True)
    assert shares([right, empty]) == [1.0]
    assert quartiles([0.0, 0.5, 1.0]) == (0.25, 0.5, 0.75)


def test_submissions_without_a_sandbox_are_said_at_the_top(report):
    inside = graded("a", 2, audit={"sandbox": "bubblewrap"})
    bare = graded("b", 2, audit={"sandbox": "none"})
    assert "without a sandbox" not in report([inside]).text
    text = report([inside, bare]).text
    warned = text.index("Graded without a sandbox: 1 of 2 submissions.")
    assert warned < text.index("Overview")


def test_hardest_check_comes_first_with_its_shares(report):
    verdicts = [graded("a", 2, 2, 0), graded("b", 2, 1, 0), graded("c", 2, 1, 1)]
    page = report(verdicts)
    table = page.text[page.text.index("Checks, hardest first") :]
    places = [table.index(f"test-{k}") for k in (2, 1, 0)]
    assert places == sorted(places)
    found = {
        item.name: (item.nothing, item.part, item.full) for item in items(verdicts)
    }
    assert found == {"test-2": (2, 1, 0), "test-1": (0, 2, 1), "test-0": (0, 0, 3)}
    assert "The hardest is test-2 : 2 of 3 got nothing for it, 1 a part." in page.text


def test_discrimination_is_the_correlation_with_the_rest_of_the_score():
    scores = np.random.default_rng(1).choice([0.0, 1.0, 2.0], (60, 5))
    found = items([graded(str(k), *row) for k, row in enumerate(scores)])
    for item in found:
        own = scores[:, int(item.name[-1])]
        expected = np.corrcoef(own, scores.sum(1) - own)[0, 1]
        assert item.discrimination == pytest.approx(expected)


def test_checks_that_measure_nothing_or_the_reverse_are_flagged(report):
    ramp = [k / 5 for k in range(11)]
    verdicts = [graded(str(k), x, x, 2 - x, 2, 0) for k, x in enumerate(ramp)]
    flags = {item.name: item.flag.split(":")[0] for item in items(verdicts)}
    assert flags == {
        "test-0": "",
        "test-1": "",
        "test-2": "Negative",
        "test-3": "Everybody passes",
        "test-4": "Nobody passes",
    }
    page = report(verdicts)
    doubtful = page.text[page.text.index("Doubtful checks") :]
    assert doubtful.count("⚑") == 3


def test_few_students_condemn_no_check():
    assert {item.flag for item in items([graded("a", 0), graded("b", 0)])} == {""}


def test_unreadable_files_say_nothing_of_a_check():
    assert len(items([graded("a", 2), unread("b")])[0].got) == 1


def test_mistakes_are_grouped_whatever_the_numbers_and_shapes():
    said = [
        "dx is wrong.\n  expected 3, got -2.5e-3\n  Likely cause: N - 1 for (4, 5).",
        "dx is wrong.\n  expected 7, got 1\n  Likely cause: N - 1 for (2, 3, 4).",
        "dx is wrong.\n  expected 7, got 1\n  Look at: the mean",
        "ValueError: shapes (3,) (4,) at 0x7f1a",
        "ValueError: shapes (5,) (6,) at 0x7e2b",
    ]
    verdicts = []
    for k, message in enumerate(said):
        verdicts.append(graded(f"s{k}", 0))
        verdicts[-1].checks["test-0"].message = message
    found = [(len(group.students), group.text) for group in mistakes(verdicts)]
    assert found == [(2, "N - 1 for (4, 5)."), (2, cause(said[3])), (1, "the mean")]
    assert mistakes(verdicts)[0].example == said[0]


def test_long_tables_fold_and_say_what_they_leave_out(report):
    verdicts = [graded(f"s{k}", 2, seconds=1.0) for k in range(130)]
    for k, verdict in enumerate(verdicts):
        verdict.faults = [f"{'x' * (k + 1)}y broke."]
    html = report(verdicts).html
    part = html[
        html.index('<section id="troubles"') : html.index('<section id="costs"')
    ]
    shown, folded = part.split("<details>")
    assert shown.count("y broke.") == 12
    assert "88 more</summary>" in folded
    assert folded.count("y broke.") == 88
    assert "30 more are left out." in folded


def test_names_that_hold_digits_are_kept_apart():
    one, two = graded("a", 0), graded("b", 0)
    one.checks["test-0"].message = "W1 is wrong."
    two.checks["test-0"].message = "W2 is wrong."
    assert len(mistakes([one, two])) == 2


def test_the_same_mistake_in_two_checks_is_two_groups_and_a_passed_one_none():
    verdict = graded("a", 0, 0, 2)
    for check in verdict.checks.values():
        check.message = "It is wrong."
    assert [group.check for group in mistakes([verdict])] == ["test-0", "test-1"]


def test_faults_and_repairs_are_grouped_with_their_students():
    verdicts = [
        graded("a", 2, repairs=["Put back blank: f, g."], faults=["f: took 31 s"]),
        graded("b", 2, repairs=["Put back blank: h."], faults=["f: took 32 s"]),
        unread("c", "a.ipynb: It is empty."),
        unread("d", "hw (1).ipynb: It is empty."),
    ]
    for found, said, who in (
        (repairs(verdicts), "Put back blank", {0: "a", 1: "b"}),
        (faults(verdicts), "f: took 31 s", {0: "a", 1: "b"}),
        (unreadable(verdicts), "It is empty.", {2: "c", 3: "d"}),
    ):
        assert [(group.text, group.students) for group in found] == [(said, who)]


def test_notes_on_checks_are_shown(report):
    verdict = graded("a", 2)
    verdict.checks["test-0"].notes = ["It gave nan; that counts 0."]
    assert "It gave nan; that counts 0." in report([verdict]).text


def test_slowest_and_largest_are_named(report):
    verdicts = [graded(f"s{k}", 2, seconds=0.5, memory=60.0) for k in range(20)]
    verdicts[7].seconds, verdicts[9].memory = 31.0, 900.0
    text = report(verdicts).text
    assert re.search(r"Slowest: s7 \(31 s\)", text)
    assert re.search(r"Largest: s9 \(900 MB\)", text)
    assert "logarithmic" in text


def test_submissions_stand_in_order_and_every_link_leads_to_one(report):
    names = ["s10", "s9", "S1", "ä"]
    page = report([graded(name, 0, seconds=1.0) for name in names])
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.values("href")} <= set(ids)
    table = page.text[page.text.rindex("All submissions") :]
    assert re.findall(r"(\w+) 0 2 0", table) == ["S1", "s9", "s10", "ä"]


def test_each_assignment_is_told_apart(report):
    verdicts = [graded("a", 2), graded("b", 0, assignment="nets")]
    page = report(verdicts)
    assert len(page.values("id")) == len(set(page.values("id")))
    text = page.text
    assert "Each assignment" in text
    assert "How did the class do in norms?" in text
    assert "How did the class do in nets?" in text


def test_every_figure_asks_a_question_and_answers_it_in_words(report):
    page = report([graded(f"s{k}", k % 3, 2, seconds=1.0, memory=9) for k in range(9)])
    figures = re.findall(r"<figure.*?</figure>", page.html, re.DOTALL)
    assert len(figures) == 4
    for figure in figures:
        assert re.search(r"<h3>[^<]+\?</h3>", figure)
        assert re.search(r'<svg [^>]*role="img" aria-label="[^"]{40,}"', figure)
        assert re.search(r"<figcaption>.*\d.*</figcaption>", figure, re.DOTALL)


def test_map_tells_what_parts_the_class(report):
    strong = [graded(f"a{k}", 2, 2) for k in range(8)]
    weak = [graded(f"b{k}", 2, 0.5) for k in range(8)]
    page = report(strong + weak)
    best, apart = "The best quarter of the class has all points.", "test-1 : 25 % in"
    assert best in page.text
    assert f"differ most in {apart} the lowest, 100 % in the highest." in page.text
    row = re.search(r"<title>test-1: .*?</g>", page.html, re.DOTALL)[0]
    shades = dict(re.findall(r'class="(l\d)" d="M(\d+)', row))
    assert int(shades["l1"]) < int(shades["l4"])


def test_takeaways_follow_the_data(report):
    weak = report([graded(f"s{k}", 2 if k < 3 else 0) for k in range(9)]).text
    strong = report([graded(f"s{k}", 2 if k < 6 else 0) for k in range(9)]).text
    assert f"3 got everything, 6 less than {' '.join(percent(0.5).split())}." in weak
    assert f"6 got everything, 3 less than {' '.join(percent(0.5).split())}." in strong


@pytest.mark.parametrize(
    "verdicts",
    [
        [],
        [unread("a")],
        [graded("a")],
        [graded("a", 2)],
        [Verdict("a", "norms", checks={"test-0": Check(0.0, 0.0)})],
    ],
)
def test_the_smallest_classes_have_a_report(report, verdicts):
    assert not report(verdicts).open


# Looks


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_every_value_is_in_a_bar(values):
    bounds = edges(values, 0.1)
    assert bounds == sorted(set(bounds))
    assert sum(heights(values, bounds)) == len(values)
    assert bounds[-1] >= max(values) * (1 - 1e-6)
    assert len(bounds) <= 1000


def test_only_nothing_is_0_percent_and_only_everything_is_100():
    assert [percent(x).replace("\xa0", "") for x in (0, 0.001, 0.5, 0.999, 1)] == [
        "0%",
        "<1%",
        "50%",
        ">99%",
        "100%",
    ]


def luminance(colour):
    colour = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
    part = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read_by_day_and_by_night(scheme):
    day, night = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    has = dict(re.findall(r"--(\w+): (#\w+)", day if scheme == "light" else night))

    def contrast(one, other):
        low, high = sorted([luminance(has[one]), luminance(has[other])])
        return (high + 0.05) / (low + 0.05)

    for ink, paper in (
        ("ink", "paper"),
        ("soft", "paper"),
        ("soft", "box"),
        ("link", "paper"),
        ("link", "warn"),
        ("ink", "warn"),
    ):
        assert contrast(ink, paper) >= 4.5, (ink, paper)
    for shape in ("blue", "red"):
        assert contrast(shape, "paper") >= 3
    # Apart in lightness, too, for those who see no colours.
    assert contrast("blue", "sky") >= 1.5


def test_a_thousand_submissions_take_seconds_and_few_megabytes(tmp_path):
    verdicts, path = large_class(1000), tmp_path / "report.html"
    start = time.process_time()
    write_report(verdicts, path)
    assert time.process_time() - start < 3
    assert path.stat().st_size < 5_000_000


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_fits_a_telephone_and_opens_what_a_link_leads_to(report, tmp_path, scheme):
    verdicts = large_class(100)
    verdicts[3].student = "W" * 500
    verdicts[4].faults = ["W" * 5000]
    report(verdicts)
    asked = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(
            viewport={"width": 360, "height": 800}, color_scheme=scheme
        )
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "report.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        row = page.locator("#s42")
        assert not row.is_visible()
        page.evaluate("location.hash = '#s42'")
        row.wait_for(state="visible")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (light == "rgb(255, 255, 255)") == (scheme == "light")
        browser.close()
    assert len(asked) == 1
