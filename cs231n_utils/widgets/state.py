"""A widget's state: a frozen dataclass that can be written as a line and read back.

    write_state(State(rate=0.01))  ->  "rate=0.01 momentum=0.9 seed=3"

Each field says with what it can be set: a `Number`, a `Choice`, `Several` or a `Flag`.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from cs231n_utils.skeletons import BadInput

S = TypeVar("S")


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


def controls(state: Any) -> dict[str, Control]:
    """Return by name what sets each field of a state, or of a class of states."""
    return {f.name: f.metadata["control"] for f in dataclasses.fields(state)}


def write_state(state: Any) -> str:
    """Write a state as a line: "function=tanh shift=0 spread=1"."""
    return " ".join(
        f"{name}={control.write(getattr(state, name))}"
        for name, control in controls(state).items()
    )


def read_state(cls: type[S], text: str) -> S:
    """Read a line that `write_state` wrote.

    Parameters
    ----------
    cls : type
        The class of the state. Fields that the line does not name keep their defaults.
    text : str

    Raises
    ------
    BadInput
        When a part is not NAME=VALUE, a name is unknown or a value cannot be.
    """
    known = controls(cls)
    values: dict[str, Any] = {}
    for part in text.split():
        name, sign, value = part.partition("=")
        if not sign or not value:
            raise BadInput(f"`{part}` is not NAME=VALUE, such as {_example(cls)}.")
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            advice = f" Did you mean {near[0]}?" if near else ""
            raise BadInput(
                f"There is no `{name}` here. There are: {', '.join(known)}.{advice}"
            )
        values[name] = known[name].read(name, value)
    return cls(**values)


def _example(cls: type[Any]) -> str:
    return write_state(cls()).split()[0]
