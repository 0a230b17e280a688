"""The report on a graded class: one page that needs nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from grading.report.checks import checks
from grading.report.maps import maps
from grading.report.markup import CONTENTS
from grading.report.mistakes import commonest
from grading.report.overview import overview, scores, warning
from grading.report.style import STYLE
from grading.report.submissions import in_order, submissions
from grading.report.text import count, safe
from grading.report.troubles import costs, troubles
from grading.verdicts import Verdict

# The longest heading.
LONG = 120
# Nothing may be loaded and nothing run, whatever a submission holds.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_report(
    verdicts: Sequence[Verdict], path: Path, *, title: str = "Report"
) -> None:
    """Write the HTML page on a graded class.

    Parameters
    ----------
    verdicts : list of Verdict
        Of one or several assignments. Each assignment is sorted by student.
    path : Path
        Where to write it. A reader sees the former page or all of this one.
    title : str, default="Report"
        The heading.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, _page(in_order(verdicts), title))


def _page(verdicts: Sequence[Verdict], title: str) -> str:
    parts = {
        "overview": overview(verdicts),
        "scores": scores(verdicts),
        "checks": checks(verdicts),
        "maps": maps(verdicts),
        "mistakes": commonest(verdicts),
        "troubles": troubles(verdicts),
        "costs": costs(verdicts),
        "submissions": submissions(verdicts),
    }
    links = "".join(
        f'<li><a href="#{name}">{CONTENTS[name]}</a></li>'
        for name, part in parts.items()
        if part
    )
    names = list(dict.fromkeys(verdict.assignment for verdict in verdicts))
    about = f"Report on {count(len(verdicts), 'submission')}"
    if names:
        about += f" of {', '.join(safe(name) for name in names)}"
    body = "\n".join(part for part in parts.values() if part)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta HTTP-EQUIV="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(title, LONG)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{safe(title, LONG)}</h1>\n<p>{about}.</p>\n"
        f"{warning(verdicts)}\n"
        f'<nav aria-label="Contents"><ul>{links}</ul></nav>\n</header>\n'
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _write(path: Path, page: str) -> None:
    """Put the page in place at once."""
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(page, encoding="utf-8")
    os.replace(partial, path)
