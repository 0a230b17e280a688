"""Mutants of the answer keys: what is made, and what becomes of it."""

import ast

import pytest

from grading.prove.hunt import STOPPED, hunt
from grading.prove.mutants import Mutant, mutants, mutants_of

# A line of an answer, an operator, and all that it makes of the line.
MADE = [
    ("y = x + 1", "sign", ["y = x - 1"]),
    ("y = x * w / 2", "sign", ["y = x * w * 2", "y = x / w / 2"]),
    ("y = -x", "sign", ["y = x"]),
    ("y = np.exp(x)", "sign", ["y = np.exp(-x)"]),
    ("y = c + x * w", "operand", ["y = c", "y = x * w", "y = c + x", "y = c + w"]),
    ("y = np.sqrt(v + eps)", "operand", ["y = np.sqrt(v)", "y = np.sqrt(eps)"]),
    ("y = x**2", "operand", ["y = x"]),
    ("y = a and b", "operand", ["y = a", "y = b"]),
    ("return a, b, c", "order", ["return (b, a, c)", "return (a, c, b)"]),
    ("y = a if c else b", "order", ["y = b if c else a"]),
    ("y = x @ w", "order", ["y = w @ x"]),
    ("y = np.where(c, a, b)", "order", ["y = np.where(c, b, a)"]),
    ("y = x > z", "comparison", ["y = x >= z", "y = x < z"]),
    ("y = x <= z", "comparison", ["y = x < z", "y = x >= z"]),
    ("y = x == z", "comparison", ["y = x != z"]),
    ("y = a if not c else b", "condition", None),
    ("y = 2 * x", "constant", ["y = 3 * x", "y = 1 * x"]),
    ("y = 0 * x", "constant", ["y = 1 * x"]),
    ("y = 0.9 * x", "constant", ["y = 1.8 * x", "y = 0.45 * x"]),
    ('y = mode == "train"', "constant", ["y = mode == 'test'"]),
    ("y = x[1:]", "constant", ["y = x[2:]", "y = x[0:]"]),
    (
        "y = x.sum(axis=0)",
        "axis",
        [
            "y = x.sum(axis=1)",
            "y = x.sum(axis=None)",
            "y = x.sum(axis=0, keepdims=True)",
        ],
    ),
    ("y = x.max(keepdims=True)", "axis", ["y = x.max()"]),
    ("y = x.var()", "axis", ["y = x.var(ddof=1)"]),
    ("y = x.sum()", "function", ["y = x.mean()"]),
    ("y = np.maximum(x, 0)", "function", ["y = np.minimum(x, 0)"]),
    ("y = x / len(x)", "function", ["y = x / np.size(x)"]),
    ("y = x.T @ w", "forgotten", ["y = x @ w"]),
    ("y = x.copy()", "forgotten", ["y = x"]),
    ("y = np.sqrt(x)", "forgotten", ["y = x"]),
    ('y = c.get("k", 3)', "forgotten", ["y = 3"]),
    ("y = x[a:b]", "bound", ["y = x[:b]", "y = x[a:]"]),
    ("y = x[::-1]", "bound", ["y = x[:]"]),
    ("y += x", "statement", ["y = x", "pass"]),
    ('c["v"] = x', "statement", ["pass"]),
    ("a, b = c", "name", ["b, a = c"]),
]


def of(line, operator, before="", after=""):
    answer = f"def f(x):\n{before}    {line}\n{after}"
    made = mutants_of("f", answer)
    return [m for m in made if m.name.split(":")[2].split("-")[0] == operator]


@pytest.mark.parametrize(("line", "operator", "expected"), MADE)
def test_operator_makes_all_that_it_should_and_nothing_else(line, operator, expected):
    found = [mutant.mutated for mutant in of(line, operator)]
    if expected is None:
        expected = [
            "y = a if not not c else b",
            "y = a if True else b",
            "y = a if False else b",
            "y = a if c else b",
        ]
    assert sorted(found) == sorted(expected)


def test_loops_lose_their_first_and_last_turn_and_run_backwards():
    found = [m.mutated for m in of("for v in vs:", "bound", after="        g(v)\n")]
    assert found == [f"for v in list(vs)[{part}]:" for part in ("1:", ":-1", "::-1")]


def test_branches_are_negated_left_out_and_taken_always():
    code = "        return 1\n    elif b:\n        return 2\n    return 3\n"
    found = {m.mutated for m in mutants_of("f", f"def f(a, b):\n    if a:\n{code}")}
    assert {"if not a:", "if True:", "if False:", "elif not b:", "elif True:"} <= found
    assert "elif False:" in found


@pytest.mark.parametrize(
    ("line", "operator"),
    [
        ("y = x.sum(axis=0)", "constant"),  # the axis has its own operator
        ("y = zip(a, b, strict=True)", "constant"),
        ('raise ValueError(f"no {x + 1}")', "sign"),
        ("y = x", "operand"),
        ("y = 'other'", "constant"),
        ("y = True", "constant"),
    ],
)
def test_nothing_is_made_where_nothing_can_go_wrong(line, operator):
    assert of(line, operator) == []


def test_only_the_solution_is_changed_and_no_text_is_made_twice():
    given, marks = "    eps = 1e-5\n    ### BEGIN SOLUTION\n", "    ### END SOLUTION\n"
    made = mutants_of("f", f"def f(x):\n{given}    return x - 1\n{marks}")
    assert made
    assert all(mutant.line == "return x - 1" for mutant in made)
    assert len({ast.dump(ast.parse(m.source)) for m in made}) == len(made)


def test_brackets_are_put_where_they_are_needed_alone():
    found = {
        mutant.mutated for mutant in mutants_of("f", "def f(a): return a * (1 - a)")
    }
    assert {"def f(a): return a * (1 + a)", "def f(a): return a"} <= found
    found = {mutant.mutated for mutant in mutants_of("f", "def f(a): return 2 * a * 3")}
    assert "def f(a): return 2 / a * 3" in found


def test_mutants_of_a_notebook_are_complete_functions_with_names_of_their_own():
    made = mutants("backprop")
    assert {m.exercise for m in made} >= {"relu_backward", "softmax_loss", "box_iou"}
    assert len({mutant.name for mutant in made}) == len(made)
    for mutant in made:
        assert mutant.source.startswith(f"def {mutant.exercise}("), mutant.name
        assert mutant.line != mutant.mutated
    assert made == mutants("backprop")


RELU = "def relu_backward(dout, cache):\n    {}\n"
BODIES = {
    "right": ("return dout * (cache > 0)", ""),
    "wrong": ("return dout", "test-relu_backward"),
    "raises": ("return 1 / 0", "test-relu_backward"),
    "loops for ever": ("while True: pass", STOPPED),
    "dies": ("import os; os.abort()", STOPPED),
    "leaves": ("import sys; sys.exit()", STOPPED),
    "takes all memory": ("return dout + np.ones(10**10).sum()", "test-relu_backward"),
    "is interrupted": ("raise KeyboardInterrupt", STOPPED),
}


def test_mutant_is_killed_by_a_check_or_by_a_limit_whatever_it_does():
    given = [
        Mutant(name, "relu_backward", "", "", RELU.format(body))
        for name, (body, _) in BODIES.items()
    ]
    seen = []
    killers = hunt("backprop", given, 2, lambda: seen.append(1), seconds=2)
    expected = [killer for _, killer in BODIES.values()]
    assert dict(zip(BODIES, killers, strict=True)) == dict(
        zip(BODIES, expected, strict=True)
    )
    assert len(seen) == len(given)
