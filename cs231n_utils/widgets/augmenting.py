"""The augmentation viewer: pictures before and after random changes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from cs231n_utils import augmentation
from cs231n_utils.toybox import draw_toybox
from cs231n_utils.toybox_things import CLASSES
from cs231n_utils.types import Array
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.fields import Flag, Number, seed, setting

COUNT, COLUMNS, EDGE = 12, 6, 2
FIRST_SEED = 7


@dataclass(frozen=True)
class State:
    """Which changes, and how strong."""

    flip: bool = setting(True, Flag("flips"))
    crop: int = setting(4, Number("crop: padding", 0, 12, 1, whole=True))
    jitter: float = setting(0.2, Number("colour jitter", 0, 1, 0.05))
    cutout: int = setting(0, Number("cutout: size", 0, 24, 1, whole=True))
    mixup: float = setting(0.0, Number("mixup: alpha", 0, 2, 0.1))
    pictures: int = setting(0, Number("pictures", 0, 4, 1, whole=True))
    seed: int = seed()


@functools.lru_cache(maxsize=5)
def pictures(number: int) -> tuple[Array, Array]:
    """Return 12 pictures of the embedded set, as shares of white, and their labels."""
    images, labels = draw_toybox(COUNT, seed=FIRST_SEED + number)
    return images / 255.0, np.eye(len(CLASSES))[labels]


def augment(state: State) -> tuple[Array, Array]:
    """Change the pictures as the state says.

    Returns
    -------
    X : array of shape (12, 3, 32, 32)
    Y : array of shape (12, 10)
        The labels as probabilities.
    """
    X, Y = pictures(state.pictures)
    # Each change has its own stream: moving one slider leaves the others' draws alone.
    flips, crops, colours, holes, mixes = np.random.default_rng(state.seed).spawn(5)
    if state.flip:
        X = augmentation.flip(X, flips)
    X = augmentation.crop(X, state.crop, crops)
    X = augmentation.jitter(X, state.jitter, colours)
    X = augmentation.cutout(X, state.cutout, holes)
    return augmentation.mixup(X, Y, state.mixup, mixes)


def label(y: Array) -> str:
    """Write a label: "boat", or "70% boat, 30% fish"."""
    order = [k for k in np.argsort(-y, kind="stable") if y[k] >= 0.005]
    if len(order) == 1:
        return str(CLASSES[order[0]])
    return ", ".join(f"{y[k]:.0%} {CLASSES[k]}" for k in order)


def describe(state: State, before: Array, X: Array, Y: Array) -> str:
    """Say in words what the picture shows."""
    changes = {
        "flips": state.flip,
        f"crops by up to {state.crop} pixels": state.crop,
        f"colour jitter of {state.jitter:.0%}": state.jitter,
        f"holes of {state.cutout} by {state.cutout} pixels": state.cutout,
        f"mixup with alpha {state.mixup:g}": state.mixup,
    }
    chosen = [name for name, on in changes.items() if on]
    moved = float(np.mean(np.abs(X - before)))
    return (
        f"{COUNT} pictures before (above) and after (below): "
        f"{', '.join(chosen) or 'no change'}. A pixel changes by {moved:.0%} of white "
        f"on average. Labels now: {'; '.join(label(y) for y in Y)}."
    )


def sheet(X: Array) -> Any:
    """Lay pictures out in two rows, each framed in white."""
    tiles = np.ones((COUNT, 32 + 2 * EDGE, 32 + 2 * EDGE, 3))
    tiles[:, EDGE:-EDGE, EDGE:-EDGE] = X.transpose(0, 2, 3, 1)
    rows = tiles.reshape(-1, COLUMNS, *tiles.shape[1:]).transpose(0, 2, 1, 3, 4)
    return rows.reshape(-1, COLUMNS * tiles.shape[2], 3)


class Scene:
    """Two sheets of pictures."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        self.canvas = Canvas(rows=2, width=6.6, height=5.0)
        self._drawn: int | None = None
        with house_style():
            blank = sheet(np.ones((COUNT, 3, 32, 32)))
            for ax, title in zip(self.canvas.axes, ("before", "after"), strict=True):
                ax.set_axis_off()
                ax.set_title(title)
            sheets = [
                ax.imshow(blank, interpolation="nearest") for ax in self.canvas.axes
            ]
        self.before, self.after = sheets[0], self.canvas.moving(sheets[1])

    def draw(self, state: State) -> Frame:
        """Draw the pictures before and after."""
        before, _ = pictures(state.pictures)
        if self._drawn != state.pictures:
            self.before.set_data(sheet(before))
            self._drawn = state.pictures
            self.canvas.forget()
        X, Y = augment(state)
        self.after.set_data(sheet(np.clip(X, 0, 1)))
        return Frame(self.canvas.png(), describe(state, before, X, Y))


class AugmentationViewer(Explorer):
    """Show training pictures before and after random changes."""

    question = "Which changes leave a picture's label true, and how strong may they be?"
    make_scene = Scene
