"""The embedded data set: little pictures of ten things, drawn from a seed.

Every step is exact arithmetic or correctly rounded (no sine, no exponential), so that
the same seed gives the same bytes on every machine.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cs231n_utils.toybox_things import CLASSES, PLACES, THINGS, Shape

Floats = NDArray[np.float32]
Rng = np.random.Generator

SIZE = 32
CHUNK = 120  # pictures drawn at once: few enough for the processor's cache
PIXELS = np.arange(SIZE, dtype=np.float32) + np.float32(0.5)


class Look(NamedTuple):
    """How pictures vary: `benchmarks/data_story.py` measures what the numbers do."""

    size: tuple[float, float] = (7.5, 12)  # half a thing's height, in pixels
    shift: float = 3.5  # how far it strays from the middle, in pixels
    wobble: float = 0.07  # how far each part strays, as a share of the size
    usual_place: float = 0.93  # how often it is where its kind is at home
    turned: float = 0.4  # how often its light parts are dark and its dark ones light
    clutter: int = 4  # blobs behind it
    hidden: float = 0.5  # how often a blob covers a part of it
    texture: float = 50  # strength of the ripples in the background
    grain: float = 24  # strength of the camera's noise
    contrast: float = 0.62


LOOK = Look()


def draw_toybox(
    num: int, seed: int = 231
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Draw `num` pictures, as many of each class, in random order.

    Parameters
    ----------
    num : int
        How many pictures.
    seed : int, default 231
        Equal seeds and numbers give equal bytes.

    Returns
    -------
    images : uint8 array of shape (num, 3, 32, 32)
        Red, green and blue planes.
    labels : int64 array of shape (num,)
        Indices into `CLASSES`.

    Examples
    --------
    >>> images, labels = draw_toybox(20)
    >>> images.shape, images.dtype
    ((20, 3, 32, 32), dtype('uint8'))
    >>> sorted(CLASSES[label] for label in labels)[:4]
    ['balloon', 'balloon', 'boat', 'boat']
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    labels = rng.permutation(np.arange(num, dtype=np.int64) % len(CLASSES))
    images = np.empty((num, 3, SIZE, SIZE), np.uint8)
    for label, name in enumerate(CLASSES):
        where = np.flatnonzero(labels == label)
        for start in range(0, len(where), CHUNK):
            some = where[start : start + CHUNK]
            images[some] = _pictures(name, len(some), rng)
    return images, labels


def _pictures(name: str, n: int, rng: Rng) -> NDArray[np.uint8]:
    home, shapes = THINGS[name]
    canvas = _background(n, home, rng)
    for _ in range(LOOK.clutter):
        _paint(canvas, _blob(n, rng), _any_colour(n, rng))
    pose, colours = _pose(n, rng), _palette(n, rng)
    for shape in shapes:
        _paint(canvas, _cover(shape, pose, rng), colours[shape.role])
    _paint(canvas, _blob_at_the_rim(n, rng), _any_colour(n, rng))
    return _photograph(canvas, rng)


def _uniform(rng: Rng, low: float, high: float, *shape: int) -> Floats:
    return np.float32(low) + np.float32(high - low) * rng.random(shape, np.float32)


def _often(rng: Rng, chance: float, n: int) -> NDArray[np.bool_]:
    return rng.random(n) < chance


def _paint(canvas: Floats, cover: Floats, colour: Floats) -> None:
    """Lay colours (n, 3) on the canvas (n, 3, 32, 32) where cover (n, 32, 32) is 1."""
    change = colour[:, :, None, None] - canvas
    change *= cover[:, None]
    canvas += change


# Colours


def _any_colour(n: int, rng: Rng) -> Floats:
    return np.clip(_uniform(rng, -60, 315, n, 3), 0, 255)


def _near(colour: ArrayLike, n: int, rng: Rng) -> Floats:
    return np.asarray(colour, np.float32) + _uniform(rng, -60, 60, n, 3)


def _palette(n: int, rng: Rng) -> dict[str, Floats]:
    light, dark = _uniform(rng, 170, 255, n, 3), _uniform(rng, 0, 80, n, 3)
    turned = _often(rng, LOOK.turned, n)[:, None]
    return {
        "main": _any_colour(n, rng),
        "second": _any_colour(n, rng),
        "light": np.where(turned, dark, light),
        "dark": np.where(turned, light, dark),
        "green": _near((60, 130, 50), n, rng),
        "brown": _near((100, 70, 40), n, rng),
        "fire": _near((250, 170, 40), n, rng),
    }


# Background and light


def _background(n: int, home: range, rng: Rng) -> Floats:
    at_home = rng.integers(home.start, home.stop, n)
    anywhere = rng.integers(len(PLACES), size=n)
    place = np.where(_often(rng, LOOK.usual_place, n), at_home, anywhere)
    colours = np.array(list(PLACES.values()), np.float32)[place]
    colours += _uniform(rng, -40, 40, n, 2, 3)
    horizon, slope = _uniform(rng, 12, 26, n, 1, 1), _uniform(rng, -0.15, 0.15, n, 1, 1)
    depth = PIXELS[:, None] - horizon + slope * (PIXELS - np.float32(SIZE / 2))
    canvas = np.repeat(colours[:, 0], SIZE * SIZE, axis=1).reshape(n, 3, SIZE, SIZE)
    _paint(canvas, np.clip(depth, 0, 1), colours[:, 1])
    for cells in (4, 8, 16):
        canvas += _ripples(n, cells, rng)[:, None]
    return canvas


def _ripples(n: int, cells: int, rng: Rng) -> Floats:
    """Stretch a coarse random grid over the picture, linearly between its cells."""
    grid = rng.integers(-64, 65, (n, cells, cells)).astype(np.float32)
    at = np.clip(PIXELS * np.float32(cells / SIZE) - np.float32(0.5), 0, cells - 1)
    away = np.abs(at[:, None] - np.arange(cells, dtype=np.float32))
    weights = np.maximum(0, 1 - away)
    strength = _uniform(rng, 0, LOOK.texture / 64, n, 1, 1)
    ripples: Floats = strength * (weights @ grid @ weights.T)
    return ripples


def _photograph(canvas: Floats, rng: Rng) -> NDArray[np.uint8]:
    """Light the scene from one side, tint it, add noise and round to bytes."""
    n = len(canvas)
    side = _uniform(rng, -0.3, 0.3, n, 1, 1, 1)
    light = 1 + side * (PIXELS / np.float32(SIZE / 2) - 1)
    canvas *= light * _uniform(rng, 0.9, 1.1, n, 1, 1, 1)
    canvas *= _uniform(rng, 0.85, 1.15, n, 3, 1, 1)
    canvas -= 128
    canvas *= np.float32(LOOK.contrast)
    canvas += 128
    noise = rng.integers(-64, 65, canvas.shape, np.int8)
    canvas += noise * _uniform(rng, 0, LOOK.grain / 64, n, 1, 1, 1)
    np.rint(canvas, out=canvas)
    return np.clip(canvas, 0, 255, out=canvas).astype(np.uint8)


# Shapes: how much of each pixel they cover


class _Pose(NamedTuple):
    """Where and how things lie; every field of shape (n, 1)."""

    x: Floats
    y: Floats
    size: Floats
    width: Floats
    lean: Floats
    sharp: Floats

    def place(self, points: Floats) -> tuple[Floats, Floats]:
        """Carry points (n, k, 2) of a thing's own square to pixels, each (n, k)."""
        x, y = points[..., 0], points[..., 1]
        across = self.width * x + self.lean * y
        return self.x + self.size * across, self.y + self.size * y


def _pose(n: int, rng: Rng) -> _Pose:
    low, high = SIZE / 2 - LOOK.shift, SIZE / 2 + LOOK.shift
    mirror = np.where(_often(rng, 0.5, n)[:, None], np.float32(-1), np.float32(1))
    return _Pose(
        x=_uniform(rng, low, high, n, 1),
        y=_uniform(rng, low, high, n, 1),
        size=_uniform(rng, *LOOK.size, n, 1),
        width=mirror * _uniform(rng, 0.8, 1.25, n, 1),
        lean=_uniform(rng, -0.25, 0.25, n, 1),
        sharp=_uniform(rng, 0.4, 1.0, n, 1),
    )


def _cover(shape: Shape, pose: _Pose, rng: Rng) -> Floats:
    n, stray = len(pose.x), LOOK.wobble
    points = np.array(shape.points, np.float32)
    if shape.kind == "poly":
        points = points + _uniform(rng, -stray, stray, n, len(points), 2)
        return _poly_cover(*pose.place(points), np.sign(pose.width), pose.sharp)
    centre = points[:1] + _uniform(rng, -stray / 2, stray / 2, n, 1, 2)
    radii = points[1] * _uniform(rng, 1 - 2 * stray, 1 + 2 * stray, n, 2) * pose.size
    rx, ry = radii[:, :1], radii[:, 1:]
    return _disc_cover(*pose.place(centre), rx, ry, pose.sharp)


def _blob(n: int, rng: Rng) -> Floats:
    x, y = _uniform(rng, 0, SIZE, 2, n, 1)
    rx, ry = _uniform(rng, 2, 10, 2, n, 1)
    return _disc_cover(x, y, rx, ry, _uniform(rng, 0.2, 1, n, 1))


def _blob_at_the_rim(n: int, rng: Rng) -> Floats:
    """Cover a part of the rim, in the share `LOOK.hidden` of the pictures."""
    along, depth = _uniform(rng, 4, SIZE - 4, n, 1), _uniform(rng, -3, 4, n, 1)
    across = np.where(_often(rng, 0.5, n)[:, None], depth, SIZE - depth)
    turn = _often(rng, 0.5, n)[:, None]
    x, y = np.where(turn, along, across), np.where(turn, across, along)
    rx, ry = _uniform(rng, 3, 8, 2, n, 1)
    cover = _disc_cover(x, y, rx, ry, _uniform(rng, 0.2, 1, n, 1))
    cover *= _often(rng, LOOK.hidden, n)[:, None, None]
    return cover


def _disc_cover(x: Floats, y: Floats, rx: Floats, ry: Floats, sharp: Floats) -> Floats:
    across, down = (PIXELS - x) / rx, (PIXELS - y) / ry
    # Near the rim, (1 - r^2) / 2 radii is the distance to it in pixels.
    inside = 1 - (across * across)[:, None] - (down * down)[:, :, None]
    return _soften(inside, sharp * np.minimum(rx, ry) * np.float32(0.5))


def _poly_cover(x: Floats, y: Floats, turn: Floats, sharp: Floats) -> Floats:
    along_x, along_y = np.roll(x, -1, 1) - x, np.roll(y, -1, 1) - y
    length = np.sqrt(along_x * along_x + along_y * along_y) * turn
    right, down = -along_y / length, along_x / length
    offset = right * x + down * y
    inside = np.full((len(x), SIZE, SIZE), np.inf, np.float32)
    for k in range(x.shape[1]):
        # The distance from edge k; the nearest edge decides.
        rows = down[:, k, None] * PIXELS - offset[:, k, None]
        columns = right[:, k, None] * PIXELS
        np.minimum(inside, rows[:, :, None] + columns[:, None], out=inside)
    return _soften(inside, sharp)


def _soften(distance: Floats, slope: Floats) -> Floats:
    distance *= slope[:, :, None]
    distance += np.float32(0.5)
    return np.clip(distance, 0, 1, out=distance)
