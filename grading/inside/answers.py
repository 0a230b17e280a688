"""The answer process: it runs a student's cells and answers calls of their functions.

One request at a time is served. While it is, the function may call back into the check
process, which answers as soon as it waits for a reply.
"""

from __future__ import annotations

import inspect
import os
import socket
import traceback
from collections.abc import Callable
from typing import Any

import numpy as np

from cs231n_utils.skeletons import BadInput, FillError, NotFilled, skeletons

from .shell import Outputs, Shell, limited, printed, said
from .wire import (
    Line,
    Message,
    Packer,
    Unpacker,
    error_like,
    error_names,
)

Reply = tuple[Packer, Message]

KNOWN: dict[str, type[Exception]] = {
    cls.__name__: cls for cls in (NotFilled, FillError, BadInput)
}


class Remote:
    """An object of the check process: its public attributes and calls cross."""

    def __init__(self, answers: Answers, number: int, name: str) -> None:
        self._answers, self._number = answers, number
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function over there."""
        return self._answers.ask(
            {"op": "call", "object": self._number}, list(args), kwargs
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._answers.ask(
            {"op": "attribute", "object": self._number, "name": name}, [], {}
        )


class Answers:
    """Serves one submission.

    Parameters
    ----------
    sock : socket
        To the check process.
    shell : Shell
    """

    def __init__(self, sock: socket.socket, shell: Shell) -> None:
        self.line, self.shell = Line(sock, trusting=True), shell
        self.objects: dict[int, Any] = {}
        self.next = 0

    def serve(self) -> None:
        """Answer requests until the other side hangs up."""
        while True:
            self._answer(*self.line.receive(None))

    def _answer(self, message: Message, blob: bytes) -> None:
        for number in message.get("drop", ()):
            self.objects.pop(number, None)
        what: Callable[[Message, bytes], Reply] = getattr(self, f"_do_{message['op']}")
        outputs = Outputs()
        try:
            with self.shell.streams(outputs), limited(message.get("seconds")):
                packer, reply = what(message, blob)
        except BaseException as error:
            packer, reply = Packer(self._handle), _error(error)
        if said := printed(outputs):
            reply["said"] = said
        # Sent when the clock no longer runs: an answer is whole, or is not there.
        self._send(packer, reply)

    # What can be asked for

    def _do_cell(self, message: Message, blob: bytes) -> Reply:
        outputs, error = self.shell.run(message["text"], message["limit"])
        return Packer(self._handle), {"outputs": outputs, "error": error}

    def _do_names(self, message: Message, blob: bytes) -> Reply:
        """Tell what names mean in the student's notebook."""
        packer = Packer(self._handle)
        found = {
            name: packer.pack(self.shell.user_ns[name])
            for name in message["names"]
            if name in self.shell.user_ns
        }
        return packer, {"names": found}

    def _do_lend(self, message: Message, blob: bytes) -> Reply:
        """Fill skeletons of earlier notebooks with functions of the check process."""
        for name, number in message["functions"].items():
            function = Remote(self, number, name)
            skeletons()[name].body = function
        return Packer(self._handle), {}

    def _do_call(self, message: Message, blob: bytes) -> Reply:
        unpacker = Unpacker(message, blob, self._resolve)
        args = [unpacker.unpack(coded) for coded in message["args"]]
        kwargs = {k: unpacker.unpack(v) for k, v in message["kwargs"].items()}
        before = [dict(a) if type(a) is dict else a for a in args]
        states = [_state(a) for a in args]
        result = self._target(message)(*args, **kwargs)
        # Copies of the caller's, who is told what becomes of them; handles are not.
        copies = {i for i, coded in enumerate(message["args"]) if _is_copy(coded)}
        known = {id(args[i]): i for i in copies}
        packer = Packer(self._handle, known)
        value = self._pack_result(packer, result, message.get("opaque", False))
        packer.known, changed = {}, unpacker.changed()
        changes = {
            str(i): _changes(packer, before[i], states[i], arg, changed)
            for i, arg in enumerate(args)
            if i in copies
        }
        kept = {i: change for i, change in changes.items() if change is not None}
        return packer, {"value": value, "changes": kept}

    def _do_many(self, message: Message, blob: bytes) -> Reply:
        """Call a function with each of many lists of arguments."""
        unpacker = Unpacker(message, blob, self._resolve)
        target, packer, values = self._target(message), Packer(self._handle), []
        for coded in message["lists"]:
            unpacker.nodes = unpacker.bytes = 0
            result = target(*[unpacker.unpack(c) for c in coded])
            unpacker.made.clear()
            if message.get("opaque") and type(result) in (tuple, list) and result:
                # Nobody asks for the caches of probes.
                result = (*result[:-1], None)
            values.append(packer.pack(result))
        return packer, {"values": values}

    def _do_attribute(self, message: Message, blob: bytes) -> Reply:
        packer = Packer(self._handle)
        value = getattr(self.objects[message["object"]], message["name"])
        return packer, {"value": packer.pack(value)}

    # How it is done

    def _send(self, packer: Packer, reply: Message) -> None:
        self.line.send({**reply, "arrays": packer.arrays}, packer.parts, None)

    def _pack_result(self, packer: Packer, result: Any, opaque: bool) -> Any:
        """Pack what a function returned; the last part of a forward pass stays here."""
        if opaque and type(result) in (tuple, list) and len(result) > 1:
            parts = [packer.pack(part, 1) for part in result[:-1]]
            tag = "t" if type(result) is tuple else "l"
            return [tag, *parts, self._handle(result[-1])]
        return packer.pack(result)

    def _target(self, message: Message) -> Callable[..., Any]:
        if "skeleton" in message:
            return skeletons()[message["skeleton"]]
        target: Callable[..., Any] = self.objects[message["object"]]
        return target

    def _handle(self, value: Any) -> list[Any]:
        if type(value) is Remote:
            return ["o", value._number]
        self.next += 1
        self.objects[self.next] = value
        name = type(value).__name__
        return ["h", self.next, name, *_signature(value)]

    def _resolve(self, tag: str, rest: list[Any]) -> Any:
        if tag == "h":
            return self.objects[rest[0]]
        return Remote(self, rest[0], rest[1])

    def ask(self, request: Message, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Ask the check process for something, and serve it until it answers."""
        packer = Packer(self._handle)
        request["args"] = [packer.pack(arg) for arg in args]
        request["kwargs"] = {name: packer.pack(v) for name, v in kwargs.items()}
        self._send(packer, request)
        while True:
            message, blob = self.line.receive(None)
            if "op" not in message:
                break
            self._answer(message, blob)
        if "error" in message:
            raise error_like(message["error"], message["text"], KNOWN)
        return Unpacker(message, blob, self._resolve).unpack(message["value"])


def _is_copy(coded: Any) -> bool:
    return isinstance(coded, list) and coded[0] in ("d", "l", "a", "g")


def _state(value: Any) -> Any:
    if type(value) is np.random.Generator:
        return value.bit_generator.state
    return list(value) if type(value) is list else None


def _changes(
    packer: Packer, before: Any, state: Any, after: Any, changed: set[int]
) -> Any:
    """Return what a call did to one of its arguments, or None."""
    if type(after) is dict:
        new = [
            [packer.pack(k), packer.pack(v)]
            for k, v in after.items()
            if k not in before or before[k] is not v or not _is_same(v, changed)
        ]
        gone = [packer.pack(k) for k in before if k not in after]
        return {"set": new, "delete": gone} if new or gone else None
    if type(after) is np.ndarray:
        return packer.pack(after) if id(after) in changed else None
    if type(after) is list:
        same = len(after) == len(state) and all(map(_is, after, state))
        return None if same else packer.pack(after)
    if type(after) is np.random.Generator:
        return packer.pack(after) if after.bit_generator.state != state else None
    return None


def _is(one: Any, other: Any) -> bool:
    return one is other


def _is_same(value: Any, changed: set[int]) -> bool:
    """Tell whether a value of a dict is surely what it was before the call."""
    if type(value) is np.ndarray:
        return id(value) not in changed
    return value is None or type(value) in (bool, int, float, str)


def _error(error: BaseException) -> Message:
    return {
        "error": error_names(error)[:20],
        "text": said(error),
        "where": _where(error),
    }


def _signature(value: Any) -> list[Any]:
    """Return the name and the parameters of a function, if it is one."""
    if not callable(value):
        return []
    name = str(getattr(value, "__name__", ""))[:100]
    try:
        kinds = inspect.signature(value).parameters.values()
        return [name, [[p.name, int(p.kind), p.default is not p.empty] for p in kinds]]
    except Exception:
        return [name, None]


def _where(error: BaseException) -> str:
    """Return the student's own lines of a traceback."""
    try:
        frames = traceback.extract_tb(error.__traceback__)
        own = [f for f in frames if "ipython-input" in f.filename or "/tmp/" in f.name]
        return "".join(traceback.format_list(own[-5:]))[:3000]
    except BaseException:
        return ""


def serve(sock: socket.socket, shell: Shell) -> None:
    """Serve one submission; the process ends with it."""
    try:
        Answers(sock, shell).serve()
    finally:
        os._exit(0)
