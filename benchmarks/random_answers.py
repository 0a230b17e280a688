"""Do checks of random answers keep their budget of false alarms, and have they power?

Each trial runs every check cell that judges random numbers on another right answer:
the key, drawing other numbers than it would. The budget of a cell is one false alarm in
a million (`cs231n_utils.chance.BUDGET`); *closest* is how near a right answer came to
what is refused, in parts of the way. Then answers that are slightly wrong, which nearly
all trials must refuse.

    python -P benchmarks/random_answers.py --trials 10000 dropout
"""

import argparse
import contextlib
import io
import os
import sys
import time
import warnings
from unittest import mock

import numpy as np
from rich.console import Console
from rich.table import Table

from cs231n_utils import chance, checks
from cs231n_utils.skeletons import fill, skeletons
from grading.checkers import compiled
from grading.checking import check_cells, exercises, filled_by_keys, setup
from grading.editions import released
from grading.keys import answer_key

MADE = np.random.default_rng
# Of trials with a wrong answer, how many must be refused.
POWER = 0.999


class Draws:
    """Lets functions draw other numbers in each trial, repeatably for each seed."""

    def __init__(self):
        self.trial = self.count = 0

    def start(self, trial):
        """Begin a trial."""
        self.trial, self.count = trial, 0

    def rng(self, seed=None):
        """Stand in for `np.random.default_rng` inside of an answer."""
        self.count += 1
        return MADE([self.trial, *([231, self.count] if seed is None else [seed])])

    def other(self, function):
        """Return a function whose random numbers are of this trial."""

        def drawing(*args):
            given = [self._other_generator(a) for a in args]
            with mock.patch.object(np.random, "default_rng", self.rng):
                return function(*given)

        drawing.__name__ = function.__name__
        return drawing

    def _other_generator(self, value):
        if not isinstance(value, np.random.Generator):
            return value
        self.count += 1
        return MADE([self.trial, int(value.integers(2**62))])


class Nearest:
    """Remembers how near to refusal right answers came."""

    def __init__(self):
        self.ratio = 0.0

    def share(self, what, flags, p, **options):
        """Note how far a share is from p, and judge it."""
        flags = np.asarray(flags, dtype=bool)
        limit = chance.SIGMAS * np.sqrt(p * (1 - p) / flags.size)
        self.ratio = max(self.ratio, abs(flags.mean() - p) / limit)
        SHARE(what, flags, p, **options)

    def expect(self, what, got, expected, *, tolerance=checks.TOLERANCE, **options):
        """Note how far a value is from the right one, and judge it."""
        if tolerance > 1e-6:
            far = checks.difference(np.asarray(got), np.asarray(expected, dtype=float))
            self.ratio = max(self.ratio, far / tolerance)
        checks.expect(what, got, expected, tolerance=tolerance, **options)


SHARE = chance.share


def judge(cell, given):
    """Return what a test cell says of some answers."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            scope = dict(given)
            for code, _, _ in cell:
                exec(code, scope)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return ""


def scope_of(name, draws, nearest, wrong=None):
    """Return what the test cells of an assignment see."""
    key = vars(answer_key(name)) | (wrong or {})
    answers = {task: draws.other(key[task]) for task in exercises(name)}
    for task in set(answers) & set(skeletons()):
        answers[task] = fill(answers[task])
    judges = {"share": nearest.share, "expect": nearest.expect}
    imported = setup(name)
    return imported | answers | {n: j for n, j in judges.items() if n in imported}


def cells_of(name):
    """Return the test cells of an assignment, compiled, by name."""
    return {n: compiled(n, cell.source) for n, cell in check_cells(name).items()}


def random_cells(name):
    """Return the cells in which an answer draws random numbers."""
    draws = Draws()
    given = scope_of(name, draws, Nearest())
    found = {}
    for check, cell in cells_of(name).items():
        draws.start(0)
        judge(cell, given)
        if draws.count:
            found[check] = cell
    return found


def trials(cell, given, draws, count):
    """Yield what a cell says of an answer, trial by trial."""
    for trial in range(count):
        os.environ["CS231N_SEED"] = f"random-answers-{trial}"
        draws.start(trial)
        yield judge(cell, given)


def right_answers(name, count):
    """Yield for each cell its name, false alarms, closest ratio and CPU seconds."""
    draws, nearest = Draws(), Nearest()
    for check, cell in random_cells(name).items():
        given = scope_of(name, draws, nearest)
        nearest.ratio, start = 0.0, time.process_time()
        # Where the helpers of `chance` count, too.
        with mock.patch.object(chance, "share", nearest.share):
            said = [text for text in trials(cell, given, draws, count) if text]
        yield check, said, nearest.ratio, time.process_time() - start


def wrong_answers(name, count):
    """Yield for each slightly wrong answer what it is, and how many were refused."""
    for check, (task, what, function) in WRONG.get(name, ()):
        draws = Draws()
        function.__name__ = task
        given = scope_of(name, draws, Nearest(), {task: function})
        cell = cells_of(name)[check]
        refused = sum(map(bool, trials(cell, given, draws, count)))
        yield check, what, refused


def kept_too_often(by):
    """Return dropout that keeps an entry with another probability than it scales by."""

    def inverted(x, param):
        p = param["p"]
        if param["mode"] == "test":
            return x, None
        rng = np.random.default_rng(param.get("seed"))
        mask = (rng.random(x.shape) < p + by) / p
        return x * mask, mask

    def vanilla(x, param):
        out, _ = inverted(x, param)
        return out * param["p"]

    def connect(x, w, b, param):
        used, _ = inverted(w, param)
        return x @ used + b, None

    return inverted, vanilla, connect


def weights(draw, factor=1.0):
    """Return init_weights with another distribution, or another scale."""

    def init_weights(fan_in, fan_out, rule, rng):
        std = KEY_STD(fan_in, fan_out, rule) * factor
        return std * draw(rng, (fan_in, fan_out))

    return init_weights


def KEY_STD(fan_in, fan_out, rule):  # noqa: N802
    variances = {"zero": 0.0, "xavier": 1 / fan_in, "he": 2 / fan_in}
    variances["glorot"] = 2 / (fan_in + fan_out)
    if isinstance(rule, str) and rule not in variances:
        raise ValueError(rule)
    return np.sqrt(variances[rule]) if isinstance(rule, str) else rule


def normal(rng, shape):
    return rng.standard_normal(shape)


def uniform(rng, shape):
    return rng.uniform(-(3**0.5), 3**0.5, shape)


def shifted(rng, shape):
    return 0.05 + rng.standard_normal(shape)


def dealt_by(order):
    def deal_batches(num_examples, batch_size, rng):
        return np.array_split(order(num_examples, rng), -(-num_examples // batch_size))

    return deal_batches


def in_blocks(num, rng):
    """Shuffle the examples only within each half."""
    half = num // 2
    return np.concatenate([rng.permutation(half), half + rng.permutation(num - half)])


def rotated(num, rng):
    """Start somewhere, in the old order."""
    return np.roll(np.arange(num), int(rng.integers(num)))


def by_parity(num, rng):
    """Deal the even examples first."""
    order = rng.permutation(num)
    return order[np.argsort(order % 2, kind="stable")]


def towards_low(power):
    """Return draws whose logarithms lie too often in the lower part."""

    def log_uniform(low, high, size, rng):
        return low * (high / low) ** (rng.random(size) ** power)

    def random_points(space, n, rng):
        columns = [log_uniform(*ends, n, rng).tolist() for ends in space.values()]
        rows = zip(*columns, strict=True)
        return [dict(zip(space, row, strict=True)) for row in rows]

    return log_uniform, random_points


MORE, LESS = kept_too_often(0.05), kept_too_often(-0.05)
# By notebook: the cell that must refuse it, the exercise, what is wrong, the answer.
WRONG = {
    "dropout": [
        (f"test-{task}-train", (task, f"p is {said}", made))
        for said, three in (("0.05 too large", MORE), ("0.05 too small", LESS))
        for task, made in zip(
            ("dropout_forward", "vanilla_dropout", "dropconnect_forward"),
            three,
            strict=True,
        )
    ],
    "init_statistics": [
        (check, ("init_weights", what, made))
        for check, what, made in [
            ("test-init_weights-scale", "std 10 % too large", weights(normal, 1.1)),
            ("test-init_weights-scale", "std 5 % too small", weights(normal, 0.95)),
            ("test-init_weights-rng", "uniform, not normal", weights(uniform)),
            ("test-init_weights-rng", "mean of 0.05 std", weights(shifted)),
        ]
    ],
    "babysitting": [
        ("test-deal_batches-random", ("deal_batches", what, dealt_by(order)))
        for what, order in [
            ("shuffled in halves", in_blocks),
            ("old order, rotated", rotated),
            ("even examples first", by_parity),
        ]
    ],
    "hyperparameter_search": [
        (
            "test-log_uniform",
            ("log_uniform", "6 % too many in the lower half", towards_low(1.2)[0]),
        ),
        (
            "test-random_points",
            ("random_points", "11 % too many in the lower half", towards_low(1.4)[1]),
        ),
    ],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignment", nargs="*", default=released())
    parser.add_argument("--trials", type=int, default=200, metavar="N")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    right = Table("check", "right answers", "false alarms", "closest", "CPU ms each")
    wrong = Table("check", "wrong answer", "trials", "refused")
    raised, passed = [], []
    few = max(1, args.trials // 10)
    with filled_by_keys():
        for name in args.assignment:
            for check, said, ratio, seconds in right_answers(name, args.trials):
                each = f"{seconds / args.trials * 1000:.1f}"
                row = (check, args.trials, len(said), f"{ratio:.2f}", each)
                right.add_row(*map(str, row))
                raised += [(name, check, text) for text in said]
            for check, what, refused in wrong_answers(name, few):
                wrong.add_row(check, what, str(few), str(refused))
                passed += [what] * (refused < POWER * few)
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(right, wrong)
    for where in raised[:20]:
        print(*where)
    budget = chance.BUDGET * args.trials * right.row_count
    print(
        f"{len(raised)} false alarms; the budget of all cells together: {budget:.2g}."
    )
    # Of ten thousand trials one would be a hundred times what a cell may.
    return int(bool(raised or passed))


if __name__ == "__main__":
    raise SystemExit(main())
