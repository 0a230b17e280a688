"""The state of the grader: nbgrader's gradebook, and what we record beside it."""

from grading.store.contents import dump
from grading.store.tables import GRADEBOOK, StoreError
from grading.store.writer import Store

__all__ = ["GRADEBOOK", "Store", "StoreError", "dump"]
