"""Run the command line of `grading`."""

import sys

# Notebook formats are checked without it, and it takes longer to import than all else.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from grading.cli import main  # noqa: E402

raise SystemExit(main())
