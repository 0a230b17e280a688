"""Record the runs of the loss-curve gallery again: `python -m grading.loss_curves`."""

from __future__ import annotations

import json

from cs231n_utils.skeletons import filling
from cs231n_utils.widgets.cases import CASES, STORED, record
from grading.explore import answers


def main() -> None:
    """Train every case with the answer keys, and store its histories."""
    with filling(answers()):
        curves = {name: record(case) for name, case in CASES.items()}
    lines = [f"{json.dumps(name)}: {json.dumps(run)}" for name, run in curves.items()]
    STORED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
