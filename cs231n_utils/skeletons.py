"""Skeletons: functions that have a contract but no body until a student fills them."""

from __future__ import annotations

import contextlib
import difflib
import functools
import importlib.util
import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_registry: dict[str, Skeleton[..., Any]] = {}


class PlainError(Exception):
    """An error that says everything in its message: notebooks show no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


class BadInput(PlainError, ValueError):
    """A function of this library was given what it cannot use."""


class NotFilled(PlainError, NotImplementedError):
    """An exercise was called before anybody had written it."""


class FillError(PlainError, TypeError):
    """A function cannot take a skeleton's place: other name or other arguments."""


class Skeleton(Generic[P, R]):
    """A function with a name, a signature and a docstring, whose body comes later.

    Parameters
    ----------
    contract : callable
        A function without a body: what is to be written, and for whom.
    notebook : str
        The notebook in which a student writes it.
    """

    def __init__(self, contract: Callable[P, R], notebook: str) -> None:
        functools.update_wrapper(self, contract)
        self.name = contract.__name__
        self.notebook = notebook
        self.body: Callable[..., Any] | None = None
        self.parameters = list(inspect.signature(contract).parameters.values())

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the body, or say that there is none yet."""
        if self.body is None:
            raise NotFilled(not_written(self.name, self.notebook))
        result: R = self.body(*args, **kwargs)
        return result

    def __repr__(self) -> str:
        state = "filled" if self.body else f"to be written in notebook {self.notebook}"
        return f"<skeleton {self.name}{arguments(self)}: {state}>"


def arguments(function: Callable[..., Any]) -> str:
    """Write a function's arguments without their types: "(x, w, b)"."""
    signature = inspect.signature(function)
    bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return str(inspect.Signature(bare))


def skeleton(notebook: str) -> Callable[[Callable[P, R]], Skeleton[P, R]]:
    """Turn a function without a body into a skeleton that `notebook` fills."""

    def register(contract: Callable[P, R]) -> Skeleton[P, R]:
        made = Skeleton(contract, notebook)
        _registry[made.name] = made
        return made

    return register


def skeletons(notebook: str | None = None) -> dict[str, Skeleton[..., Any]]:
    """Return the skeletons by name: all of them, or those that one notebook fills."""
    return {
        name: made
        for name, made in _registry.items()
        if notebook in (None, made.notebook)
    }


def not_written(name: str, notebook: str) -> str:
    """Say which exercise is missing and where to write it."""
    return (
        f"`{name}` is not written yet. It is an exercise of the notebook "
        f"`{notebook}`: write it there and run its cell."
    )


def fill(function: Callable[P, R]) -> Callable[P, R]:
    """Put `function` into the skeleton of the same name, and return it.

    Networks and the solver call skeletons, so from then on they train with it.
    Use it as a decorator.

    Parameters
    ----------
    function : callable
        Its name picks the skeleton. It must accept the skeleton's arguments by
        position; their names may differ.

    Raises
    ------
    FillError
        When there is no skeleton of that name, or the arguments do not fit.

    Examples
    --------
    >>> from cs231n_utils.layers import relu_forward
    >>> with filling({}):
    ...     @fill
    ...     def relu_forward(x):
    ...         return x * (x > 0), x
    ...     skeletons()["relu_forward"](-2.0)
    (-0.0, -2.0)
    """
    made = _find(function)
    _match_arguments(function, made)
    made.body = written = exercise(made.notebook)(function)
    return written


def exercise(notebook: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a blank answer say which exercise it is, wherever it is called.

    `fill` does this for functions of the library; use `exercise` as a decorator for
    the others.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def written(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return function(*args, **kwargs)
            except NotFilled:
                raise
            except NotImplementedError:
                raise NotFilled(not_written(function.__name__, notebook)) from None

        return written

    return decorate


def fill_from(source: ModuleType | str | Path) -> list[str]:
    """Fill every skeleton for which a module has a function of the same name.

    Parameters
    ----------
    source : module, str or Path
        A module, or the path of a Python file, such as the `layers.py` or
        `optim.py` of somebody who took CS231n.

    Returns
    -------
    names : list of str
        The skeletons that were filled.
    """
    module = source if isinstance(source, ModuleType) else _load(Path(source))
    found = {
        name: function
        for name in _registry
        if inspect.isfunction(function := getattr(module, name, None))
    }
    for function in found.values():
        fill(function)
    return list(found)


@contextlib.contextmanager
def filling(bodies: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    """Fill the named skeletons, and only them, until the `with` block ends."""
    before = {name: made.body for name, made in _registry.items()}
    try:
        for name, made in _registry.items():
            made.body = bodies.get(name)
        yield
    finally:
        for name, body in before.items():
            _registry[name].body = body


def _find(function: Callable[..., Any]) -> Skeleton[..., Any]:
    name = function.__name__
    if name in _registry:
        return _registry[name]
    near = difflib.get_close_matches(name, _registry, n=1)
    advice = f" Did you mean `{near[0]}`?" if near else ""
    raise FillError(f"There is no exercise named `{name}`.{advice}")


def _match_arguments(function: Callable[..., Any], made: Skeleton[..., Any]) -> None:
    wanted = made.parameters
    required = sum(p.default is p.empty for p in wanted)
    signature = inspect.signature(function)
    try:
        for count in range(required, len(wanted) + 1):
            signature.bind(*[None] * count)
    except TypeError:
        raise FillError(
            f"`{made.name}` must take {arguments(made)}, in this order; "
            f"yours takes {arguments(function)}. Change the `def` line back."
        ) from None


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"{path} is not a Python file that can be loaded.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
