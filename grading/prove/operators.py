"""Mutation operators: from a piece of an answer key to what it may become by mistake.

Each takes a node of the syntax tree and yields other nodes for its place. None of them
yields what means the same by the rules of the language, such as `a + 0` for `a`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

Operator = Callable[[ast.AST], Iterator[ast.AST]]

ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
FUNCTIONS = {
    "sum": ("mean",),
    "mean": ("sum", "max"),
    "max": ("min", "sum"),
    "min": ("max",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "std": ("var",),
    "var": ("std",),
    "all": ("any",),
    "any": ("all",),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
    "log": ("log1p", "log2"),
    "log1p": ("log",),
    "exp": ("expm1",),
    "cos": ("sin",),
    "tanh": ("sinh",),
    "ceil": ("floor",),
}
# Calls that may be forgotten: what they are given, or called on, stays.
FORGOTTEN = {
    *("abs", "sqrt", "exp", "log", "clip", "where", "maximum", "minimum", "copy"),
    *("reshape", "astype", "transpose", "reversed", "enumerate", "tanh", "ndtr"),
    *("isfinite", "cumsum", "mean", "sum", "std", "max", "prod", "norm"),
}


def sign(node: ast.AST) -> Iterator[ast.AST]:
    """Yield + for -, * for /, and the like; take a minus away, or put one."""
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    if isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield _with(node, op=ARITHMETIC[type(node.op)]())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    if isinstance(node, ast.Call) and _called(node) in ("exp", "tanh", "ndtr"):
        yield _with(node, args=[ast.UnaryOp(ast.USub(), node.args[0])])


def operand(node: ast.AST) -> Iterator[ast.AST]:
    """Yield one side of an operation alone: a lost factor, term or exponent."""
    if isinstance(node, ast.BinOp):
        yield node.left
        if not isinstance(node.op, ast.Pow | ast.Sub):
            yield node.right
    if isinstance(node, ast.BoolOp):
        yield from node.values


def order(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the two sides exchanged where their order matters, also of what returns."""
    sided = ast.Sub | ast.Div | ast.Pow | ast.MatMult
    if isinstance(node, ast.BinOp) and isinstance(node.op, sided):
        yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    if isinstance(node, ast.Call) and _called(node) == "where":
        yield _with(node, args=[node.args[0], node.args[2], node.args[1]])
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        parts = node.value.elts
        for i in range(len(parts) - 1):
            swapped = [*parts[:i], parts[i + 1], parts[i], *parts[i + 2 :]]
            yield ast.Return(ast.Tuple(swapped, ast.Load()))


def comparison(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a comparison with its boundary moved, or turned round."""
    if isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                yield _with(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


def condition(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a condition that is negated, always true or never true."""
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        if not isinstance(node.test, ast.Compare):
            yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        # `while True` loops for ever and says nothing of the checks.
        for value in (False,) if isinstance(node, ast.While) else (True, False):
            yield _with(node, test=ast.Constant(value))
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other, node.values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand


def constant(node: ast.AST) -> Iterator[ast.AST]:
    """Yield numbers off by one, or twice as large; another mode."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if type(value) is int or (type(value) is float and value in (0, 1)):
        yield ast.Constant(value + 1)
        if value:
            yield ast.Constant(value - 1)
    elif type(value) is float:
        yield ast.Constant(2 * value)
        yield ast.Constant(value / 2)
    elif value in ("train", "test"):
        yield ast.Constant("test" if value == "train" else "train")


def axis(node: ast.AST) -> Iterator[ast.AST]:
    """Yield another axis, all axes, kept or lost dimensions, another ddof."""
    if not isinstance(node, ast.Call):
        return
    given = {k.arg: k.value for k in node.keywords}
    if "axis" in given:
        for new in (0, 1, None):
            yield _keywords(node, axis=ast.Constant(new))
    if "keepdims" in given:
        yield _keywords(node, keepdims=None)
    elif "axis" in given:
        yield _keywords(node, keepdims=ast.Constant(True))
    if _called(node) in ("std", "var"):
        yield _keywords(node, ddof=ast.Constant(1))


def function(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a call of a function that is taken for this one: mean for sum."""
    if isinstance(node, ast.Call):
        for name in FUNCTIONS.get(_called(node), ()):
            if isinstance(node.func, ast.Attribute):
                yield _with(node, func=_with(node.func, attr=name))
            elif isinstance(node.func, ast.Name):
                yield _with(node, func=ast.Name(name, ast.Load()))
        if _called(node) == "len":
            yield ast.Call(_numpy("size"), node.args, [])


def forgotten(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is left when a call, a transpose or a setting is forgotten."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    if not isinstance(node, ast.Call):
        return
    if _called(node) in FORGOTTEN:
        of_numpy = isinstance(node.func, ast.Attribute) and not _is_module(node.func)
        if isinstance(node.func, ast.Attribute) and of_numpy:
            yield node.func.value
        elif _called(node) == "where":
            yield from node.args[1:]
        elif node.args:
            yield node.args[0]
    if _called(node) == "get" and len(node.args) == 2:
        yield node.args[1]


def bound(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a slice or a loop that is one too short, and one turned round."""
    if isinstance(node, ast.Slice):
        if node.step is not None:
            yield ast.Slice(node.lower, node.upper, None)
        elif node.lower is not None or node.upper is not None:
            yield ast.Slice(None, node.upper, None)
            yield ast.Slice(node.lower, None, None)
        if node.lower is None and node.step is None and node.upper is not None:
            yield ast.Slice(ast.Constant(1), node.upper, None)
    if isinstance(node, ast.For):
        whole = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
        one, last = ast.Constant(1), ast.UnaryOp(ast.USub(), ast.Constant(1))
        for part in (ast.Slice(one), ast.Slice(None, last), ast.Slice(step=last)):
            yield _with(node, iter=ast.Subscript(whole, part, ast.Load()))


def statement(node: ast.AST) -> Iterator[ast.AST]:
    """Yield nothing in place of a statement; = in place of +=."""
    kept = ast.Subscript | ast.Attribute
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value, lineno=node.lineno)
    into = isinstance(node, ast.Assign) and isinstance(node.targets[0], kept)
    if into or isinstance(node, ast.AugAssign | ast.Expr | ast.If | ast.Raise):
        yield ast.Pass()


def name(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of an assignment of several in another order."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
        yield _with(node, targets=[ast.Tuple(node.targets[0].elts[::-1], ast.Store())])


OPERATORS: tuple[Operator, ...] = (
    *(sign, operand, order, comparison, condition, constant, axis),
    *(function, forgotten, bound, statement, name),
)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of a node with some other fields."""
    made = copy.copy(node)
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def _keywords(node: ast.Call, **values: ast.expr | None) -> ast.Call:
    """Return a call with some other keyword arguments; None takes one away."""
    given = {k.arg: k.value for k in node.keywords} | values
    return ast.Call(
        node.func, node.args, [ast.keyword(k, v) for k, v in given.items() if v]
    )


def _called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    return ast.unparse(node.func).split(".")[-1]


def _is_module(node: ast.Attribute) -> bool:
    return ast.unparse(node.value) in ("np", "np.linalg", "math")


def _numpy(attribute: str) -> ast.Attribute:
    return ast.Attribute(ast.Name("np", ast.Load()), attribute, ast.Load())
