"""What was recorded beforehand, for pages in which nothing can run."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

STORED = Path(__file__).with_name("recorded.json")


@functools.cache
def recorded() -> dict[str, Any]:
    """Return the runs of the gallery, a range test and the trials of a search.

    `python -m grading.recordings` records them again.
    """
    parts: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    return parts
