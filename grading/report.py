"""The report on a graded class: one page that needs nothing else."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from grading.course import Result

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
       padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #8886;
         vertical-align: top; }
td.number { text-align: right; white-space: nowrap;
            font-variant-numeric: tabular-nums; }
meter { width: 8rem; }
"""


def write_report(results: Sequence[Result], path: Path) -> None:
    """Write the HTML page: scores, checks by failure rate, commonest messages."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "\n".join([_scores(results), _checks(results), _messages(results)])
    path.write_text(
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        "<title>Report</title>\n"
        f"<style>{STYLE}</style>\n<h1>Report on {len(results)} submissions</h1>\n"
        f"{body}\n</html>\n",
        encoding="utf-8",
    )


def _scores(results: Sequence[Result]) -> str:
    rows = [
        (
            _cell(r.student),
            _cell(r.assignment),
            _meter(r.score, r.maximum),
            _number(f"{r.score:g} / {r.maximum:g}"),
            _cell(r.verdict),
            _cell(r.reason),
            _number(f"{r.seconds:.1f}"),
        )
        for r in results
    ]
    waiting = sum(check.waiting for r in results for check in r.checks.values())
    return (
        "<h2>Scores</h2>"
        + _table(
            ["student", "assignment", "share", "score", "verdict", "reason", "seconds"],
            rows,
        )
        + f"<p>{waiting} written answers wait to be graded by hand; until then they "
        "count 0.</p>"
    )


def _checks(results: Sequence[Result]) -> str:
    """List the checks, the one that failed most often first."""
    failed: Counter[tuple[str, str]] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    for r in results:
        for name, check in r.checks.items():
            if not check.written:
                taken[r.assignment, name] += 1
                failed[r.assignment, name] += check.score < check.maximum
    rows = [
        (
            _cell(assignment),
            _cell(name),
            _meter(failed[assignment, name], count),
            _number(f"{failed[assignment, name]} of {count}"),
        )
        for (assignment, name), count in sorted(
            taken.items(), key=lambda item: -failed[item[0]] / item[1]
        )
    ]
    header = ["assignment", "check", "share", "failed"]
    return "<h2>Checks, hardest first</h2>" + _table(header, rows)


def _messages(results: Sequence[Result]) -> str:
    said = Counter(
        check.message for r in results for check in r.checks.values() if check.message
    )
    rows = [
        (_number(str(count)), f"<td><pre>{html.escape(message)}</pre></td>")
        for message, count in said.most_common(10)
    ]
    return "<h2>What the checks said most often</h2>" + _table(
        ["times", "message"], rows
    )


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in header)
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table>\n<tr>{head}</tr>\n{body}\n</table>"


def _cell(text: str) -> str:
    return f"<td>{html.escape(text)}</td>"


def _number(text: str) -> str:
    return f'<td class="number">{html.escape(text)}</td>'


def _meter(value: float, maximum: float) -> str:
    share = value / maximum if maximum else 0
    return f'<td><meter value="{share:.3f}">{share:.0%}</meter></td>'
