"""A simulated class: every kind of submission that an instructor may be given."""

from grading.simulate.answers import answers_of, points_of, submission, with_stored
from grading.simulate.handing import Handed, write_class
from grading.simulate.students import simulated_class, students

__all__ = [
    "Handed",
    "answers_of",
    "points_of",
    "simulated_class",
    "students",
    "submission",
    "with_stored",
    "write_class",
]
