"""A student's functions, as the check process sees them: each call crosses the gap."""

from __future__ import annotations

import contextlib
import copy
import inspect
import itertools
import json
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from cs231n_utils.skeletons import BadInput, FillError, NotFilled, PlainError
from grading.inside.wire import (
    Line,
    Message,
    Packer,
    TooLate,
    TooMuch,
    Unpacker,
    WireError,
    error_like,
    error_names,
)
from grading.limits import Limits

KNOWN: dict[str, type[Exception]] = {
    cls.__name__: cls for cls in (NotFilled, FillError, BadInput)
}
# After its time a friendly process says so; for so long we wait for that.
GRACE = 2.0
NOT_NEEDED = "was no longer needed"
ENDED = "ended"
BATCH = 256
# What a student's function may hand to one of ours, which computes on our side.
MAX_LENT = 2**26


class Lost(BaseException):
    """The answer process is gone, or cannot be talked to; the message says why."""


class TooSlow(PlainError):
    """A student's function, or all calls of a check together, took too long."""


class Handle:
    """Something that stays in the answer process, such as a cache."""

    def __init__(self, box: Box, number: int) -> None:
        self._box, self._number = box, number

    def __getattr__(self, name: str) -> Any:
        # Checks ask everything for its dtype, to see whether it is an array.
        if name.startswith("_") or name == "dtype":
            raise AttributeError(name)
        return self._box.attribute(self, name)

    def __copy__(self) -> Handle:
        return self

    def __deepcopy__(self, memo: object) -> Handle:
        return self

    def __del__(self) -> None:
        self._box.dropped.append(self._number)


class Answer(Handle):
    """A student's function or class.

    Attributes
    ----------
    __name__ : str
    target : dict
        How the answer process is told which one is meant.
    """

    def __init__(
        self, box: Box, number: int, name: str, parameters: Any, skeleton: str = ""
    ) -> None:
        super().__init__(box, number)
        self.__name__ = name if name.isidentifier() else "answer"
        self.target = {"skeleton": skeleton} if skeleton else {"object": number}
        self.opaque = name.endswith("_forward")
        if signature := _signature(parameters):
            self.__signature__ = signature

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it over there; param dicts and arrays among `args` are updated."""
        return self._box.call(self, args, kwargs)

    def many(self, lists: Iterable[Sequence[Any]]) -> Iterator[Any]:
        """Call it with each of many lists of arguments, in few exchanges."""
        everything = iter(lists)
        while chunk := list(itertools.islice(everything, BATCH)):
            yield from self._box.many(self, chunk)


def _signature(parameters: Any) -> inspect.Signature | None:
    """Return the signature that was told, if it can be one."""
    try:
        return inspect.Signature(
            [
                inspect.Parameter(
                    name,
                    inspect._ParameterKind(kind),
                    default=None if has_default else inspect.Parameter.empty,
                )
                for name, kind, has_default in parameters
            ]
        )
    except (TypeError, ValueError):
        return None


class Box:
    """One answer process: cells to run, names to look up, functions to call.

    Parameters
    ----------
    control : socket
        The line to the warm process that makes answer processes.
    limits : Limits
    deadline : float
        When the time of the whole notebook is over, by `time.monotonic`.
    """

    def __init__(self, control: socket.socket, limits: Limits, deadline: float) -> None:
        self.limits, self.deadline = limits, deadline
        self.check_end = deadline
        self.dropped: list[int] = []
        self.exports: dict[int, Any] = {}
        # Never used again: what a student has kept must not become something else.
        self.numbers = itertools.count(1)
        self.lent = 0
        self.muted = False
        mine, theirs = socket.socketpair()
        self.status, told = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, told:
            fds = [theirs.fileno(), told.fileno()]
            socket.send_fds(control, [b"go"], fds)
        self.line = Line(mine)
        self.lost = ""
        self.memory = 0.0

    # What can be asked

    def cell(self, text: str) -> tuple[list[Any], list[Any]]:
        """Run a cell; return its outputs, and the name and text of its error."""
        seconds = min(self.limits.cell, self._left(self.deadline))
        request = {"op": "cell", "text": text, "limit": seconds}
        reply, _ = self._exchange(request, self._packer(), seconds)
        outputs, error = reply.get("outputs"), reply.get("error")
        if not isinstance(outputs, list) or not isinstance(error, list):
            raise self._lose("answered with something else than outputs")
        return outputs, error

    def names(self, names: Sequence[str]) -> dict[str, Any]:
        """Return what names mean in the student's notebook, if anything."""
        reply, blob = self._exchange(
            {"op": "names", "names": list(names), "seconds": self.limits.call},
            self._packer(),
            self.limits.call,
        )
        found = reply.get("names")
        if not isinstance(found, dict):
            raise self._lose("answered with something else than names")
        unpack = self._unpacker(reply, blob)
        return {name: unpack(found[name]) for name in names if name in found}

    def lend(self, functions: dict[str, Callable[..., Any]]) -> None:
        """Fill skeletons over there with functions that stay here."""
        numbers = {name: self._export(f)[1] for name, f in functions.items()}
        self.lent = max(self.exports, default=0)
        request = {"op": "lend", "functions": numbers}
        self._exchange(request, self._packer(), self.limits.call)

    def attribute(self, handle: Handle, name: str) -> Any:
        """Return a public attribute of something that stays over there."""
        request = {"op": "attribute", "object": handle._number, "name": name}
        reply, blob = self._timed(request, self._packer(), f"`{name}`")
        return self._unpacker(reply, blob)(reply.get("value"))

    def call(self, answer: Answer, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call a function, and do to `args` what it did to them."""
        packer = self._packer()
        request = {"op": "call", **answer.target, "opaque": answer.opaque}
        request["args"] = [packer.pack(a) for a in args]
        request["kwargs"] = {k: packer.pack(v) for k, v in kwargs.items()}
        reply, blob = self._timed(request, packer, f"`{answer.__name__}`")
        unpack = self._unpacker(reply, blob, args)
        changes = reply.get("changes")
        for i, change in changes.items() if isinstance(changes, dict) else ():
            self._update(args, i, change, unpack)
        return unpack(reply.get("value"))

    def many(self, answer: Answer, lists: list[Sequence[Any]]) -> Iterator[Any]:
        """Call a function with many lists of arguments at once."""
        packer = self._packer()
        request = {"op": "many", **answer.target, "opaque": answer.opaque}
        try:
            request["lists"] = [[packer.pack(a) for a in args] for args in lists]
        except TooMuch:
            return (self.call(answer, copy.deepcopy(a), {}) for a in lists)
        reply, blob = self._timed(request, packer, f"`{answer.__name__}`", len(lists))
        values = reply.get("values")
        if not isinstance(values, list) or len(values) != len(lists):
            raise self._lose("gave another number of answers than it was asked for")
        unpack = self._unpacker(reply, blob)
        return map(unpack, values)

    def close(self) -> None:
        """Let the process go."""
        if not self.lost:
            self._lose(NOT_NEEDED)

    def forget(self) -> None:
        """Take back what was handed over during a check."""
        for number in [n for n in self.exports if n > self.lent]:
            del self.exports[number]

    # How it is done

    def _timed(
        self, request: Message, packer: Packer, what: str, calls: int = 1
    ) -> tuple[Message, bytes]:
        left = self._left(self.check_end)
        seconds = min(self.limits.call * max(1, calls / 8), left)
        if seconds <= 0:
            raise TooSlow(f"This check took too long: {what} is too slow.")
        request["seconds"] = seconds
        reply, blob = self._exchange(request, packer, seconds)
        if (said := reply.get("said")) and not self.muted:
            print(str(said)[:2000], end="")
        if isinstance(names := reply.get("error"), list):
            text, where = str(reply.get("text"))[:2000], str(reply.get("where"))[:3000]
            if names[:1] == ["TimeUp"]:
                raise TooSlow(
                    f"{what} had not returned after {seconds:.3g} s and was stopped. "
                    "Look for a loop that does not end, or that does too much."
                )
            error = error_like([str(n) for n in names], text, KNOWN)
            error.where = where  # type: ignore[attr-defined]
            raise error
        return reply, blob

    def _exchange(
        self, request: Message, packer: Packer, seconds: float
    ) -> tuple[Message, bytes]:
        """Send a request, serve what is asked meanwhile, and return the reply."""
        if self.lost:
            raise Lost(self.lost)
        if self._left(self.deadline) <= 0:
            limit = self.limits.notebook
            raise self._lose(f"had used up the {limit:g} s of the whole notebook")
        # While it is away, what was dropped is remembered by nobody else.
        request["drop"], self.dropped = self.dropped, []
        end = time.monotonic() + seconds + GRACE
        try:
            self._send(request, packer, end)
            while True:
                message, blob = self.line.receive(end - time.monotonic())
                if "op" not in message:
                    return message, blob
                self._serve(message, blob, end)
        except TooLate:
            raise self._lose(f"did not react for {seconds:.3g} s") from None
        except WireError as error:
            raise self._lose(str(error) or ENDED) from None

    def _serve(self, message: Message, blob: bytes, end: float) -> None:
        """Answer a call of something that was handed over."""
        packer = self._packer()
        try:
            if len(blob) > MAX_LENT:
                raise ValueError(f"more than {MAX_LENT >> 20} MB of arguments")
            unpack = self._unpacker(message, blob)
            args = [unpack(coded) for coded in message["args"]]
            kwargs = {str(k): unpack(v) for k, v in message["kwargs"].items()}
            target = self.exports[message["object"]]
            if message["op"] == "call":
                value = target(*args, **kwargs)
            else:
                value = _public(target, message["name"])
            reply = {"value": packer.pack(value)}
        except (WireError, Lost):
            raise
        except (Exception, MemoryError) as error:
            packer = self._packer()
            reply = {"error": error_names(error)[:20], "text": str(error)[:2000]}
        self._send(reply, packer, end)

    def _send(self, message: Message, packer: Packer, end: float) -> None:
        message["arrays"] = packer.arrays
        self.line.send(message, packer.parts, max(0.01, end - time.monotonic()))

    def _packer(self) -> Packer:
        return Packer(self._export)

    def _export(self, value: Any) -> list[Any]:
        if isinstance(value, Answer) and "skeleton" in value.target:
            name = value.target["skeleton"]
            return ["o", self._number_of(value), name]
        if isinstance(value, Handle):
            return ["h", value._number]
        return ["o", self._number_of(value), getattr(value, "__name__", "object")]

    def _number_of(self, value: Any) -> int:
        for number, known in self.exports.items():
            if known is value:
                return number
        number = next(self.numbers)
        self.exports[number] = value
        return number

    def _unpacker(
        self, message: Message, blob: bytes, args: Sequence[Any] = ()
    ) -> Callable[[Any], Any]:
        def resolve(tag: str, rest: list[Any]) -> Any:
            if tag == "r":
                return args[int(rest[0])]
            if tag == "o":
                return self.exports[int(rest[0])]
            if tag != "h":
                raise ValueError(f"no such kind of value: {str(tag)[:20]!r}")
            return self._handle(*rest)

        try:
            made = Unpacker(message, blob, resolve)
        except WireError as error:
            raise self._lose(str(error)) from None

        def unpack(coded: Any) -> Any:
            made.nodes = made.bytes = 0
            made.made.clear()
            try:
                return made.unpack(coded)
            except WireError as error:
                raise self._lose(str(error)) from None

        return unpack

    def _handle(
        self, number: int, kind: str, name: str = "", parameters: Any = None
    ) -> Handle:
        if name:
            return Answer(self, int(number), str(name), parameters)
        kind = kind[:60] if str(kind).isidentifier() else "object"
        return type(kind, (Handle,), {})(self, int(number))

    def _update(
        self, args: Sequence[Any], i: str, change: Any, unpack: Callable[[Any], Any]
    ) -> None:
        """Do to an argument what the function did to its copy."""
        try:
            mine = args[int(i)]
            if isinstance(mine, dict):
                for key in change["delete"]:
                    mine.pop(unpack(key), None)
                mine.update({unpack(k): unpack(v) for k, v in change["set"]})
            elif isinstance(mine, list):
                mine[:] = unpack(change)
            elif isinstance(mine, np.random.Generator):
                mine.bit_generator.state = unpack(change).bit_generator.state
            else:
                mine[...] = unpack(change)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError):
            raise self._lose("told of changes that cannot be") from None

    def _lose(self, why: str) -> Lost:
        """Give the process up; what its warden says of its end is the better reason."""
        if not self.lost:
            told = self._told_by_warden(why == ENDED)
            self.line.close()
            self.status.close()
            self.memory = float(told.get("memory", 0.0))
            ended = str(told.get("ended", ""))
            self.lost = why if ended in ("", NOT_NEEDED) else ended
        return Lost(self.lost)

    def _told_by_warden(self, ended: bool) -> Message:
        """Ask the warden to end the process, unless it is ending; return its report."""
        for seconds in (1, 10) if ended else (10,):
            with contextlib.suppress(OSError, ValueError):
                self.status.settimeout(seconds)
                if seconds > 1:
                    self.status.shutdown(socket.SHUT_WR)
                told: Message = json.loads(self.status.recv(4096))
                return told
        return {}

    def _left(self, end: float) -> float:
        return end - time.monotonic()


def _public(target: Any, name: Any) -> Any:
    """Return a public attribute of one of the course's objects."""
    of_course = type(target).__module__.startswith("cs231n_utils.")
    if callable(target) or not of_course or str(name).startswith("_"):
        raise AttributeError(f"{type(target).__name__!r} has no attribute {name!r}")
    return getattr(target, str(name))
