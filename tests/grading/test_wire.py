"""Values cross between answers and checks unchanged; nothing else gets across."""

import json
import socket
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grading.inside.wire import (
    HEADER,
    MAX_BLOB,
    MAX_JSON,
    Gone,
    Line,
    Packer,
    TooLate,
    TooMuch,
    Unpacker,
    WireError,
    error_like,
    error_names,
)


def across(value):
    """Return a value as it comes out on the other side."""
    packer = Packer(lambda v: ["h", 1, type(v).__name__])
    coded = json.loads(json.dumps(packer.pack(value)))
    message = {"arrays": json.loads(json.dumps(packer.arrays))}
    blob = b"".join(packer.parts)
    return Unpacker(message, blob, lambda tag, rest: (tag, *rest)).unpack(coded)


def same(one, other):
    if isinstance(one, np.ndarray):
        equal = np.array_equal(one, other, equal_nan=one.dtype.kind in "fc")
        return one.dtype == other.dtype and one.shape == other.shape and equal
    if isinstance(one, list | tuple):
        pairs = zip(one, other, strict=True)
        return type(one) is type(other) and all(same(a, b) for a, b in pairs)
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[k], other[k]) for k in one)
    return type(one) is type(other) and (one == other or one != one)


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
arrays = hnp.arrays(
    hnp.floating_dtypes(endianness="=") | hnp.integer_dtypes() | hnp.boolean_dtypes(),
    hnp.array_shapes(min_dims=0, min_side=0),
)
values = st.recursive(
    plain | arrays,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=20,
)


@given(values)
def test_values_cross_unchanged(value):
    assert same(value, across(value))


@pytest.mark.parametrize(
    "value",
    [np.float32(0.1), np.int64(3), np.bool_(True), 1 + 2j, slice(1, None), {1, 2}],
    ids=repr,
)
def test_scalars_keep_their_type(value):
    assert type(across(value)) is type(value)
    assert across(value) == value


def test_random_generator_crosses_with_its_state():
    rng = np.random.default_rng(3)
    rng.normal(size=5)
    assert across(rng).normal() == rng.normal()


def test_only_the_numbers_of_an_array_subclass_cross():
    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return True

    crossed = across(np.arange(3.0).view(Agreeable))
    assert type(crossed) is np.ndarray
    assert crossed.tolist() == [0, 1, 2]


def test_subclasses_of_plain_types_cross_as_those():
    class Odd(dict):
        def __eq__(self, other):
            return True

    assert type(across(Odd(a=1))) is dict
    assert type(across(np.array([1, None], dtype=object))) is np.ndarray


def test_other_objects_cross_as_handles():
    assert across([len, object()]) == [
        ("h", 1, "builtin_function_or_method"),
        ("h", 1, "object"),
    ]


def test_array_that_occurs_twice_crosses_once_and_comes_out_as_two():
    x = np.ones(1000)
    packer = Packer(lambda v: None)
    packer.pack([x, x])
    assert len(packer.parts) == 1
    one, two = across([x, x])
    one[0] = 5
    assert two[0] == 1


def test_arrays_come_out_writable_and_changes_are_seen():
    packer = Packer(lambda v: None)
    coded = packer.pack([np.zeros(3), np.zeros(3)])
    made = Unpacker({"arrays": packer.arrays}, b"".join(packer.parts), None)
    one, _ = made.unpack(coded)
    assert made.changed() == set()
    one[1] = 2
    assert made.changed() == {id(one)}


def test_what_is_too_large_or_too_deep_does_not_cross():
    with pytest.raises(TooMuch, match=r"shape \(20000000,\)"):
        across(np.zeros(20_000_000))
    deep = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(TooMuch, match="too deeply"):
        across(deep)
    endless = []
    endless.append(endless)
    with pytest.raises(TooMuch, match="too deeply"):
        across(endless)


LIES = {
    "no tag": [],
    "unknown form": {"a": 1},
    "array not there": ["a", 5],
    "array of a negative number": ["a", -1],
    "array by name": ["a", "x"],
    "too many parts": ["c", 1, 2, 3],
    "unhashable key": ["d", [["l"], 1]],
    "half a pair": ["d", [1]],
    "generator of nonsense": ["g", "{}"],
    "generator that is no text": ["g", 5],
    "objects of a wrong shape": ["O", [2, 2], 1],
    "objects of a negative shape": ["O", [-1], 1],
    "slice of nothing": ["s"],
}


@pytest.mark.parametrize("coded", LIES.values(), ids=list(LIES))
def test_lies_in_a_value_are_refused(coded):
    message = {"arrays": [["<f8", [2], 0]]}
    with pytest.raises(WireError):
        Unpacker(message, bytes(16), lambda *_: None).unpack(coded)


@pytest.mark.parametrize(
    "entry",
    [
        ["<f8", [3], 0],
        ["<f8", [2], 8],
        ["<f8", [2], -8],
        ["<f8", [-2], 0],
        ["<f8", [2**40, 2**40], 0],
        ["<f8", [True], 0],
        ["O", [2], 0],
        ["<U999999", [1], 0],
        ["no type", [1], 0],
        ["<f8", "2", 0],
        ["<f8"],
        "text",
        None,
    ],
    ids=str,
)
def test_lies_about_an_array_are_refused(entry):
    with pytest.raises(WireError):
        Unpacker({"arrays": [entry]}, bytes(16), lambda *_: None).unpack(["a", 0])


def test_array_that_stands_in_very_many_places_is_refused():
    message = {"arrays": [["<f8", [2**17], 0]]}
    with pytest.raises(WireError, match="too many bytes"):
        Unpacker(message, bytes(2**20), None).unpack(["l", *[["a", 0]] * 300])


def test_keys_that_collide_are_refused():
    pairs = [[n * (2**61 - 1), 0] for n in range(20_000)]
    with pytest.raises(WireError, match="too many keys"):
        Unpacker({}, b"", None).unpack(["d", *pairs])
    assert len(across({str(n): n for n in range(20_000)})) == 20_000


def test_value_of_very_many_parts_is_refused():
    with pytest.raises(WireError, match="too many parts"):
        Unpacker({}, b"", None).unpack(["l", *[0] * 400_000])


def receive(data, seconds=1.0):
    mine, theirs = socket.socketpair()
    sender = threading.Thread(target=lambda: (theirs.sendall(data), theirs.close()))
    sender.start()
    try:
        return Line(mine).receive(seconds)
    finally:
        mine.close()
        sender.join()


@pytest.fixture
def pair():
    mine, theirs = socket.socketpair()
    with mine, theirs:
        yield mine, theirs


def test_message_crosses_whole(pair):
    mine, theirs = pair
    Line(mine).send({"op": "x"}, [b"ab", b"c"], 1)
    assert Line(theirs).receive(1) == ({"op": "x"}, b"abc")


@pytest.mark.parametrize(
    "data",
    [
        HEADER.pack(5, 0) + b"nope!",
        HEADER.pack(2, 0) + b"[]",
        HEADER.pack(2, 0) + b"\xff\xfe",
        HEADER.pack(200_000, 0) + b"[" * 200_000,
        HEADER.pack(MAX_JSON + 1, 0),
        HEADER.pack(2, MAX_BLOB + 1),
        HEADER.pack(2**32 - 1, 2**64 - 1),
    ],
    ids=["text", "list", "bytes", "deep", "long", "large", "huge"],
)
def test_what_is_no_message_is_refused(data):
    with pytest.raises(WireError) as refused:
        receive(data)
    assert not isinstance(refused.value, Gone | TooLate)


def test_half_a_message_means_that_nobody_is_there():
    with pytest.raises(Gone):
        receive(HEADER.pack(100, 0) + b"{")


def test_silence_and_drops_of_data_end_in_time(pair):
    mine, theirs = pair
    with pytest.raises(TooLate):
        Line(mine).receive(0.05)
    theirs.sendall(HEADER.pack(10, 0)[:3])
    with pytest.raises(TooLate):
        Line(mine).receive(0.05)


class Custom(ValueError):
    pass


def test_errors_are_made_anew_by_their_names():
    made = error_like(error_names(Custom("x")), "x", {})
    assert isinstance(made, ValueError)
    assert type(made).__name__ == "Custom"
    assert str(error_like(["KeyError"], "'a'", {})) == "'a'"
    known = {"Custom": Custom}
    assert isinstance(error_like(["Custom"], "x", known), Custom)


@pytest.mark.parametrize(
    "names",
    [[], ["SystemExit"], ["eval"], ["no name"], ["__import__"], ["UnicodeDecodeError"]],
    ids=str,
)
def test_odd_names_of_errors_become_ordinary_errors(names):
    made = error_like(names, "text", {})
    assert isinstance(made, Exception)
    assert str(made) == "text"
