"""What a check sees of functions that live in another process, liars among them."""

import socket
import subprocess
import sys
import time

import numpy as np
import pytest

from cs231n_utils.checks import CheckFailed, expect, refuses, run
from cs231n_utils.display import Shown
from cs231n_utils.skeletons import NotFilled, filling, skeletons
from grading import proxies
from grading.checkers import Examination, compiled
from grading.limits import Limits
from grading.proxies import Answer, Box, Handle, Lost, TooSlow
from grading.sandbox import NONE, Sandbox

LIMITS = Limits(cell=20, call=3, notebook=60)


@pytest.fixture(scope="module")
def warm():
    """Return the warm process that makes answer processes; here without walls."""
    sandbox = Sandbox(NONE, LIMITS)
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@pytest.fixture
def open_box(warm):
    """Return what starts an answer process that has run a cell."""
    opened = []

    def start(cell, limits=LIMITS):
        box = Box(warm.control, limits, time.monotonic() + limits.notebook)
        opened.append(box)
        outputs, error = box.cell(f"import numpy as np\n{cell}")
        assert error == [], outputs
        return box

    yield start
    for box in opened:
        box.close()


@pytest.fixture
def answer(open_box):
    """Return what makes a student's `f` out of the text of a cell."""

    def make(cell, name="f", **limits):
        box = open_box(cell, Limits(**{**LIMITS.row(), **limits}))
        return box.names([name])[name]

    return make


# Values


def test_results_are_ours_and_not_the_students(answer):
    f = answer("kept = np.zeros(3)\ndef f():\n    return kept")
    first = f()
    first[:] = 7
    assert f().tolist() == [0, 0, 0]


def test_arguments_are_copies_unless_the_function_writes_to_them(answer):
    f = answer(
        "kept = []\ndef f(x, write):\n    kept.append(x)\n"
        "    kept[0][0] = 5\n    if write:\n        x[1] = 6\n    return x"
    )
    x, y = np.zeros(3), np.zeros(3)
    f(x, False)
    assert x.tolist() == [5, 0, 0]
    f(y, True)
    assert y.tolist() == [0, 6, 0]
    # What it keeps of an earlier call is not ours any more.
    assert x.tolist() == [5, 0, 0]


def test_an_argument_that_comes_back_is_the_very_same_object(answer):
    f = answer("def f(x, d):\n    return d, x")
    x, d = np.ones(2), {}
    back = f(x, d)
    assert back[0] is d
    assert back[1] is x


def test_dict_is_updated_in_place(answer):
    f = answer(
        "def f(d):\n    d['new'] = np.ones(2)\n    d['n'] += 1\n    del d['old']\n"
        "    d['same'][0] = 9\n    d['inner']['deep'] = 1"
    )
    d = {"n": 1, "old": 0, "same": np.zeros(2), "inner": {}, "left": "as it was"}
    assert f(d) is None
    assert sorted(d) == ["inner", "left", "n", "new", "same"]
    assert d["new"].tolist() == [1, 1]
    assert d["n"] == 2
    assert d["same"].tolist() == [9, 0]
    assert d["inner"] == {"deep": 1}
    assert d["left"] == "as it was"


def test_list_and_array_are_updated_in_place(answer):
    f = answer("def f(x, values):\n    x *= 2\n    values.append(3)")
    x, values = np.arange(3.0), [1, 2]
    f(x, values)
    assert x.tolist() == [0, 2, 4]
    assert values == [1, 2, 3]


def test_dict_is_updated_even_when_a_later_part_of_it_is_an_object(answer):
    f = answer("def f(d):\n    d['cache'] = object()\n    d['n'] = 2")
    d = {}
    f(d)
    assert d["n"] == 2
    assert isinstance(d["cache"], Handle)


def test_random_generator_comes_back_advanced(answer):
    f = answer("def f(rng, n):\n    return rng.normal(size=n)")
    rng, twin = np.random.default_rng(4), np.random.default_rng(4)
    assert f(rng, 3).tolist() == twin.normal(size=3).tolist()
    assert f(rng, 2).tolist() == twin.normal(size=2).tolist()
    assert rng.normal() == twin.normal()


def test_generator_that_is_not_used_stays_where_it_is(answer):
    f = answer("def f(rng):\n    return np.random.default_rng(1).normal()")
    rng = np.random.default_rng(4)
    f(rng)
    assert rng.normal() == np.random.default_rng(4).normal()


def test_keywords_cross_and_wrong_ones_are_named(answer):
    f = answer("def f(x, *, scale=1):\n    return x * scale")
    assert f(2, scale=3) == 6
    with pytest.raises(TypeError, match="unexpected keyword argument 'size'"):
        f(2, size=3)


# Handles


def test_cache_of_a_forward_pass_stays_there_and_goes_back(answer):
    box = answer(
        "def f_forward(x):\n    return 2 * x, x\n"
        "def f_backward(dout, cache):\n    return dout * cache",
        "f_forward",
    )._box
    forward, backward = box.names(["f_forward", "f_backward"]).values()
    out, cache = forward(np.full(2, 3.0))
    assert type(cache).__name__ == "ndarray"
    assert isinstance(cache, Handle)
    assert backward(out, cache).tolist() == [18, 18]
    # Any other function's array crosses.
    assert isinstance(backward(out, 1.0), np.ndarray)


def test_objects_have_public_methods_and_attributes_only(answer):
    Net = answer(
        "class Net:\n    size = 3\n    _secret = 4\n    def __init__(self, w):\n"
        "        self.w = w\n    def loss(self, x):\n        return float(self.w @ x)",
        "Net",
    )
    net = Net(np.array([1.0, 2.0]))
    assert isinstance(net, Handle)
    assert net.size == 3
    assert net.w.tolist() == [1, 2]
    assert net.loss(np.array([3.0, 4.0])) == 11
    with pytest.raises(AttributeError):
        _ = net._secret
    with pytest.raises(AttributeError, match="no attribute 'depth'"):
        _ = net.depth
    with pytest.raises(TypeError):
        len(net)


def test_handle_that_nobody_holds_is_dropped_over_there(answer):
    f = answer("import sys\nclass Thing: pass\nmade = Thing()\ndef f(): return made")
    count = f._box.names(["sys"])["sys"].getrefcount
    made = f._box.names(["made"])["made"]
    before = count(made)
    held = [f() for _ in range(10)]
    assert count(made) == before + 10
    del held
    count(made)  # carries the news
    assert count(made) == before


def test_copy_of_a_handle_is_the_handle(answer):
    import copy

    thing = answer("class T:\n    n = 1\nthing = T()", "thing")
    both = copy.deepcopy([thing, {"a": thing}])
    assert both[0] is thing
    assert both[1]["a"] is thing


@pytest.mark.parametrize(
    ("body", "error", "said"),
    [
        ("raise ValueError('no')", ValueError, "no"),
        ("return 1 / 0", ZeroDivisionError, "division"),
        ("raise KeyError('gamma')", KeyError, "'gamma'"),
        ("raise SystemExit(3)", RuntimeError, "3"),
        ("raise Own('mine')", LookupError, "mine"),
        ("raise Mute", Exception, "its text cannot be read"),
        ("raise BaseException('low')", RuntimeError, "low"),
        ("return f(self)", RecursionError, "recursion"),
    ],
)
def test_misbehaving_method_raises_here_and_the_process_goes_on(
    answer, body, error, said
):
    Thing = answer(
        "class Own(LookupError): pass\n"
        "class Mute(Exception):\n    def __str__(self):\n        raise OSError\n"
        "def f(x):\n    return f(x)\n"
        f"class Thing:\n    def bad(self):\n        {body}\n"
        "    def good(self):\n        return 1",
        "Thing",
    )
    thing = Thing()
    with pytest.raises(error) as raised:
        thing.bad()
    assert said in str(raised.value)
    assert thing.good() == 1


def test_properties_that_lie_or_fail_do_so_in_their_own_words(answer):
    thing = answer(
        "class T:\n    @property\n    def shape(self):\n        return (2, 2)\n"
        "    @property\n    def size(self):\n        raise IndexError('none')\n"
        "    def __getattr__(self, name):\n        return len(name)\nthing = T()",
        "thing",
    )
    assert thing.shape == (2, 2)
    assert thing.anything == 8
    with pytest.raises(IndexError, match="none"):
        _ = thing.size
    with pytest.raises(CheckFailed, match="should be numbers, but is an object of"):
        expect("it", thing, np.zeros((2, 2)))


# Callbacks


def test_function_among_the_arguments_is_called_here(answer):
    f = answer("def f(loss, x):\n    return loss(x, power=2) + loss(x, power=1)")
    seen = []

    def loss(x, power):
        seen.append(x.copy())
        return float((x**power).sum())

    assert f(loss, np.array([1.0, 2.0])) == 8
    assert [x.tolist() for x in seen] == [[1, 2], [1, 2]]


def test_function_that_is_handed_back_is_the_very_one(answer):
    f = answer("def f(g):\n    return [g]")

    def loss():
        return 1

    assert f(loss)[0] is loss


def test_calls_nest_through_both_processes(answer):
    f = answer("def f(n, back):\n    return n if n == 0 else n + back(n - 1)")

    def back(n):
        return f(n, back)

    assert f(6, back) == 21


def test_error_of_a_callback_passes_through_and_can_be_caught(answer):
    f = answer(
        "def f(loss, catch):\n    try:\n        return loss(1)\n"
        "    except ZeroDivisionError:\n        if catch:\n"
        "            return 'caught'\n        raise"
    )

    def loss(x):
        return x / 0

    assert f(loss, True) == "caught"
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        f(loss, False)


def test_only_a_check_hands_functions_over_and_takes_them_back(answer):
    f = answer("kept = []\ndef f(g):\n    kept.append(g)\n    return kept[0](2)")
    assert f(lambda x: 10 * x) == 20
    f._box.forget()
    with pytest.raises(KeyError):
        f(lambda x: 30 * x)


@pytest.mark.parametrize(
    "attribute", ["__globals__", "__code__", "real", "__class__", "_box"]
)
def test_callback_shows_nothing_of_itself(answer, attribute):
    f = answer(f"def f(g):\n    try:\n        return g.{attribute}\n"
               "    except AttributeError:\n        return 'nothing'")  # fmt: skip

    def check():
        return "hidden"

    shown = f(check)
    # `__class__` is that of what stands in its place.
    expected = "nothing" if attribute != "__class__" else "Remote"
    assert getattr(shown, "__name__", shown) == expected


def test_student_function_handed_back_runs_there_without_us(answer):
    f = answer("def f(x):\n    return x + 1\ndef twice(g, x):\n    return g(g(x))")
    twice = f._box.names(["twice"])["twice"]
    assert twice(f, 1) == 3
    assert f._box.exports == {}


# Errors


def test_error_has_class_text_and_the_students_own_line(answer):
    f = answer("def f(x):\n    y = x\n    return y @ np.ones((3, 2))")
    with pytest.raises(ValueError, match=r"matmul.*mismatch") as raised:
        run(f, np.ones(2), returns="out")
    assert "return y @ np.ones((3, 2))" in raised.value.where
    assert raised.value.__notes__ == ["(while a check called f(array of shape (2,)))"]


def test_refused_input_and_unwritten_exercise_are_known_here(answer):
    f = answer(
        "from cs231n_utils import exercise\n"
        "def f(x):\n    raise ValueError('x')\n"
        "@exercise('dropout')\ndef g(x):\n    raise NotImplementedError"
    )
    refuses(f, 1)
    with pytest.raises(CheckFailed, match=r"f\(1\) should raise a KeyError"):
        refuses(f, 1, error=KeyError)
    with pytest.raises(NotFilled, match="`g` is not written yet"):
        f._box.names(["g"])["g"](1)


def test_long_message_is_cut_and_prints_are_bounded(answer, capsys):
    f = answer("def f(x):\n    print('p' * 9000)\n    raise ValueError('e' * 10**6)")
    with pytest.raises(ValueError, match=r"^e+$") as raised:
        f(1)
    assert len(str(raised.value)) <= 2000
    assert len(capsys.readouterr().out) <= 2000


def test_what_is_printed_in_a_hidden_part_is_not_shown(answer, capsys):
    f = answer("def f(x):\n    print('x is', x)")
    f._box.muted = True
    f(12345)
    f._box.muted = False
    f(1)
    assert capsys.readouterr().out == "x is 1\n"


# Sizes and lies


def test_huge_result_is_an_error_and_the_process_goes_on(answer):
    f = answer("def f(n):\n    return np.zeros(n)")
    with pytest.raises(Exception, match=r"shape \(20000000,\) does not cross"):
        f(20_000_000)
    assert f(2).tolist() == [0, 0]


def test_huge_argument_is_refused_on_our_side(answer):
    f = answer("def f(x):\n    return x.size")
    with pytest.raises(Exception, match=r"shape \(20000000,\) does not cross"):
        f(np.zeros(20_000_000))
    assert f(np.zeros(5)) == 5


def test_batch_too_large_for_one_exchange_goes_one_by_one(answer, monkeypatch):
    monkeypatch.setattr("grading.inside.wire.MAX_BLOB", 1000)
    f = answer("def f(x):\n    return x.sum()")
    lists = [(np.full(100, float(n)),) for n in range(4)]
    assert list(f.many(lists)) == [0, 100, 200, 300]


def test_batch_gives_one_result_for_each_list_in_order(answer):
    f = answer("def f(x, y):\n    return x - y")
    lists = [(n, 2 * n) for n in range(proxies.BATCH + 5)]
    assert list(f.many(iter(lists))) == [-n for n in range(proxies.BATCH + 5)]
    assert list(f.many([])) == []


LIARS = {
    "subclass that agrees with everything": (
        "class A(np.ndarray):\n    def __eq__(self, o): return True\n"
        "    def __sub__(self, o): return np.zeros(3)\n"
        "    def __array__(self, *a, **k): return np.ones(3)\n"
        "def f(): return np.zeros(3).view(A)"
    ),
    "object with the protocol of arrays": (
        "class A:\n    shape = (3,)\n    dtype = np.dtype(float)\n"
        "    def __array__(self, *a, **k): return np.ones(3)\n"
        "    def __eq__(self, o): return True\ndef f(): return A()"
    ),
    "class that calls itself an array": (
        "class A:\n    @property\n    def __class__(self): return np.ndarray\n"
        "    def __array__(self, *a, **k): return np.ones(3)\ndef f(): return A()"
    ),
    "float that equals all": (
        "class F(float):\n    def __eq__(self, o): return True\n"
        "    def __sub__(self, o): return 0.0\n"
        "def f(): return [F(5), F(5), F(5)]"
    ),
}


@pytest.mark.parametrize("cell", LIARS.values(), ids=list(LIARS))
def test_result_that_lies_about_its_type_is_judged_by_what_it_holds(answer, cell):
    f = answer(f"{cell}\ndef g(): return np.ones(3)")
    # Where it is not even what it says when it is sent, its own error tells.
    with pytest.raises((CheckFailed, AttributeError)):
        expect("it", f(), np.ones(3))
    expect("it", f._box.names(["g"])["g"](), np.ones(3))


def test_dict_that_lies_crosses_as_plain_one(answer):
    f = answer(
        "class D(dict):\n    def __getitem__(self, k): return 1\n"
        "    def __contains__(self, k): return True\ndef f(): return D(a=2)"
    )
    got = f()
    assert type(got) is dict
    assert got == {"a": 2}


def test_name_and_signature_are_told_and_may_be_nonsense(answer):
    f = answer(
        "def f(x, y=2, *z, w, **k): pass\n"
        "g = lambda a: a\n"
        "class Odd:\n    __name__ = 7\n    __signature__ = 'no'\n"
        "    def __call__(self): return 3\nodd = Odd()"
    )
    named = f._box.names(["f", "g", "odd", "missing"])
    assert list(named) == ["f", "g", "odd"]
    assert f.__name__ == "f"
    assert list(f.__signature__.parameters) == ["x", "y", "z", "w", "k"]
    assert named["g"].__name__ == "answer"
    assert named["odd"]() == 3


# The end of a process


DEATHS = {
    "exits": ("import os\ndef f(): os._exit(3)", "ended|exit"),
    "crashes": (
        "import ctypes\ndef f(): ctypes.string_at(0)",
        "signal|ended|SIGSEGV",
    ),
    "is killed": (
        "import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)",
        "signal|ended|SIGKILL|killed",
    ),
}


@pytest.mark.parametrize(("cell", "said"), DEATHS.values(), ids=list(DEATHS))
def test_process_that_dies_in_a_call_is_lost_and_stays_lost(answer, cell, said):
    f = answer(cell + "\ndef g(): return 1")
    g, box = f._box.names(["g"])["g"], f._box
    start = time.monotonic()
    with pytest.raises(Lost, match=said):
        f()
    for later in (f, g, lambda: box.cell("1"), lambda: box.names(["f"])):
        with pytest.raises(Lost, match=said):
            later()
    assert time.monotonic() - start < 10
    # Neither a check nor a student's `except Exception` takes it for an error.
    assert not issubclass(Lost, Exception)


def test_process_that_dies_in_a_callback_is_lost(answer):
    f = answer("import os\ndef f(g):\n    g()\n    os._exit(1)")
    with pytest.raises(Lost):
        f(lambda: 1)


def test_dead_process_takes_no_other_with_it(open_box):
    one = open_box("import os\ndef f(): os._exit(1)")
    other = open_box("def f(): return 5")
    with pytest.raises(Lost):
        one.names(["f"])["f"]()
    assert other.names(["f"])["f"]() == 5


def test_half_a_dict_is_not_updated_when_the_call_fails(answer):
    f = answer("def f(d):\n    d['a'] = 2\n    raise ValueError")
    d = {"a": 1}
    with pytest.raises(ValueError):
        f(d)
    assert d == {"a": 1}


def test_call_that_takes_too_long_is_stopped_and_the_process_goes_on(answer):
    f = answer("def f(n):\n    while n: pass\n    return n", call=0.3)
    with pytest.raises(TooSlow, match=r"`f` had not returned after 0\.3 s"):
        f(1)
    assert f(0) == 0


def test_check_whose_time_is_over_calls_nothing_more(answer):
    f = answer("kept = []\ndef f():\n    kept.append(1)\n    return len(kept)")
    f()
    f._box.check_end = time.monotonic() - 1
    with pytest.raises(TooSlow, match="This check took too long: `f` is too slow"):
        f()
    f._box.check_end = f._box.deadline
    assert f() == 2


def test_notebook_whose_time_is_over_is_lost(answer):
    f = answer("def f(): return 1")
    f._box.deadline = time.monotonic() - 1
    f._box.check_end = time.monotonic() + 5
    with pytest.raises(Lost, match="had used up the 60 s of the whole notebook"):
        f()


# A process that is not ours any more


class Liar:
    """Stands in place of the line to an answer process, and replies what it wants."""

    def __init__(self, sock, replies):
        self.sock, self.replies, self.sent = sock, list(replies), []

    def send(self, message, parts, seconds):
        self.sent.append(message)

    def receive(self, seconds):
        return self.replies.pop(0), b""

    def close(self):
        self.sock.close()


@pytest.fixture
def liar(monkeypatch):
    """Return what makes a function whose calls get these replies."""
    monkeypatch.setattr(proxies.socket, "send_fds", lambda *_: None)
    boxes = []

    def make(*replies):
        monkeypatch.setattr(proxies, "Line", lambda sock: Liar(sock, replies))
        boxes.append(Box(None, LIMITS, time.monotonic() + 60))
        return Answer(boxes[-1], 1, "f", None)

    yield make
    for box in boxes:
        box.close()


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ({"value": ["a", 0]}, "coded wrongly"),
        ({"value": {"x": 1}}, "unknown way"),
        ({"value": ["r", 5]}, "coded wrongly"),
        ({"value": ["o", 99]}, "coded wrongly"),
        ({"value": ["z", 1]}, "no such kind of value"),
        ({"value": ["h"]}, "coded wrongly"),
        ({"changes": {"0": {"set": 1, "delete": []}}}, "changes that cannot be"),
        ({"changes": {"7": {}}}, "changes that cannot be"),
        ({"changes": {"x": {}}}, "changes that cannot be"),
        ({"changes": {"0": {"delete": [["l"]], "set": []}}}, "changes that cannot be"),
        ({"arrays": 5}, "table of arrays"),
    ],
    ids=str,
)
def test_reply_that_makes_no_sense_ends_the_process(liar, reply, said):
    f = liar(reply, {"value": 1})
    for _ in range(2):
        with pytest.raises(Lost, match=said):
            f({"mode": "train"})


@pytest.mark.parametrize("values", [None, 5, [1], [1, 2, 3]])
def test_batch_with_another_number_of_answers_ends_the_process(liar, values):
    f = liar({"values": values})
    with pytest.raises(Lost, match="another number of answers"):
        list(f.many([(1,), (2,)]))


@pytest.mark.parametrize("names", [["SystemExit"], ["KeyboardInterrupt"], [], [7]])
def test_forged_error_is_an_ordinary_one(liar, names):
    f = liar({"error": names, "text": "boo", "where": 5})
    with pytest.raises(Exception, match="boo") as raised:
        f(1)
    assert isinstance(raised.value, Exception)
    assert raised.value.where == "5"


def test_forged_call_reaches_only_what_was_handed_over(liar):
    secret = {"key": 1}
    calls = [
        {"op": "call", "object": 99, "args": [], "kwargs": {}},
        {"op": "attribute", "object": 1, "name": "__globals__"},
        {"op": "attribute", "object": 1, "name": "mro"},
        {"op": "call", "object": 1, "args": [], "kwargs": {"x": 2}},
        {"value": None},
    ]
    calls = [{"args": [], "kwargs": {}, **c} if "op" in c else c for c in calls]
    f, called = liar(*calls), []
    f(lambda x: called.append((x, secret)))
    replies = [m for m in f._box.line.sent if "op" not in m]
    errors = [r["error"][0] if "error" in r else None for r in replies]
    assert errors == ["KeyError", "AttributeError", "AttributeError", None]
    assert called == [(2, secret)]


def test_forged_request_for_a_private_attribute_is_refused(liar):
    asked = {"op": "attribute", "object": 1, "args": [], "kwargs": {}}
    names = [{**asked, "name": name} for name in ("_repr_mimebundle_", "text")]
    f = liar(*names, {"value": None})
    f(Shown("<p>", "a"))
    refused, shown = [m for m in f._box.line.sent if "op" not in m]
    assert refused["error"][0] == "AttributeError"
    assert shown["value"] == "a"


def test_name_of_a_type_cannot_be_chosen_freely(liar):
    f = liar(*({"value": ["h", 3, kind, "", None]} for kind in ("x" * 500, "<b>")))
    assert type(f(1)).__name__ == "x" * 60
    assert type(f(1)).__name__ == "object"


def test_names_that_were_not_asked_for_are_left_out(liar):
    box = liar({"names": {"f": 1, "expect": 2}})._box
    assert box.names(["f"]) == {"f": 1}


def test_forged_flood_of_prints_is_cut(liar, capsys):
    assert liar({"said": "p" * 9000, "value": 1})(0) == 1
    assert capsys.readouterr().out == "p" * 2000


@pytest.mark.parametrize(
    ("name", "seen"),
    [("text", "a"), ("_repr_mimebundle_", "no"), ("__class__", "Remote"), ("x", "no")],
)
def test_object_of_the_course_shows_its_public_attributes(answer, name, seen):
    f = answer(
        "def f(thing, name):\n    try:\n        return getattr(thing, name)\n"
        "    except AttributeError:\n        return 'no'"
    )
    shown = f(Shown("<p>", "a"), name)
    assert getattr(shown, "__name__", shown) == seen
    # One that can be called shows nothing but its result.
    assert f(skeletons()["relu_forward"], "notebook") == "no"


# A whole submission: its cells and checks, in order


CHECK = """
what = "out of f"
expect(what, f(2), {visible})
### BEGIN HIDDEN TESTS
expect(what, f(3), {hidden})
### END HIDDEN TESTS
passed("f doubles")
"""
SETUP = "from cs231n_utils.checks import expect, passed\nimport os"
DOUBLES = "def f(x):\n    return 2 * x"


def check(text="", visible="what = 1"):
    text = text or CHECK.format(visible=4, hidden=6)
    return {"role": "check", "text": text, "points": 2.0, "visible": visible}


@pytest.fixture
def examine(warm):
    """Return what takes cells through an examination: reports by their number."""

    def run_all(*cells, **limits):
        made = [
            c if isinstance(c, dict) else {"role": "code", "text": c} for c in cells
        ]
        made.insert(0, {"role": "setup", "text": SETUP})
        job = {
            "assignment": "backprop",
            "exercises": ["f", "g"],
            "limits": {**LIMITS.row(), **limits},
            "cells": [{"id": i, **cell} for i, cell in enumerate(made)],
        }
        reports = []
        with filling({}):
            Examination(job, warm.control, reports.append).run()
        *each, end = reports
        assert end["done"]
        assert [r.get("check", r.get("cell")) for r in each] == list(range(len(made)))
        return [*each[1:], end]

    return run_all


def test_checks_report_score_message_outputs_and_time(examine):
    _, right, wrong, _ = examine(
        DOUBLES, check(), check(CHECK.format(visible=4, hidden=7))
    )
    assert (right["score"], right["message"]) == (2, "")
    assert right["outputs"][0]["text"] == "Passed: f doubles.\n"
    assert wrong["score"] == 0
    assert wrong["message"].startswith("CheckFailed: out of f is not right.")
    assert [o["output_type"] for o in wrong["outputs"]] == ["error"]
    assert 0 <= right["seconds"] < 5


def test_process_that_dies_in_a_check_costs_that_check_only(examine):
    cell = f"{DOUBLES}\ndef g(x):\n    os._exit(1)"
    _, first, dead, last, end = examine(
        cell, check(), check("g(1)\nexpect('it', 1, 1)"), check()
    )
    assert (first["score"], dead["score"], last["score"]) == (2, 0, 2)
    assert dead["message"].startswith(
        "AnswerLost: It could not be checked: the process "
    )
    assert end["starts"] == 2


def test_cells_are_run_again_but_not_the_one_that_kills(examine):
    defined, deadly, own, asked, end = examine(
        DOUBLES, "os._exit(1)", "y = f(5)", check("expect('y', y, 10)")
    )
    assert defined["error"] == own["error"] == []
    assert deadly["error"][0] == "ProcessEnded"
    assert asked["score"] == 2
    assert end["starts"] == 2


def test_cell_that_kills_when_it_is_run_again_is_left_out(examine, tmp_path):
    once = (
        f"place = {str(tmp_path / 'there')!r}\n"
        "if os.path.exists(place):\n    os._exit(1)\nopen(place, 'w').close()"
    )
    dies = check("g(1)\nexpect('it', 1, 1)")
    cells = f"{DOUBLES}\ndef g(x):\n    os._exit(1)", once, dies, check(), check()
    _, _, _, first, second, end = examine(*cells)
    assert (tmp_path / "there").exists()
    assert (first["score"], second["score"]) == (2, 2)
    assert end["starts"] == 3


def test_process_that_always_dies_is_not_started_for_ever(examine):
    cell = "def f(x):\n    os._exit(1)"
    *_, last, end = examine(cell, check(), check(), check(), check(), restarts=1)
    assert end["starts"] == 2
    assert "has ended 2 times and is not started again" in last["message"]


def test_students_names_never_replace_those_of_a_check(examine):
    cell = (
        "def f(x):\n    return 0\ndef expect(*a, **k): pass\n"
        "def passed(*a): pass\nwhat = hint = np = None"
    )
    _, report, _ = examine(cell, check())
    assert report["score"] == 0


def test_own_cell_may_use_what_a_visible_check_defines(examine):
    _, _, own, *_ = examine(DOUBLES, check(visible="shown = f(4)"), "print(shown)")
    assert own["error"] == []
    assert own["outputs"][0]["text"] == "8\n"


def test_only_visible_parts_show_what_a_student_prints(examine):
    cell = "def f(x):\n    print('asked for', x)\n    return 2 * x"
    _, report, _ = examine(cell, check())
    said = report["outputs"][0]["text"]
    assert said == "asked for 2\nPassed: f doubles.\n"


@pytest.mark.parametrize(
    ("value", "score", "notes"),
    [
        ("1.5", 1.5, 0),
        ("np.float64(0.5)", 0.5, 0),
        ("7", 2, 1),
        ("-1", 0, 1),
        ("float('nan')", 0, 1),
        ("True", 2, 0),
        ("'text'", 2, 0),
        ("x = 1", 2, 0),
        ("1 / 0", 0, 0),
    ],
)
def test_last_value_of_a_check_is_its_score(examine, value, score, notes):
    _, report, _ = examine(DOUBLES, check(f"import numpy as np\n{value}"))
    assert report["score"] == score
    assert len(report["notes"]) == notes


def test_message_of_many_lines_and_odd_signs_is_made_harmless(examine):
    cell = "def f(x):\n    raise ValueError('\\x1b[31m' + 'line\\n' * 50 + 'w' * 999)"
    _, report, _ = examine(cell, check())
    lines = report["message"].splitlines()
    assert len(lines) == 8
    assert lines[0] == "ValueError: \ufffd[31mline"
    assert lines[-1] == "..."
    shown = report["outputs"][-1]["traceback"]
    assert all(line.isprintable() for text in shown for line in text.splitlines())


def test_check_that_calls_too_slowly_is_stopped_and_the_next_goes_on(examine):
    cell = "import time\ndef f(x):\n    time.sleep(0.2)\n    return 2 * x"
    slow = "for n in range(100):\n    f(n)"
    _, report, last, _ = examine(cell, check(slow), check(), check=1.0)
    assert report["message"].startswith("TooSlow: ")
    assert report["seconds"] < 3
    assert last["score"] == 2


def test_cell_is_compiled_in_visible_and_hidden_parts():
    text = "a = 1\n### BEGIN HIDDEN TESTS\nb = 2\n### END HIDDEN TESTS\nc = 3\n4"
    parts = compiled("test-a", text)
    assert [(hidden, value) for _, hidden, value in parts] == [
        (False, False),
        (True, False),
        (False, False),
        (False, True),
    ]
    scope = {}
    for code, *_ in parts[:3]:
        exec(code, scope)
    assert [scope[name] for name in "abc"] == [1, 2, 3]
    assert eval(parts[3][0]) == 4


def test_nothing_is_begun_for_a_grader_that_has_ended():
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    mine.close()
    with theirs:
        fd = theirs.fileno()
        done = subprocess.run(
            [sys.executable, "-m", "grading.checkers", str(fd)],
            pass_fds=[fd],
            capture_output=True,
        )
    assert (done.returncode, done.stderr) == (0, b"")
