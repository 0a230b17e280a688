"""Run the command line of `grading`."""

from grading.cli import main

raise SystemExit(main())
