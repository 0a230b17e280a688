"""What instructors run: editions, keys and grading."""

from grading.keys import answer_key, hidden_rng

__version__ = "0.1.0"
__all__ = ["answer_key", "hidden_rng"]
