"""Which topic is where: the metadata of cells, and the page that is made from them."""

import re

import nbformat
import pytest

from grading import topics as grading_topics
from grading.cli import main
from grading.editions import released, stale_releases, student_notebook, write_notebooks
from grading.keys import assignments
from grading.topics import (
    PAGE,
    POINTS,
    TOPICS,
    find_pointers,
    heading_of,
    pointers,
    topics_page,
)

# What each notebook is to cover, once it is released.
OWED = {
    "backprop": {1, 2, 3, 33},
    "activations": {4, 5, 6, 7, 8},
    "init_statistics": {9, 10, 11},
    "batchnorm": {12, 13, 14},
    "dropout": {15},
    "optimizers": {20, 21, 22, 23, 24},
    "babysitting": {25, 26},
    "hyperparameter_search": {27, 28},
}
ROW = re.compile(r"\| (\d+) \| ([^|]+) \| (.+) \|")
LINK = re.compile(r"\[(\w+): ([^\]]+)\]\(([^)]+)\)")


def rows(text):
    """Return the name of each topic and its links, by number."""
    found = (ROW.fullmatch(line) for line in text.splitlines())
    return {int(m[1]): (m[2], LINK.findall(m[3])) for m in found if m}


@pytest.fixture
def stored():
    return rows(PAGE.read_text(encoding="utf-8"))


def test_topics_have_the_numbers_1_to_33_and_a_name_each():
    assert list(TOPICS) == list(range(1, 34))
    assert len(set(TOPICS.values())) == 33
    assert not [name for name in TOPICS.values() if "|" in name]


def test_stored_page_is_what_the_sources_give():
    assert {PAGE: PAGE.read_text(encoding="utf-8")} == topics_page()


def test_page_has_a_row_for_each_topic_that_a_notebook_covers(stored):
    assert set(stored) == {number for p in pointers() for number in p.topics}
    assert list(stored) == sorted(stored)
    assert {n: name for n, (name, _) in stored.items()}.items() <= TOPICS.items()
    links = [link for _, places in stored.values() for link in places]
    assert len(links) == sum(len(p.topics) for p in pointers())


@pytest.mark.parametrize("name", released())
def test_released_notebook_covers_every_topic_that_it_owes(name, stored):
    covered = {n for n, (_, places) in stored.items() if name in {p[0] for p in places}}
    assert OWED.get(name, set()) <= covered


def test_no_pointer_is_dead(stored):
    for _, places in stored.values():
        for name, heading, target in places:
            file = (PAGE.parent / target).resolve(strict=True)
            assert file.stem == name
            cells = nbformat.read(file, as_version=4).cells
            prose = "\n".join(c.source for c in cells if c.cell_type == "markdown")
            assert re.search(rf"^#+ {re.escape(heading)}$", POINTS.sub("", prose), re.M)


@pytest.mark.parametrize("name", released())
def test_tagged_cells_reach_the_student_notebook_with_their_tags(name):
    assert find_pointers(name, student_notebook(name)) == [
        pointer for pointer in pointers() if pointer.notebook == name
    ]


def test_a_notebook_that_is_not_released_has_no_pointer():
    assert {p.notebook for p in pointers()} <= set(released()) <= set(assignments())


@pytest.fixture
def page(monkeypatch, tmp_path):
    """Return a copy of the page that `grading notebooks` takes for it."""
    path = tmp_path / "topics.md"
    path.write_bytes(PAGE.read_bytes())
    monkeypatch.setattr(grading_topics, "PAGE", path)
    return path


def test_stale_page_is_found_and_written_anew(page, monkeypatch, capsys):
    right = page.read_bytes()
    assert stale_releases() == []
    page.write_bytes(right.replace(b"| 12 |", b"| 99 |"))
    assert stale_releases() == [page]
    monkeypatch.setattr("grading.cli.PROJECT", page.parent)
    assert main(["notebooks", "--check"]) == 1
    assert "topics.md does not equal its source" in capsys.readouterr().out
    assert page in write_notebooks()
    assert page.read_bytes() == right
    page.unlink()
    assert stale_releases() == [page]


def markdown(source, **metadata):
    return nbformat.v4.new_markdown_cell(source, metadata=metadata)


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("# One", "One"),
        ("## 6. Layer norm\ntext\n### Exercise: `f` (3 points)", "Exercise: `f`"),
        ("### Exercise: `f` (1 point) and `g` (2 points)", "Exercise: `f` and `g`"),
        ("# One\n```\n# a comment\n```\ntext", "One"),
        ("no heading", ""),
        ("#hashtag", ""),
    ],
)
def test_heading_is_the_last_one_without_its_points(source, heading):
    assert heading_of(markdown(source)) == heading


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (markdown("# A", topics=12), "should be a list of numbers"),
        (markdown("# A", topics=[34]), "should be a list of numbers"),
        (markdown("# A", topics=["12"]), "should be a list of numbers"),
        (markdown("text", topics=[12]), "belongs to a markdown cell with a heading"),
        (
            nbformat.v4.new_code_cell("# A", metadata={"topics": [12]}),
            "belongs to a markdown cell with a heading",
        ),
    ],
)
def test_metadata_that_point_nowhere_are_refused(cell, message):
    with pytest.raises(ValueError, match=rf"batchnorm, cell .*{message}"):
        find_pointers("batchnorm", nbformat.v4.new_notebook(cells=[cell]))
