"""What a field of a widget's state can be: a number, a word, several words, yes or no.

rate: float = setting(0.01, Number("learning rate", 1e-6, 1, 0.1, log=True))
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cs231n_utils.skeletons import BadInput


@dataclass(frozen=True)
class Number:
    """A number between `low` and `high`; `log` puts it on a logarithmic slider.

    `step` is that of the slider: on a logarithmic one, in powers of ten.
    """

    label: str
    low: float
    high: float
    step: float
    log: bool = False
    whole: bool = False

    def read(self, name: str, text: str) -> float | int:
        """Turn text into the number, or say what is wrong with it."""
        try:
            value = int(text) if self.whole else float(text)
        except ValueError:
            kind = "a whole number" if self.whole else "a number"
            raise BadInput(f"{name}={text}: {name} must be {kind}.") from None
        if not self.low <= value <= self.high:
            raise BadInput(
                f"{name}={text}: {name} must lie between {self.low:g} and "
                f"{self.high:g}."
            )
        return value

    def write(self, value: float | int) -> str:
        """Write the number with four digits at most."""
        return str(value) if self.whole else f"{value + 0.0:.4g}"


@dataclass(frozen=True)
class Choice:
    """One of several words."""

    label: str
    options: tuple[str, ...]

    def read(self, name: str, text: str) -> str:
        """Return the word, or say which ones there are."""
        if text not in self.options:
            raise BadInput(
                f"{name}={text}: choose {name} from {', '.join(self.options)}."
            )
        return text

    def write(self, value: str) -> str:
        """Return the word."""
        return value


@dataclass(frozen=True)
class Several:
    """Some of several words, at least one, written "sgd+adam"."""

    label: str
    options: tuple[str, ...]

    def read(self, name: str, text: str) -> tuple[str, ...]:
        """Return the words, in the order of the options."""
        words = text.split("+")
        for word in words:
            Choice(self.label, self.options).read(name, word)
        return tuple(option for option in self.options if option in words)

    def write(self, value: Sequence[str]) -> str:
        """Join the words with "+"."""
        return "+".join(value)


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    label: str

    def read(self, name: str, text: str) -> bool:
        """Return True for "yes" and False for "no"."""
        return Choice(self.label, ("yes", "no")).read(name, text) == "yes"

    def write(self, value: bool) -> str:
        """Write "yes" or "no"."""
        return "yes" if value else "no"


Control = Number | Choice | Several | Flag


def setting(default: Any, control: Control) -> Any:
    """Declare a field of a state: its default, and with what it is set."""
    return dataclasses.field(default=default, metadata={"control": control})


def seed(default: int = 0) -> Any:
    """Declare the field that fixes everything random."""
    return setting(default, Number("seed", 0, 99, 1, whole=True))
