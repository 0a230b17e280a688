"""Grades out of nbgrader's gradebook: its own CSV, Canvas, Moodle, Gradescope."""

from grading.export.book import ExportError
from grading.export.forms import FORMS, export

__all__ = ["FORMS", "ExportError", "export"]
