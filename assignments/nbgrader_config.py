"""Settings of the course for plain nbgrader: run `nbgrader` in this folder."""

import os
import sys
from pathlib import Path

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    GetGrades,
    OverwriteCells,
    OverwriteKernelspec,
)

from grading.nbgrader_plugins import DropTags, HideHiddenTests

c = get_config()  # noqa: F821 (nbgrader provides it)

# nbgrader calls programs of its own environment by their bare names.
programs = str(Path(sys.executable).parent)
if programs not in os.environ["PATH"].split(os.pathsep):
    os.environ["PATH"] = programs + os.pathsep + os.environ["PATH"]

root = Path(__file__).resolve().parent
c.CourseDirectory.course_id = "training-neural-networks"
c.CourseDirectory.root = str(root)
# Sources lie beside the notebooks made from them, and must not travel with those.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "predictions.json",
    *(path.name for path in root.glob("source/*/*.py")),
]
# The student notebooks are stored, so they are there before nbgrader generates them.
c.GenerateAssignment.force = True
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # your code here"}
c.ClearSolutions.text_stub = "Your answer here."
c.ExecutePreprocessor.timeout = 60
# Experiments train networks for a while, and no check depends on them.
c.ExecutePreprocessor.skip_cells_with_tag = "experiment"
c.Autograde.sanitize_preprocessors = [
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    OverwriteCells,
    DropTags,
    CheckCellMetadata,
]
# A test cell that a student deleted is put back, so that it is graded and not stuck.
c.OverwriteCells.add_missing_cells = True
# The pages need nothing from outside: no scripts, and formulas as MathML.
c.GenerateFeedback.exporter_class = "grading.feedback.exporter.FeedbackExporter"
c.GenerateFeedback.preprocessors = [GetGrades, HideHiddenTests]
