"""Messages between the answer process and the check process: JSON, and raw arrays.

Values that cross: None, booleans, numbers, text, arrays, random generators, and lists,
tuples, sets and dicts of them. Functions and all other objects stay where they are; a
handle crosses in their place. Nothing is ever unpickled, and every size is bounded.
"""

from __future__ import annotations

import builtins
import json
import math
import socket
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

HEADER = struct.Struct("<IQ")
MAX_JSON = 2**22
MAX_BLOB = 2**27
MAX_DEPTH = 40
MAX_NODES = 300_000
MAX_OBJECTS = 10_000
MAX_MADE = 2**28
MAX_KEYS = 1000
BASES: tuple[Any, ...] = (dict, list, tuple, str, int, float)
KINDS = "biufcUSMm"
PLAIN = (str, bool, int, float)

Message = dict[str, Any]


class WireError(Exception):
    """What arrived is no message of ours, or there is nobody any more."""


class Gone(WireError):
    """The other side has ended."""


class TooLate(WireError):
    """The other side did not answer in time."""


class TooMuch(WireError):
    """A value is too large to cross."""


class Packer:
    """Turns the values of one message into JSON and one blob.

    Parameters
    ----------
    handle : callable
        handle(value) -> what stands for an object that must stay here.
    known : dict, optional
        Positions of arguments by their identity: one that comes back is only named.
    """

    def __init__(
        self, handle: Callable[[Any], Any], known: dict[int, int] | None = None
    ) -> None:
        self.handle, self.known = handle, known or {}
        self.arrays: list[Any] = []
        self.parts: list[bytes] = []
        self.size = 0
        self.seen: dict[int, tuple[int, Any]] = {}

    def pack(self, value: Any, depth: int = 0) -> Any:
        """Return the JSON that stands for a value."""
        kind = type(value)
        if value is None or kind in PLAIN:
            return value
        if depth > MAX_DEPTH:
            raise TooMuch("It is nested too deeply.")
        if id(value) in self.known:
            return ["r", self.known[id(value)]]
        if kind is np.ndarray and value.dtype.kind in KINDS:
            return ["a", self._array(value)]
        if kind in SEQUENCES:
            return [SEQUENCES[kind], *(self.pack(v, depth + 1) for v in value)]
        if kind is dict:
            pairs = list(value.items())
            return ["d", *([self.pack(k), self.pack(v, depth + 1)] for k, v in pairs)]
        return self._other(value, depth)

    def _other(self, value: Any, depth: int) -> Any:
        if isinstance(value, np.generic) and value.dtype.kind in KINDS:
            return ["n", self._array(np.asarray(value))]
        if isinstance(value, np.ndarray) and value.dtype.kind in KINDS:
            # Of a subclass only the numbers cross, never its operators.
            return ["a", self._array(np.array(value, subok=False))]
        if isinstance(value, np.ndarray) and value.size <= MAX_OBJECTS:
            items = [self.pack(v, depth + 1) for v in value.ravel().tolist()]
            return ["O", list(value.shape), *items]
        for base in BASES:
            if isinstance(value, base):
                return self.pack(base(value), depth + 1)
        if isinstance(value, range) and len(value) <= MAX_OBJECTS:
            return self.pack(list(value), depth + 1)
        if type(value) is complex:
            return ["c", value.real, value.imag]
        if type(value) is slice:
            return ["s", *(self.pack(v) for v in (value.start, value.stop, value.step))]
        if type(value) is np.random.Generator:
            state = value.bit_generator.state
            if state["bit_generator"] == "PCG64":
                return ["g", json.dumps(state)]
        return self.handle(value)

    def _array(self, array: Any) -> int:
        if id(array) in self.seen:
            return self.seen[id(array)][0]
        data = array.tobytes()
        if self.size + len(data) > MAX_BLOB:
            raise TooMuch(
                f"An array of shape {array.shape} does not cross: the limit is "
                f"{MAX_BLOB >> 20} MB a call."
            )
        index = len(self.arrays)
        self.arrays.append([array.dtype.str, list(array.shape), self.size])
        self.parts.append(data)
        self.size += len(data)
        self.seen[id(array)] = (index, array)
        return index


SEQUENCES: dict[type, str] = {list: "l", tuple: "t", set: "e", frozenset: "e"}


class Unpacker:
    """Turns what arrived back into values; every array is a fresh one.

    Parameters
    ----------
    message, blob
        What `receive` returned.
    handle : callable
        handle(tag, rest) -> the object that a handle stands for.
    """

    def __init__(
        self, message: Message, blob: bytes, handle: Callable[[str, list[Any]], Any]
    ) -> None:
        table = message.get("arrays", [])
        if not isinstance(table, list):
            raise WireError("The table of arrays is no list.")
        self.table, self.blob, self.handle = table, blob, handle
        self.nodes = self.bytes = 0
        self.bases: dict[int, tuple[Any, int]] = {}
        # Each array that was made, and the bytes that it was made of.
        self.made: list[tuple[Any, int, int]] = []

    def unpack(self, coded: Any, depth: int = 0) -> Any:
        """Return the value for which some JSON stands."""
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise WireError("A value has too many parts.")
        if coded is None or isinstance(coded, PLAIN):
            return coded
        if not isinstance(coded, list) or not coded or not isinstance(coded[0], str):
            raise WireError("A value is coded in an unknown way.")
        tag, rest = coded[0], coded[1:]
        try:
            return self._tagged(tag, rest, depth)
        except (ValueError, TypeError, IndexError, KeyError, OverflowError) as error:
            raise WireError(f"A value is coded wrongly: {error}") from None

    def _tagged(self, tag: str, rest: list[Any], depth: int) -> Any:
        if tag in ("a", "n"):
            array = self._array(*rest)
            return array if tag == "a" else array[()]
        if tag in ("l", "t", "e"):
            values = [self.unpack(v, depth + 1) for v in rest]
            return values if tag == "l" else {"t": tuple, "e": set}[tag](values)
        if tag == "d":
            pairs = [(self.unpack(k), v) for k, v in rest]
            _must_be_keys([key for key, _ in pairs])
            return {key: self.unpack(v, depth + 1) for key, v in pairs}
        if tag == "O":
            return self._objects(rest[0], rest[1:], depth)
        if tag == "c":
            return complex(*map(float, rest))
        if tag == "s":
            return slice(*map(self.unpack, rest))
        if tag == "g":
            return generator(*rest)
        return self.handle(tag, rest)

    def _array(self, index: int) -> Any:
        if type(index) is not int or index not in self.bases:
            self.bases[index] = self._base(index)
        base, offset = self.bases[index]
        # One array may stand in many places, and is made anew in each.
        self.bytes += base.nbytes
        if self.bytes > MAX_MADE:
            raise ValueError("a value of too many bytes")
        array = base.copy()
        self.made.append((array, offset, offset + base.nbytes))
        return array

    def _base(self, index: int) -> tuple[Any, int]:
        """Return an array of the table, and where its bytes begin."""
        dtype_text, shape, offset = self.table[index]
        dtype = np.dtype(str(dtype_text))
        if dtype.kind not in KINDS or dtype.itemsize > 4096 or len(shape) > 32:
            raise ValueError("an array of a type that does not cross")
        if index < 0 or offset < 0 or any(type(n) is not int or n < 0 for n in shape):
            raise ValueError("an array of an impossible shape")
        count = math.prod(shape)
        if count * dtype.itemsize > len(self.blob):
            raise ValueError("an array larger than what arrived")
        if not count:
            return np.empty(shape, dtype), 0
        return np.frombuffer(self.blob, dtype, count, offset).reshape(shape), offset

    def _objects(self, shape: list[int], items: list[Any], depth: int) -> Any:
        if any(type(n) is not int or n < 0 for n in shape):
            raise ValueError("an array of an impossible shape")
        array = np.empty(len(items), dtype=object)
        for i, item in enumerate(items):
            array[i] = self.unpack(item, depth + 1)
        return array.reshape(shape)

    def changed(self) -> set[int]:
        """Return the identities of the arrays that were written to since."""
        return {
            id(array)
            for array, start, end in self.made
            if array.tobytes() != self.blob[start:end]
        }


def _must_be_keys(keys: list[Any]) -> None:
    """Refuse keys that may have been chosen to make a dict slow."""
    if len(keys) > MAX_KEYS and not all(type(key) is str for key in keys):
        raise ValueError("a dict of too many keys that are no text")


def generator(text: str) -> np.random.Generator:
    """Return the random generator of which `text` is the state."""
    made = np.random.Generator(np.random.PCG64(0))
    made.bit_generator.state = json.loads(text)
    return made


class Line:
    """A socket that carries messages, with a limit on how long an answer may take.

    Parameters
    ----------
    sock : socket
    trusting : bool
        Whether sizes of what arrives need no limit: the side of the answers trusts the
        side of the checks.
    """

    def __init__(self, sock: socket.socket, trusting: bool = False) -> None:
        self.sock, self.trusting = sock, trusting

    def send(self, message: Message, parts: list[bytes], seconds: float | None) -> None:
        """Send a message and its arrays."""
        text = json.dumps(message, separators=(",", ":")).encode()
        size = sum(map(len, parts))
        self.sock.settimeout(seconds)
        try:
            self.sock.sendall(b"".join([HEADER.pack(len(text), size), text, *parts]))
        except TimeoutError:
            raise TooLate from None
        except OSError:
            raise Gone from None

    def receive(self, seconds: float | None) -> tuple[Message, bytes]:
        """Return the next message and its blob, within so many seconds."""
        end = None if seconds is None else time.monotonic() + seconds
        text_size, blob_size = HEADER.unpack(self._exactly(HEADER.size, end))
        if not self.trusting and (text_size > MAX_JSON or blob_size > MAX_BLOB):
            raise WireError("An answer is larger than what may cross.")
        text, blob = self._exactly(text_size, end), self._exactly(blob_size, end)
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            raise WireError("What arrived is no message.") from None
        if not isinstance(message, dict):
            raise WireError("What arrived is no message.")
        return message, blob

    def _exactly(self, size: int, end: float | None) -> bytes:
        data = bytearray()
        while len(data) < size:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise TooLate
            self.sock.settimeout(left)
            try:
                part = self.sock.recv(min(size - len(data), 2**20))
            except TimeoutError:
                raise TooLate from None
            except OSError:
                raise Gone from None
            if not part:
                raise Gone
            data += part
        return bytes(data)

    def close(self) -> None:
        """Hang up."""
        self.sock.close()


def error_names(error: BaseException) -> list[str]:
    """Return the names of an error's class and of those that it is derived from."""
    return [cls.__name__ for cls in type(error).__mro__]


def error_like(
    names: list[str], text: str, known: dict[str, type[Exception]]
) -> Exception:
    """Return an error with the text and, as far as they are known here, the classes."""
    base = next(_known_classes(names, known), RuntimeError)
    name = str(names[0])[:80] if names else "Error"
    same = {"__str__": lambda self: text}
    cls = type(name if name.isidentifier() else "Error", (base,), same)
    try:
        return cls(text)
    except TypeError:  # UnicodeError and its like want more to be made
        return type(cls.__name__, (RuntimeError,), same)(text)


def _known_classes(
    names: list[str], known: dict[str, type[Exception]]
) -> Iterator[type[Exception]]:
    for name in names:
        found = known.get(str(name)) or getattr(builtins, str(name), None)
        if isinstance(found, type) and issubclass(found, Exception):
            yield found
