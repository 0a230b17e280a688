"""A widget's state: a frozen dataclass that can be written as a line and read back.

    write_state(State(rate=0.01))  ->  "rate=0.01 momentum=0.9 seed=3"

Each field says with what it can be set: see `fields`.
"""

from __future__ import annotations

import dataclasses
import difflib
from typing import Any, TypeVar

from cs231n_utils.skeletons import BadInput
from cs231n_utils.widgets.fields import Control

S = TypeVar("S")


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
