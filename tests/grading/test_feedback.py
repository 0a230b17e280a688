"""Pages that students get back: complete, honest, harmless, and without a network."""

import base64
import html
import json
import os
import re
import shutil
import sqlite3
from html.parser import HTMLParser

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from playwright.sync_api import sync_playwright

from grading.course import Course, grade_class
from grading.feedback import write_feedback
from grading.feedback.clean import clean_html, picture_of_svg
from grading.feedback.grades import Grades
from grading.feedback.maths import formula
from grading.feedback.pages import Task, _write_all
from grading.feedback.render import Source, render
from grading.nbgrader_plugins import HIDDEN, HideHiddenTests, hidden_lines
from grading.proof import ANSWERS, read_answer
from grading.simulate import answers_of, submission, with_stored
from grading.verdicts import Check, Verdict

NAME = "batchnorm"
# An error of a student's own in the midst of a hidden test.
TRAP = """
def fold_batchnorm(w, b, gamma, beta, bn_param):
    if len(b) > 2:
        raise KeyError("trap")
    scale = gamma / np.sqrt(bn_param["running_var"] + bn_param["eps"])
    return w * scale, (b - bn_param["running_mean"]) * scale + beta
"""
HOSTILE_HTML = (
    '<p onclick="hit()" style="background:url(http://out.test/a)">kept</p>'
    "<script>hit()</script><img src=x onerror='hit()'>"
    "<iframe src='//out.test'></iframe>"
    "<form action='http://out.test'><input autofocus onfocus='hit()'></form>"
    "<meta http-equiv=refresh content='0;url=http://out.test'>"
    "<a href='java&#10;script:hit()'>link</a><base href='http://out.test'>"
    "<link rel=stylesheet href='http://out.test/s.css'><style>@import 'http://out.test'"
    "</style><svg onload='hit()'><script>hit()</script></svg><math><mtext><table>"
    "<mglyph><style><img src=x onerror=hit()></style></mglyph></table></mtext></math>"
    "<object data='http://out.test'></object><video src='http://out.test'></video>"
    "<details open ontoggle='hit()'>d</details><img srcset='http://out.test/1 2x'>"
    "<div class='panel failed' id='toc'>mine</div>"
)
HOSTILE_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="hit()" width="9" height="9">'
    '<script>hit()</script><image href="http://out.test/b.png"/>'
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="hit()"/>'
    '</foreignObject><style>@import url(http://out.test)</style><rect width="9" '
    'height="9" fill="url(http://out.test#a)"/></svg>'
)
SHOWS = f"""
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display

display(HTML({HOSTILE_HTML!r}))
display(SVG({HOSTILE_SVG!r}))
display(Javascript("hit()"))
links = "![out](http://out.test/c.png) [go](javascript:hit())"
display(Markdown(links + {HOSTILE_HTML!r}))
linked = r"$$\\href{{javascript:hit()}}{{x}}$$"
display(Latex(r"Then $\\alpha_1$ and " + linked + r" and $\\frac{{$"))
display({{"application/vnd.jupyter.widget-view+json": {{"model_id": "a"}},
          "text/plain": "Losses: 3, 2, 1."}}, raw=True)
print("\\x1b[31mred\\x1b[0m <script>hit()</script>")
"""
FIGURE = """
from cs231n_utils.plots import curves, show

show(curves({"loss": [3.0, 2.0, 1.5]}, xlabel="step", ylabel="loss"),
     alt="The loss falls from 3 to 1.5.", takeaway="It learns.")
"""

ANSWER = f"""
# My answer

It is $\\beta$, since $$\\sum_i x_i = 0$$ and $\\left($ and $\\text{{<b>}}$.

{HOSTILE_HTML} [go](javascript:hit()) ![out](https://out.test/d.png) <hit@out.test>

`$code$` and ![lost](attachment:lost.png)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Three students graded by plain nbgrader, with all that an instructor may add."""
    course = Course(tmp_path_factory.mktemp("course"))
    swapped = ANSWERS / "batchnorm_forward" / "wrong" / "momentum_swapped.py"
    students = {
        "mistake": submission(NAME, with_stored(NAME, read_answer(swapped))),
        "hostile": submission(NAME, answers_of(NAME) | {"fold_batchnorm": TRAP}),
        "blank": submission(NAME, {}),
    }
    cells = students["hostile"].cells
    cells[2:2] = [new_code_cell(SHOWS), new_code_cell(FIGURE), new_code_cell("1 / 0")]
    cell_of(students["hostile"], "question-bias").source = ANSWER
    grade_class(course, NAME, students)
    course.theirs = course.root / "theirs"
    (course.root / "feedback").rename(course.theirs)
    grade_by_hand(course.root)
    record_verdict(course.root)
    course.pages = write_feedback(course.root, NAME, jobs=2)
    return course


def cell_of(notebook, name):
    return next(
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == name
    )


def grade_by_hand(root):
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for name, score in {"question-bias": 1.5, "question-scale": 0.25}.items():
            grade = book.find_grade(name, NAME, NAME, "hostile")
            grade.manual_score, grade.needs_manual_grade = score, False
        grade.extra_credit = 0.5
        said = "See $\\gamma$ <script>hit()</script> **again**."
        book.find_comment("question-bias", NAME, NAME, "hostile").manual_comment = said
        late = book.find_submission_notebook(NAME, NAME, "hostile")
        late.late_submission_penalty = 2.0
        book.db.commit()


def record_verdict(root):
    """Record what our grader would say of the student with the mistake."""
    verdict = Verdict(
        "mistake",
        NAME,
        "repaired",
        repairs=["The cell `setup` was missing and was put back."],
        faults=["The cell `fold_batchnorm` ran for 60 s and was <b>stopped</b>."],
        checks={
            "test-batchnorm_forward-running": Check(
                0, 2, "CheckFailed: two lines:\nwrong <way>"
            ),
            "test-batchnorm_forward-train": Check(3, 3, "Never shown."),
        },
    )
    with sqlite3.connect(root / "gradebook.db") as book:
        book.execute("CREATE TABLE verdicts (student, assignment, row JSON)")
        row = ("mistake", NAME, json.dumps(verdict.row()))
        book.execute("INSERT INTO verdicts VALUES (?, ?, ?)", row)


def page_of(course, student):
    path = course.root / "feedback" / student / NAME / f"{NAME}.html"
    return path.read_text(encoding="utf-8")


def text_of(page):
    """Return what a page shows, without the tags that colour its code."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.S))


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found, self.styles = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        if self.found and self.found[-1][0] == "style":
            self.styles.append(data)


def requests_of(page):
    """Return all that a browser would load for a page, and all that would act."""
    elements = Elements(page)
    acting = {"script", "iframe", "form", "object", "embed", "base", "link", "input"}
    acting |= {"video", "audio", "source", "svg", "frame", "portal", "button"}
    asked = [tag for tag, _ in elements.found if tag in acting]
    loading = {"src", "srcset", "data", "poster", "background", "action", "xlink:href"}
    for tag, attributes in elements.found:
        for name, value in attributes.items():
            value = value or ""
            if name in loading and not value.startswith("data:image/"):
                asked.append(f"{tag} {name}={value}")
            if name == "href" and not re.match(r"#|https?://|mailto:", value):
                asked.append(f"{tag} {name}={value}")
            if name.startswith("on") or (name == "http-equiv" and value == "refresh"):
                asked.append(f"{tag} {name}={value}")
            if name == "style" and re.search(r"url|import|expression", value):
                asked.append(f"{tag} {name}={value}")
    asked += re.findall(r"url\(.*?\)|@import.*", "".join(elements.styles))
    return asked


def both(course):
    """Return the pages of all students, ours and those of plain nbgrader."""
    found = [*course.root.glob("feedback/*/*/*.html"), *course.theirs.rglob("*.html")]
    assert len(found) == 6
    return [path.read_text(encoding="utf-8") for path in found]


def test_pages_load_nothing_and_nothing_on_them_acts(course):
    for page in both(course):
        assert requests_of(page) == []
        assert "default-src 'none'" in page


def test_search_for_what_acts_would_find_it():
    assert len(requests_of(HOSTILE_HTML)) > 15


@pytest.fixture(scope="module")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "These tests need Chromium: install it."
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def opened(browser, page, path, **settings):
    """Open a page as a file; return it and what it asked for."""
    path.write_text(page, encoding="utf-8")
    context, asked = browser.new_context(**settings), []
    context.add_init_script("window.hit = () => { window.was_hit = true; };")

    def route(handle):
        asked.append(handle.request.url)
        handle.abort() if len(asked) > 1 else handle.continue_()

    context.route("**/*", route)
    tab = context.new_page()
    tab.goto(path.as_uri())
    tab.wait_for_timeout(300)
    return tab, [url for url in asked if not url.startswith("data:")]


@pytest.mark.browser
@pytest.mark.parametrize("with_policy", [True, False], ids=["policy", "no policy"])
def test_browser_asks_for_nothing_and_runs_nothing(
    course, chromium, tmp_path, with_policy
):
    policy = re.compile(r"<meta http-equiv=.Content-Security-Policy[^>]*>")
    for number, page in enumerate(both(course)):
        if not with_policy:
            page, count = policy.subn("", page)
            assert count == 1
        path = tmp_path / f"{number}.html"
        tab, asked = opened(chromium, page, path)
        assert asked == [path.as_uri()]
        assert not tab.evaluate("window.was_hit === true")
        assert tab.evaluate(
            "[...document.images].every(i => i.naturalWidth > 0 || !i.src)"
        )
        tab.context.close()


@pytest.mark.browser
def test_browser_would_have_run_what_was_taken_out(chromium, tmp_path):
    staying = HOSTILE_HTML.replace("refresh", "unknown")
    tab, asked = opened(chromium, staying, tmp_path / "raw.html")
    assert tab.evaluate("window.was_hit === true")
    assert len(asked) > 1
    tab.context.close()


# What has too little contrast with what lies behind it to be read with ease.
FAINT = """() => {
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = element => {
        const colour = getComputedStyle(element).backgroundColor;
        return colour !== 'rgba(0, 0, 0, 0)' ? colour : behind(element.parentElement);
    };
    const ratio = element => {
        const [a, b] = [getComputedStyle(element).color, behind(element)].map(light);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    return [...document.body.querySelectorAll('*')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .filter(e => ratio(e) < 4.5)
        .map(e => `${e.outerHTML.slice(0, 80)} ${ratio(e).toFixed(2)}`);
}"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_telephone_and_are_easy_to_read(course, chromium, tmp_path, scheme):
    for student in ("mistake", "hostile", "blank"):
        tab, _ = opened(
            chromium,
            page_of(course, student),
            tmp_path / f"{student}.html",
            viewport={"width": 360, "height": 800},
            color_scheme=scheme,
        )
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= 360
        assert tab.evaluate(FAINT) == []
        tab.context.close()


def test_harmless_part_of_what_a_student_shows_is_kept(course):
    page = page_of(course, "hostile")
    assert page.count(">kept</p>") == 3
    assert "Losses: 3, 2, 1." in page
    assert "ansi-red-fg" in page
    assert '<img alt="The loss falls from 3 to 1.5."' in page
    assert "It learns." in page
    assert "data:image/svg+xml;base64," in page
    assert "ZeroDivisionError: division by zero" in text_of(page)


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE_HTML,
        "<scr<script>ipt>hit()</scr</script>ipt>",
        "<svg><style><img src=x onerror=hit()>",
        "<math><annotation-xml encoding='text/html'><script>hit()</script>",
        "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
        "<img src='data:text/html,<script>hit()</script>'>",
        "<img src='data:image/svg+xml,<svg onload=hit()>'>",
        "<a href=' javascript:hit()'>a</a><a href='&#106;avascript:hit()'>a</a>",
        "<a href='data:text/html,x'>a</a><a href='\x01javascript:hit()'>a</a>",
        "<p style='width:1px;b\\61ckground:url(//out.test)'>a</p>",
        "<p style='background-color:u&#114;l(//out.test)'>a</p>",
        "<math href='javascript:hit()' onclick=hit()><mi xlink:href='//out'>x</mi>",
        "<!--><img src=x onerror=hit()>-->",
        "<textarea><img title='</textarea><img src=x onerror=hit()>'>",
    ],
)
def test_nothing_that_acts_passes_the_cleaner(text):
    assert requests_of(clean_html(text)) == []
    assert "position" not in clean_html("<p style='position:fixed;color:red'>a</p>")


def test_drawings_lose_what_acts_and_entities_are_refused():
    data = picture_of_svg(HOSTILE_SVG).partition(",")[2]
    drawing = base64.b64decode(data).decode()
    assert "<rect" in drawing
    assert not re.search(r"hit|out\.test|foreignObject|onload", drawing)
    assert picture_of_svg('<!DOCTYPE svg [<!ENTITY a "b">]>' + HOSTILE_SVG) is None
    assert picture_of_svg("<svg") is None


def test_names_and_numbers_of_a_hostile_notebook_are_escaped():
    bad = '"><script>hit()</script>'
    cell = new_code_cell("1", execution_count=1, metadata={"nbgrader": {}})
    cell.metadata.nbgrader = {"grade": True, "grade_id": bad, "solution": False}
    image = {"image/png": "aGk=", "text/plain": bad}
    about = {"image/png": {"width": f"1 onerror=hit() {bad}", "alt": bad}}
    cell.outputs = [
        new_output("display_data", image, metadata=about),
        new_output("display_data", {"image/png": bad}),
        new_output("error", ename=bad, evalue=bad, traceback=[bad]),
        new_output("stream", text=bad, name="stdout"),
    ]
    notebook = new_notebook(cells=[cell])
    notebook.cells[0].execution_count = bad
    page, problem = render(source_of(notebook, {bad: {"score": 1}}))
    assert not problem
    assert requests_of(page) == []
    assert "<script" not in page


def source_of(notebook, cells=()):
    return Source(NAME, json.dumps(notebook), Grades(cells=dict(cells)), "key")


def test_formulas_are_mathml_in_text_answers_comments_and_outputs(course):
    page = page_of(course, "hostile")
    assert page.count("<math") > 40
    answer = page.partition('id="question-bias"')[2].partition("</section>")[0]
    assert answer.partition("kept")[0].count("<math") == 2
    assert "<code>\\left(</code>" in answer
    assert "<code>\\text{&lt;b&gt;}</code>" in answer
    assert "<code>$code$</code>" in answer
    comment = answer.partition("panel-footer")[2]
    assert "<math" in comment
    assert "<strong>again</strong>" in comment
    latex = page.partition("output_latex")[2].partition("</div>")[0]
    assert latex.count("<math") >= 1
    assert "<code>\\frac{</code>" in latex


@pytest.mark.parametrize(
    "broken", [r"\frac{", r"\left(", "{" * 3000, "x" * 9000, r"\text{a&b}", "x_a_b"]
)
def test_formula_that_cannot_be_converted_stays_as_text(broken):
    assert formula(broken) == f"<code>{html.escape(broken)}</code>"


def test_page_that_takes_too_long_is_written_as_text(monkeypatch):
    monkeypatch.setattr("grading.feedback.render.PATIENCE", 0.05)
    looping = "\\begin{a" * 20_000
    page, problem = render_answer(looping)
    assert "took too long" in problem
    assert "took too long" in text_of(page)
    assert "\\begin{a\\begin{a" in page


def test_time_is_up_also_inside_a_converter_that_catches_what_it_raises(monkeypatch):
    def convert(*args, **settings):
        while True:
            pass

    monkeypatch.setattr("grading.feedback.maths.convert", convert)
    monkeypatch.setattr("grading.feedback.render.PATIENCE", 0.3)
    page, problem = render_answer("So $x_{17} < 3$.")
    assert "took too long" in problem
    assert "x_{17} &lt; 3" in page


def render_answer(words):
    """Make a page of one written answer."""
    cell = nbformat.v4.new_markdown_cell(words)
    cell.metadata.nbgrader = {"solution": True, "grade_id": "question", "locked": False}
    return render(source_of(new_notebook(cells=[cell])))


def test_hidden_tests_never_appear(course):
    notebook = nbformat.read(
        course.root / "autograded" / "mistake" / NAME / f"{NAME}.ipynb", as_version=4
    )
    secrets = hidden_lines(notebook)
    assert len(secrets) > 20
    for page in both(course):
        shown = text_of(page)
        assert not [line for line in secrets if line in shown]
        assert "HIDDEN TESTS" not in shown
        assert "x = np.array([[1.0, 10.0], [3.0, 30.0]])" in shown


def test_error_inside_a_hidden_test_is_told_without_its_source(course):
    page = page_of(course, "hostile")
    check = page.partition('id="test-fold_batchnorm"')[2].partition("</section>")[0]
    assert "KeyError: 'trap'" in text_of(check)
    assert "Where it stopped" not in check


CANARY = "canary = secret_answer(42)"
TRACED = [
    "\x1b[0;31mValueError\x1b[0m   Traceback (most recent call last)",
    "\x1b[0;32m----> 3\x1b[0;31m \x1b[0mcanary \x1b[1m=\x1b[0m secret_answer("
    "\x1b[36m42\x1b[0m)\n",
    "\x1b[0;31mValueError\x1b[0m: no",
]


def canary_notebook(begin="### BEGIN HIDDEN TESTS", end="### END HIDDEN TESTS"):
    hidden = new_code_cell(f"visible = 1\n{begin}\n{CANARY}\n{end}\nlast = 2")
    hidden.outputs = [
        new_output(
            "error", ename="ValueError", evalue="\x1b[1mno\x1b[0m", traceback=TRACED
        )
    ]
    other = new_code_cell("other = 3")
    other.outputs = [
        new_output("error", ename="ValueError", evalue="no", traceback=TRACED),
        new_output("stream", text=f"before\n{TRACED[1]}after\n"),
        new_output(
            "display_data", {"text/html": f"<b>{CANARY}</b>", "text/plain": "p"}
        ),
    ]
    return new_notebook(cells=[hidden, other])


@pytest.mark.parametrize("end", ["### END HIDDEN TESTS", ""], ids=["ended", "open"])
def test_canary_in_a_hidden_test_reaches_no_page(end):
    page, problem = render(source_of(canary_notebook(end=end)))
    assert not problem
    shown = text_of(page)
    assert "secret_answer" not in shown
    assert "canary" not in shown
    for kept in ("visible = 1", "ValueError: no", "other = 3", "before", "after"):
        assert kept in shown


def test_canary_is_seen_where_nothing_is_hidden():
    page, _ = render(source_of(canary_notebook(begin="", end="")))
    assert text_of(page).count("secret_answer") >= 3


def test_plugin_hides_regions_cell_by_cell_as_exports_use_it():
    cell, _ = HideHiddenTests().preprocess_cell(canary_notebook().cells[0], {}, 0)
    assert cell.source == "visible = 1\nlast = 2"
    assert not HIDDEN.search(cell.source)
    assert cell.outputs[0].traceback == ["ValueError: no"]


def test_scores_by_hand_extra_credit_and_lateness_count(course):
    page = page_of(course, "hostile")
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        submitted = book.find_submission_notebook(NAME, NAME, "hostile")
        score, maximum = submitted.score - 2, submitted.max_score
    assert f"Score: {score:g} / {maximum:g}" in page.partition("</h1>")[0]
    shown = " ".join(text_of(page).split())
    assert "Written answer: question-bias 1.5 / 2, graded, with a comment" in shown
    assert "question-scale 0.75 / 1 (extra credit: 0.5), graded" in shown
    assert "question-choice 0 / 2, waits for a person" in shown
    assert "Handed in late: 2 points are taken off." in shown
    assert "4 written answers wait to be graded by a person" in shown


def test_automatic_comments_are_shown(course):
    assert "No response." in page_of(course, "blank")


def test_verdict_stands_at_the_top_in_words(course):
    page = page_of(course, "mistake")
    top = text_of(page.partition("</header>")[0])
    assert "What was repaired in your notebook" in top
    assert "The cell setup was missing and was put back." in top
    assert "What went wrong in your cells" in top
    assert "ran for 60 s and was <b>stopped</b>." in top
    assert "repaired in your notebook" not in page_of(course, "blank")


def test_message_of_a_failed_check_stands_above_its_code(course):
    page = page_of(course, "mistake")
    name = "test-batchnorm_forward-running"
    check = page.partition(f'id="{name}"')[2].partition("</section>")[0]
    said, code = check.index("wrong &lt;way&gt;"), check.index('class="code')
    assert said < code
    assert "two lines:" in check
    assert "CheckFailed" not in check
    assert "Never shown." not in page
    blank = page_of(course, "blank")
    assert blank.count("What the check says") == blank.count('class="standing">failed')
    assert blank.count("What the check says") > 8
    assert "<code>batchnorm_forward</code> is not written" in blank


def test_page_is_readable_by_machines(course):
    for page in both(course):
        found = Elements(page).found
        assert ("html", {"lang": "en"}) in found
        assert [tag for tag, _ in found].count("h1") == 1
        assert all(at.get("alt") for tag, at in found if tag == "img" and "src" in at)
        ids = [at["id"] for _, at in found if "id" in at]
        assert len(ids) == len(set(ids))
        links = [at["href"][1:] for _, at in found if at.get("href", "")[:1] == "#"]
        assert set(links) <= set(ids)
        checks = [i for i in ids if i.startswith(("test-", "question-"))]
        assert len(checks) > 12
        toc = page.partition('id="toc"')[2].partition("</nav>")[0]
        assert all(f'href="#{name}"' in toc for name in checks)


def test_pages_are_written_only_where_something_changed(course, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(course.root, root)
    stamps = {
        path: path.stat().st_mtime_ns for path in root.rglob("feedback/**/*.html")
    }
    seen = []
    again = write_feedback(root, NAME, progress=seen.append)
    assert [page.written for page in again] == [False] * 3
    assert seen == again
    with sqlite3.connect(root / "gradebook.db") as book:
        book.execute(
            "UPDATE comment SET manual_comment = 'New.' WHERE auto_comment != ''"
        )
        changed = {page.student for page in write_feedback(root, NAME) if page.written}
    assert changed == set()
    with sqlite3.connect(root / "gradebook.db") as book:
        book.execute("UPDATE verdicts SET row = replace(row, '60 s', '61 s')")
    changed = {page.student for page in write_feedback(root, NAME) if page.written}
    assert changed == {"mistake", "blank"}
    now = {path: path.stat().st_mtime_ns for path in stamps}
    assert [p.parts[-3] for p in stamps if stamps[p] == now[p]] == ["hostile"]
    assert not list(root.rglob("*.part"))


def test_pages_of_some_students_only(course, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(course.root, root, ignore=shutil.ignore_patterns("*.html"))
    pages = write_feedback(root, NAME, ["blank", "nobody", "../blank"], jobs=1)
    assert [(page.student, page.written) for page in pages] == [("blank", True)]
    assert [path.parts[-3] for path in root.rglob("feedback/**/*.html")] == ["blank"]


class Bomb(Source):
    """A source that ends the process that reads it."""

    def __reduce__(self):
        return os._exit, (1,)


def test_page_that_ends_its_process_costs_nobody_else_theirs(tmp_path):
    good = source_of(new_notebook(cells=[new_code_cell("kept = 1")]))
    bad = Bomb(NAME, "", Grades(), "key")
    tasks = [
        Task(name, source, tmp_path / name / "page.html")
        for name, source in {"a": good, "b": bad, "c": good, "d": good}.items()
    ]
    pages = {page.student: page for page in _write_all(tasks, 2)}
    assert {name for name, page in pages.items() if page.written} == {"a", "c", "d"}
    assert "ended the process" in pages["b"].problem
    assert "kept" in (tmp_path / "d" / "page.html").read_text()


def test_page_that_cannot_be_written_is_said(tmp_path):
    broken = Source(NAME, "no notebook", Grades(), "key")
    (page,) = _write_all([Task("a", broken, tmp_path / "page.html")], 1)
    assert not page.written
    assert page.problem.startswith("It cannot be written")


def test_gradebook_is_only_read(course, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(course.root, root)
    before = (root / "gradebook.db").read_bytes()
    (root / "gradebook.db").chmod(0o444)
    shutil.rmtree(root / "feedback")
    assert len(write_feedback(root, NAME, jobs=1)) == 3
    assert (root / "gradebook.db").read_bytes() == before


def test_missing_or_broken_gradebook_is_said_in_a_line(tmp_path):
    with pytest.raises(OSError, match="There is no gradebook"):
        write_feedback(tmp_path, NAME)
    (tmp_path / "gradebook.db").write_text("no database" * 100)
    with pytest.raises(OSError, match="cannot be read as a gradebook"):
        write_feedback(tmp_path, NAME)
