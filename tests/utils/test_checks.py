"""The helpers of the test cells: what they let pass, and what they say."""

import numpy as np
import pytest

from cs231n_utils import checks, fingerprints
from cs231n_utils.checks import (
    CheckFailed,
    agree,
    alike,
    difference,
    entries,
    expect,
    gradients,
    items,
    own_gradients,
    passed,
    refuses,
    run,
    slopes,
    stored,
    word,
)
from cs231n_utils.fingerprints import fingerprint
from cs231n_utils.skeletons import NotFilled

X = np.array([[1.0, 2.0], [3.0, 5.0]])


def double(x):
    return 2 * x


def scale(x, w):
    return x * w, (x, w)


def scale_backward(dout, cache):
    x, w = cache
    return dout * w, (dout * x).sum(axis=0)


def message(call, *args, **kwargs):
    with pytest.raises(CheckFailed) as failed:
        call(*args, **kwargs)
    return str(failed.value)


@pytest.fixture(autouse=True)
def _nothing_said_yet(monkeypatch):
    monkeypatch.setattr(checks, "_advised", set())


# run


@pytest.mark.parametrize("result", [(1, 2), [1, 2]])
def test_run_takes_a_tuple_or_a_list(result):
    assert run(lambda x: result, X, returns="a, b") is result


def test_run_takes_a_single_value_of_any_kind():
    assert run(lambda x: None, X, returns="out") is None


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (None, "None"),
        ((1,), "a tuple of 1"),
        ([1, 2, 3], "a list of 3"),
        (X, "array of shape (2, 2)"),
        ({"a": 1}, "{'a': 1}"),
        (object(), "an object of type object"),
        (3.5, "3.5"),
    ],
)
def test_run_says_what_came_instead_of_a_tuple(result, said):
    def layer(x):
        return result

    expected = f"`layer` should return (out, cache), but returned {said}."
    assert message(run, layer, X, returns="out, cache") == expected


def test_run_demands_a_shape_of_the_first_value():
    said = message(run, double, X, returns="out", shape=(2,))
    assert said == "out of double has shape (2, 2), but should have shape (2,)."


def test_run_hands_over_copies_of_arrays_and_the_dicts_themselves():
    def careless(x, param):
        x[:] = 0
        param["seen"] = True
        return x

    x, param = X.copy(), {}
    run(careless, x, param, returns="out")
    np.testing.assert_array_equal(x, X)
    assert param == {"seen": True}


def test_run_advises_once_against_changing_an_input(capsys):
    def careless(x):
        x += 1
        return x

    run(careless, X, returns="out")
    run(careless, X, returns="out")
    assert capsys.readouterr().out == (
        "Advice for `careless` (no points lost): it changes its input array; "
        "the caller may still need it.\n"
    )


def test_run_advises_against_float64_for_float32(capsys):
    run(lambda x: x.astype(float), X.astype(np.float32), returns="out")
    assert "float32 went in and float64 came out" in capsys.readouterr().out


def test_run_says_nothing_of_a_clean_call(capsys):
    run(double, X, returns="out")
    assert capsys.readouterr().out == ""


def test_run_notes_the_call_at_an_error_of_the_answer():
    def broken(x):
        return x.nothing

    with pytest.raises(AttributeError) as raised:
        run(broken, X, returns="out")
    assert raised.value.__notes__ == [
        "(while a check called broken(array of shape (2, 2)))"
    ]


# expect


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (2.0, 2),
        ([1, 2], [1.0, 2.0]),
        (np.float32([1, 2]), [1, 2]),
        (np.array([1, 2], dtype=object), [1, 2]),
        (True, 1),
        ([1e6 + 1e-3, 1e-9], [1e6, 0]),
        ([], []),
        ([1e-17, 0], [0, 0]),
    ],
)
def test_expect_lets_right_numbers_pass(got, expected):
    expect("it", got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "said"),
    [
        (3.0, 2.0, "it is not right.\n  expected 2, got 3"),
        (
            [1.0, 2, 4],
            [1, 2, 3],
            "1 of 3 entries differ; the first at index 2: expected 3, got 4",
        ),
        (
            [[1.0, 0], [0, 0]],
            [[1, 2], [3, 0]],
            "2 of 4 entries differ; the first at index (0, 1): expected 2, got 0",
        ),
        (None, 1, "it is missing: it is None."),
        ([1, 2], [[1, 2]], "it has shape (2,), but should have shape (1, 2)."),
        ([1, np.nan], [1, 2], "it holds 1 entries that are nan or infinite."),
        ("1.0", 1.0, "it should be numbers, but is '1.0'."),
        (1 + 0j, 1, "it should be numbers, but is an object of type complex."),
        ([1, [2]], [1, 2], "it should be numbers, but is a list of 2."),
        (object(), 1, "it should be numbers, but is an object of type object."),
        ([1e6 + 1, 0], [1e6, 0], "expected 1e+06, got 1e+06"),
    ],
)
def test_expect_says_what_is_wrong(got, expected, said):
    assert said in message(expect, "it", got, expected)


def test_expect_names_the_one_mistake_that_matches():
    mistakes = {"It is doubled.": 4, "It is squared.": 9}
    said = message(expect, "it", 4, 2, mistakes=mistakes, hint="the factor")
    assert said.splitlines()[-1] == "  Likely cause: It is doubled."


@pytest.mark.parametrize("mistakes", [{}, {"A.": 4, "B.": 4}, {"Another shape.": [4]}])
def test_expect_gives_the_hint_when_no_single_mistake_matches(mistakes):
    said = message(expect, "it", 4, 2, mistakes=mistakes, hint="the factor")
    assert said.splitlines()[-1] == "  Look at: the factor"


@pytest.fixture
def known_mistakes(monkeypatch):
    """Return a table of fingerprints that stands in place of the stored one."""
    table = {}
    monkeypatch.setattr(fingerprints, "_stored", lambda: {"toy": table})
    return table


WRONG = np.array([[1.0, -2.0], [3.0, 5.0]])


def entry(sentence, value=WRONG, what="it"):
    return [sentence, fingerprint(what, value), list(value.shape)]


def last_line(got=WRONG, what="it", **kwargs):
    said = message(expect, what, got, np.full(np.shape(got), 7), hint="here", **kwargs)
    return said.splitlines()[-1]


def test_expect_names_a_mistake_by_its_fingerprint(known_mistakes):
    known_mistakes["it"] = [entry("A."), entry("B.", WRONG + 1), entry("A.", WRONG + 2)]
    assert last_line() == "  Likely cause: A."
    assert last_line(WRONG * (1 + 1e-9)) == "  Likely cause: A."


@pytest.mark.parametrize(
    "got", [WRONG * (1 + 1e-5), -WRONG, WRONG.T, WRONG.ravel(), np.zeros((2, 2))]
)
def test_expect_abstains_for_a_value_without_a_fingerprint(known_mistakes, got):
    known_mistakes["it"] = [entry("A.")]
    assert last_line(got) == "  Look at: here"


def test_expect_abstains_for_another_comparison(known_mistakes):
    known_mistakes["it"] = [entry("A.")]
    assert last_line(what="that") == "  Look at: here"


def test_expect_abstains_when_two_sentences_match(known_mistakes):
    known_mistakes["it"] = [entry("A."), entry("B.", WRONG * (1 + 1e-9))]
    assert last_line() == "  Look at: here"


def test_expect_names_a_mistake_that_leaves_zeros(known_mistakes):
    known_mistakes["it"] = [entry("It is still 0.", np.zeros(2))]
    assert last_line(np.array([1e-17, 0])) == "  Likely cause: It is still 0."
    assert last_line(np.array([1e-6, 0])) == "  Look at: here"


def test_expect_asks_a_table_of_its_own_before_the_fingerprints(known_mistakes):
    known_mistakes["it"] = [entry("A.")]
    assert last_line(mistakes={"Mine.": WRONG}) == "  Likely cause: Mine."
    assert last_line(mistakes={}) == "  Look at: here"


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "3",
        "[]",
        "[1, 2]",
        '{"toy": 3}',
        '{"toy": {"it": 3}}',
        '{"toy": {"it": [3]}}',
        '{"toy": {"it": [["A.", [1, 2, 3], [2, 2]]]}}',
        '{"toy": {"it": [["A.", "no", [2, 2]]]}}',
        '{"toy": {"it": [["A.", [1, null], [2, 2]]]}}',
        '{"toy": {"it": [[["A."], [1, 2], [2, 2]]]}}',
        '{"toy": {"it": [["A.", [], [2, 2]]]}}',
        '{"toy": {"it": [["A.", [1, 2], 2]]}}',
        "\udcff",
    ],
)
def test_expect_gives_the_hint_when_the_stored_file_is_broken(
    monkeypatch, tmp_path, text
):
    path = tmp_path / "fingerprints.json"
    if text is not None:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    monkeypatch.setattr(fingerprints, "STORED", path)
    monkeypatch.setattr(fingerprints, "_stored", fingerprints._stored.__wrapped__)
    assert last_line() == "  Look at: here"


def test_failed_comparison_keeps_what_was_compared():
    with pytest.raises(CheckFailed) as failed:
        expect("it", [1, 2], [1, 3])
    what, value = failed.value.compared
    assert what == "it"
    np.testing.assert_array_equal(value, [1, 2])
    with pytest.raises(CheckFailed) as failed:
        expect("it", [1], [1, 3])
    assert failed.value.compared is None


def test_expect_uses_its_tolerance_both_ways():
    expect("it", 1.001, 1, tolerance=0.01)
    assert message(expect, "it", 1.001, 1, tolerance=1e-4)


def test_difference_counts_relative_to_the_largest_entry():
    assert difference(np.array([1.0, 10.0]), np.array([0.0, 10.0])) == 0.1


# agree


def add_to(x, param):
    param["count"] = param.get("count", 0) + 1
    return x + param["by"], "cache"


def test_agree_compares_every_case_and_leaves_the_cases_alone():
    cases = [(X, {"by": 1}), (X, {"by": 2})]
    agree(add_to, add_to, cases, returns="out, cache", updates=["count"])
    assert cases[0][1] == {"by": 1}


def test_agree_compares_as_many_values_as_told():
    def other(x):
        return x, x + 1

    agree(lambda x: (x, x), other, [(X,)], returns="a, b")
    said = message(agree, lambda x: (x, x), other, [(X,)], returns="a, b", compare=2)
    assert said.startswith("b for ")


def test_agree_says_in_which_case_and_where_to_look():
    def by_one(x, param):
        return x + 1, None

    cases = [(X, {"by": 1}), (X, {"by": 2})]
    said = message(
        agree, by_one, add_to, cases, returns="out, cache", hint="what to add"
    )
    first, *_, last = said.splitlines()
    assert first == "out for by_one(array of shape (2, 2), {'by': 2}) is not right."
    assert last == "  Look at: what to add"


def test_agree_misses_an_update_of_the_dict():
    def forgets(x, param):
        return x + param["by"], None

    said = message(
        agree,
        forgets,
        add_to,
        [(X, {"by": 1})],
        returns="out, cache",
        updates=["count"],
    )
    assert said.startswith('"count" for forgets(')
    assert "is missing" in said


# refuses, stored, passed


def test_refuses_passes_when_the_error_is_raised():
    refuses(int, "x", error=ValueError)


@pytest.mark.parametrize(
    ("function", "said"),
    [(str, "raised nothing"), ([].index, "raised a ValueError")],
)
def test_refuses_says_what_happened_instead(function, said):
    assert message(refuses, function, 3, error=KeyError).endswith(
        f"(3) should raise a KeyError, but {said}."
    )


def test_refuses_lets_a_blank_answer_say_so():
    def blank():
        raise NotFilled("`blank` is not written yet.")

    with pytest.raises(NotFilled, match="not written"):
        refuses(blank)


@pytest.mark.parametrize("kept", [[1.0, 2.0], [[1.0, 2.0]]])
def test_stored_takes_a_row_as_a_vector(kept):
    np.testing.assert_array_equal(stored({"m": np.array(kept)}, "m"), [1, 2])


@pytest.mark.parametrize("kept", [None, 3, "x", [[1, 2]], np.ones((2, 2))])
def test_stored_leaves_anything_else_as_it_is(kept):
    assert stored({"m": kept}, "m") is kept


def test_stored_is_none_where_nothing_is_stored():
    assert stored({}, "m") is None


def test_slopes_measures_the_derivative_at_every_entry():
    measured = slopes(lambda x, k: (x**3 + k, None), X, 7.0)
    assert np.abs(measured - 3 * X**2).max() < 1e-7
    assert (X == [[1, 2], [3, 5]]).all()


@pytest.mark.parametrize(
    ("forward", "said"),
    [
        (lambda x: x, "should return (out, cache)"),
        (lambda x: (x.sum(axis=0), None), "has shape (2,), but should have shape"),
        (lambda x: (x * np.nan, None), "4 entries that are nan or infinite"),
        (lambda x: (None, None), "is missing"),
    ],
)
def test_slopes_looks_at_the_form_first(forward, said):
    assert said in message(slopes, forward, X)


def test_items_are_those_of_a_list_of_that_length():
    assert items("it", (1, "b"), 2) == [1, "b"]
    for got, said in [(None, "None"), ([1], "a list of 1"), ({1: 2, 3: 4}, "{1: 2, ")]:
        assert f"it should be a list of 2, but is {said}" in message(
            items, "it", got, 2
        )


def test_passed_prints_one_line(capsys):
    passed("the sum")
    assert capsys.readouterr().out == "Passed: the sum.\n"


# gradients

W = np.array([2.0, 3.0])
SCALE = (scale, scale_backward, (X, W))
NAMES = {"names": ("dx", "dw")}


def wrong(dx=lambda dx, w: dx, dw=lambda dw: dw):
    def scale_backward(dout, cache):
        right = dout * cache[1], (dout * cache[0]).sum(axis=0)
        return dx(right[0], cache[1]), dw(right[1])

    return scale_backward


def test_gradients_passes_right_ones():
    gradients(*SCALE, **NAMES)


def test_gradients_names_the_function_the_place_and_the_case():
    said = message(gradients, scale, wrong(dw=lambda dw: 2 * dw), (X, W), **NAMES)
    assert "scale_backward is wrong in dw" in said
    assert "worst at index" in said
    assert "for scale(array of shape (2, 2), array of shape (2,))" in said
    assert len(said.splitlines()) <= 8


def test_gradients_judges_only_what_it_is_told():
    backward = wrong(dw=lambda dw: None)
    gradients(scale, backward, (X, W), **NAMES, only=("dx",))
    said = message(gradients, scale, backward, (X, W), **NAMES, only=("dw",))
    assert said == "dw of scale_backward is missing: it is None."


@pytest.mark.parametrize(
    ("dx", "said"),
    [
        (lambda dx, w: dx[0], "dx of scale_backward has shape (2,), but should have"),
        (
            lambda dx, w: dx * np.nan,
            "dx of scale_backward holds 4 entries that are nan",
        ),
        (lambda dx, w: dx.astype(str), "dx of scale_backward should be numbers"),
    ],
)
def test_gradients_looks_at_the_form_first(dx, said):
    assert message(gradients, scale, wrong(dx), (X, W), **NAMES).startswith(said)


def test_gradients_demands_the_number_of_results():
    said = message(gradients, scale, lambda dout, cache: dout, (X, W), **NAMES)
    assert "should return (dx, dw), but returned array of shape (2, 2)." in said


def test_gradients_demands_the_shape_of_the_output():
    said = message(gradients, *SCALE, **NAMES, shape=(2, 3))
    assert said == "out of scale has shape (2, 2), but should have shape (2, 3)."


def test_gradients_says_for_which_special_inputs_they_are_right():
    said = message(
        gradients,
        scale,
        wrong(dx=lambda dx, w: dx / w),
        (X, W),
        **NAMES,
        special={"w is 2": (X, 0 * W + 2), "w is 1": (X, 0 * W + 1)},
        hint="not shown",
    )
    assert said.splitlines()[-1] == (
        "  Likely cause: it is right where w is 1, and wrong elsewhere."
    )


def test_gradients_names_the_ways_on_which_a_sum_does_not_vanish():
    def centre(x):
        return x - x.mean(axis=0), None

    said = message(
        gradients,
        centre,
        lambda dout, cache: dout,
        (X,),
        names=("dx",),
        ways={"the mean": lambda dx: dx.sum(axis=0), "nothing": lambda dx: 0 * dx},
    )
    assert (
        said.splitlines()[-1] == "  Likely cause: an error on the way through the mean."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda dx, x, gamma: dx + 1, "an error on the way through the mean."),
        (
            lambda dx, x, gamma: dx + x - x.mean(axis=0),
            "an error on the way through the variance.",
        ),
        (lambda dx, x, gamma: dx / gamma, "it is right where gamma is 1, and"),
        (
            lambda dx, x, gamma: dx / x.std(axis=0),
            "it is right where the standard deviation is 1, and",
        ),
        (
            lambda dx, x, gamma: dx * len(x) / len(gamma),
            "it is right where N equals D, and",
        ),
    ],
)
def test_gradients_knows_the_causes_in_a_layer_that_normalises(keys, change, said):
    assert f"  Likely cause: {said}" in normalising(keys, change)


def test_gradients_blames_no_way_when_all_of_a_gradient_is_too_large(keys):
    said = normalising(keys, lambda dx, x, gamma: 2 * dx)
    assert "all of dx is 2 times what it should be" in said
    assert "Likely cause" not in said


def normalising(keys, change):
    """Return what is said of batch norm with another dx."""

    def layer(x, gamma, beta):
        param = {"mode": "train", "eps": 1e-9}
        out, cache = keys.batchnorm_forward(x, gamma, beta, param)
        return out, (x, gamma, cache)

    def layer_backward(dout, cache):
        x, gamma, rest = cache
        dx, dgamma, dbeta = keys.batchnorm_backward(dout, rest)
        return change(dx, x, gamma), dgamma, dbeta

    x = 3 * np.random.default_rng(0).normal(size=(6, 3))
    given = (x, np.array([2.0, 3, 4]), np.zeros(3))
    names = ("dx", "dgamma", "dbeta")
    return message(gradients, layer, layer_backward, given, names=names, axis=0)


def test_gradients_gives_the_hint_when_no_cause_is_found():
    said = message(
        gradients,
        scale,
        wrong(dx=lambda dx, w: 2 * dx),
        (X, W),
        **NAMES,
        ways={"nothing": lambda dx: 0 * dx},
        hint="the factor",
    )
    assert said.splitlines()[-1] == "  Look at: the factor"


def test_gradients_leaves_the_inputs_alone():
    def careless(x, w):
        before = x.copy()
        x *= w
        return x, (before, w)

    x = X.copy()
    gradients(careless, scale_backward, (x, W), **NAMES)
    gradients(careless, scale_backward, (x, W), **NAMES, only=("dw",))
    np.testing.assert_array_equal(x, X)


def test_gradients_sends_all_probes_at_once_to_a_function_that_takes_them():
    class Remote:
        calls = 0
        __name__ = "scale"

        def __call__(self, x, w):
            self.calls += 1
            return scale(x, w)

        def many(self, argument_lists):
            return [scale(*arguments) for arguments in argument_lists]

    remote = Remote()
    gradients(remote, scale_backward, (X, W), **NAMES)
    few = remote.calls
    gradients(remote, scale_backward, (np.ones((9, 2)), W), **NAMES)
    assert remote.calls == 2 * few <= 4


# alike


def test_alike_lets_a_forward_pass_with_a_small_mistake_pass():
    alike(lambda x, w: (1.1 * x * w + 0.01, None), scale, (X, W))


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (lambda x, w: -x * w, "`layer` is far from right"),
        (lambda x, w: 0 * x, "`layer` is far from right"),
        (lambda x, w: x[0], "out of layer has shape (2,)"),
        (lambda x, w: None, "out of layer is missing"),
    ],
)
def test_alike_refuses_a_forward_pass_that_does_other_work(out, said):
    def layer(x, w):
        return out(x, w), None

    assert said in message(alike, layer, scale, (X, W))


# entries


def test_entries_come_in_the_order_of_the_names():
    assert entries("the dict", {"a": 1, "b": 2, "c": 3}, ["c", "a"]) == [3, 1]


def test_entries_of_no_dict_or_of_one_that_lacks_some_are_told():
    said = message(entries, "the dict of f", [1, 2], ["a"])
    assert said == "the dict of f should be a dict, but is a list of 2."
    said = message(entries, "the dict of f", {"a": 1}, ["a", "b", "c"])
    assert said == "the dict of f lacks 'b', 'c'."


# own_gradients


def squares(x, factor):
    return factor * np.sum(x**2), 2 * x


def test_own_gradients_pass_where_value_and_gradient_agree():
    own_gradients(squares, (X,), (1.0,), names=("loss", "dx"))


def test_own_gradients_name_function_factor_and_hint():
    said = message(own_gradients, squares, (X,), (4.0,), names=("loss", "dx"))
    assert said.startswith("squares is wrong in dx.")
    assert "all of dx is 0.25 times what it should be" in said
    kwargs = {"names": ("loss", "dx"), "hint": "look here"}
    assert "look here" in message(own_gradients, squares, (X,), (4.0,), **kwargs)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (1.0, "should return (loss, dx)"),
        ((X, X), "loss of wrong has shape (2, 2)"),
        ((1.0, None), "dx of wrong is missing"),
        ((1.0, X[0]), "dx of wrong has shape (2,)"),
        ((np.nan, X), "loss of wrong holds 1 entries that are nan"),
    ],
)
def test_own_gradients_of_another_form_are_told(result, said):
    def wrong(x):
        return result

    assert said in message(own_gradients, wrong, (X,), names=("loss", "dx"))


def test_own_gradients_of_a_value_that_is_far_from_right_are_not_judged():
    def constant(x, factor):
        return 3.0, 0 * x

    def doubled(x, factor):
        return 2 * np.sum(x**2), 4 * x

    names = ("loss", "dx")
    own_gradients(constant, (X,), (1.0,), names=names)
    own_gradients(doubled, (X,), (1.0,), names=names, like=squares)
    said = message(own_gradients, constant, (X,), (1.0,), names=names, like=squares)
    assert said.startswith("loss of `constant` is far from right")


def test_a_word_is_compared_and_the_choices_are_told():
    choices = ["", "slow", "fine"]
    word("it", "slow", "slow", choices=choices)
    word("it", "", "", choices=choices)
    said = message(word, "it", "fine", "slow", choices=choices, hint="the end")
    assert said == 'it is not right.\n  expected "slow", got "fine"\n  Look at: the end'
    for other in (None, True, "Slow", ["slow"], 3.0):
        said = message(word, "it", other, "slow", choices=choices)
        assert said.startswith('it should be one of "", "slow", "fine", but is ')
