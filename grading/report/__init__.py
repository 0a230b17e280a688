"""The report on a graded class: one HTML page that needs nothing else."""

from grading.report.page import write_report

__all__ = ["write_report"]
