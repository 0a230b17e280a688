"""Text that strangers wrote, made safe to read; and numbers as people write them."""

from __future__ import annotations

import html
import re
import unicodedata

# Nothing is seen of these, although Unicode calls them printable.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# The longest line, text and name that are shown.
LINE, LINES, NAME = 240, 12, 48
# A number and its unit stay on one line.
UNIT = "\N{NO-BREAK SPACE}"
# More signs than these on one letter cover the lines above it.
STACKED = 3
CODE = re.compile(r"`([^`]+)`")
# What Python calls a cell and an object is new in every process.
PASSING = re.compile(r"<ipython-input-[\w-]+>|\b0x[0-9a-f]+\b")
SHAPE = re.compile(r"\((?:\s*\d+\s*,)+(?:\s*\d+\s*)?\)")
NUMBER = re.compile(
    r"(?<![\w.])[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?(?!\w)", re.I
)


def safe(text: str, limit: int = NAME) -> str:
    """Return a name that a stranger gave as HTML: cut, seen as it is, and escaped."""
    text = " ".join(text.split())
    return html.escape(_seen(text if len(text) <= limit else f"{text[:limit]}…"))


def sentence(text: str) -> str:
    """Return a stranger's sentence as HTML; what stands in backticks is set as code."""
    shown = html.escape(_seen(_cut(" ".join(text.split()))))
    return CODE.sub(r"<code>\1</code>", shown)


def safe_lines(text: str) -> str:
    """Return several lines of strangers' text as HTML."""
    lines = text.splitlines()
    shown = [html.escape(_seen(_cut(line))) for line in lines[:LINES]]
    if len(lines) > LINES:
        shown.append(f"… ({count(len(lines) - LINES, 'more line')})")
    return "\n".join(shown)


def _cut(text: str) -> str:
    if len(text) <= LINE:
        return text
    return f"{text[:LINE]}… ({count(len(text) - LINE, 'more character')})"


def _seen(text: str) -> str:
    """Spell out the characters that are not seen, or that move others about."""
    shown, stacked = [], 0
    for char in text:
        stacked = stacked + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        plain = char == "\t" or (char.isprintable() and char not in BLANK)
        good = plain and stacked <= STACKED
        shown.append(char if good else f"⟨U+{ord(char):04X}⟩")
    return "".join(shown)


def without_numbers(text: str) -> str:
    """Return a sentence with its numbers and shapes taken out, to compare it."""
    text = PASSING.sub("#", " ".join(text.split()))
    return NUMBER.sub("#", SHAPE.sub("(#)", text))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 check", "1,200 checks"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def points(number: float) -> str:
    """Return points, with no more decimals than they need."""
    return f"{round(number, 2):,.10g}"


def percent(share: float) -> str:
    """Return a share as a percentage; only nothing is 0 %, and only all is 100 %."""
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return f"<1{UNIT}%"
    if rounded == 100 and share < 1:
        return f">99{UNIT}%"
    return f"{rounded}{UNIT}%"


def duration(seconds: float) -> str:
    """Return a time in the unit that fits."""
    if seconds < 0.1:
        return f"{1000 * seconds:.0f}{UNIT}ms"
    if seconds < 10:
        return f"{seconds:.1f}{UNIT}s"
    if seconds < 120:
        return f"{seconds:.0f}{UNIT}s"
    if seconds < 6000:
        return f"{seconds / 60:.0f}{UNIT}min"
    return f"{seconds / 3600:.1f}{UNIT}h"


def megabytes(number: float) -> str:
    """Return a size in megabytes."""
    return f"{number:,.0f}{UNIT}MB"
