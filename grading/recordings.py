"""Record anew what the widgets have stored: `python -m grading.recordings`."""

from __future__ import annotations

import json
from typing import Any

from cs231n_utils.skeletons import filling
from cs231n_utils.widgets.cases import CASES, histories, record
from cs231n_utils.widgets.command_centre import SearchCommandCentre
from cs231n_utils.widgets.range_test import RangeTest
from cs231n_utils.widgets.recorded import STORED
from grading.explore import answers

SEARCH = "rate_low=1e-05 rate_high=0.01 reg_low=1e-06 reg_high=100 trials=24 seed=0"


def recordings() -> dict[str, dict[str, Any]]:
    """Train the gallery's cases, a range test and the trials of a search."""
    test = RangeTest().run()
    return {
        "runs": {name: record(case) for name, case in CASES.items()},
        "range_test": histories(test.scene.run),
        "search": SearchCommandCentre(state=SEARCH).run().results,
    }


def main() -> None:
    """Record with the answer keys, and store it."""
    with filling(answers()):
        made = recordings()
    lines = [f"{json.dumps(name)}: {json.dumps(part)}" for name, part in made.items()]
    STORED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
