"""The pages that students get back: what was graded, what failed, and why."""

from grading.feedback.pages import Page, write_feedback

__all__ = ["Page", "write_feedback"]
