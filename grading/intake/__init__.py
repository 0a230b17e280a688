"""Taking submissions in: find them, read them, mend them, and say what was done."""

from grading.intake.batch import Intake, intake

__all__ = ["Intake", "intake"]
