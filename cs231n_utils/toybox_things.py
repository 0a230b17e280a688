"""What the toy box holds: ten things as discs and polygons, and places to be in."""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]
Colour = tuple[int, int, int]


class Shape(NamedTuple):
    """One part of a thing: `kind` "disc" (centre, radii) or "poly" (convex corners)."""

    kind: str
    role: str
    points: tuple[Point, ...]


def disc(role: str, x: float, y: float, rx: float, ry: float) -> Shape:
    """Describe an ellipse around (x, y)."""
    return Shape("disc", role, ((x, y), (rx, ry)))


def poly(role: str, *corners: Point) -> Shape:
    """Describe a convex polygon by its corners, clockwise as one sees them."""
    return Shape("poly", role, corners)


def box(role: str, left: float, top: float, right: float, bottom: float) -> Shape:
    """Describe a rectangle by its sides."""
    return poly(role, (left, top), (right, top), (right, bottom), (left, bottom))


# The colours of a place: above the horizon and below it.
PLACES: dict[str, tuple[Colour, Colour]] = {
    "night": ((12, 14, 45), (20, 30, 25)),
    "deep sea": ((20, 80, 130), (5, 30, 70)),
    "wood": ((30, 55, 30), (60, 45, 25)),
    "room": ((190, 160, 130), (110, 65, 40)),
    "street": ((150, 150, 160), (70, 70, 75)),
    "evening": ((240, 150, 90), (90, 55, 60)),
    "meadow": ((125, 190, 240), (95, 165, 75)),
    "snow": ((205, 220, 240), (245, 245, 250)),
    "lake": ((185, 215, 240), (45, 105, 170)),
    "desert": ((235, 220, 190), (225, 185, 120)),
}
DARK, MIDDLE, BRIGHT = range(3), range(3, 7), range(7, 10)

# A thing: where it is most often, and its parts from back to front. They lie in
# the square from -1 to 1, x to the right and y downwards.
THINGS: dict[str, tuple[range, tuple[Shape, ...]]] = {
    "balloon": (
        MIDDLE,
        (
            poly("second", (-0.55, 0.0), (0.55, 0.0), (0.18, 0.6), (-0.18, 0.6)),
            disc("main", 0.0, -0.3, 0.68, 0.66),
            disc("second", 0.0, -0.3, 0.26, 0.66),
            box("dark", -0.2, 0.7, 0.2, 1.0),
        ),
    ),
    "boat": (
        BRIGHT,
        (
            box("dark", -0.05, -0.95, 0.05, 0.4),
            poly("light", (0.1, -0.9), (0.8, 0.3), (0.1, 0.3)),
            poly("second", (-0.1, -0.7), (-0.1, 0.3), (-0.65, 0.3)),
            poly("main", (-1.0, 0.38), (1.0, 0.38), (0.65, 0.85), (-0.6, 0.85)),
        ),
    ),
    "car": (
        BRIGHT,
        (
            poly("second", (-0.45, -0.5), (0.35, -0.5), (0.65, 0.05), (-0.7, 0.05)),
            poly("light", (-0.36, -0.36), (0.28, -0.36), (0.45, 0.0), (-0.5, 0.0)),
            box("main", -1.0, 0.0, 1.0, 0.5),
            disc("dark", -0.55, 0.5, 0.27, 0.27),
            disc("dark", 0.55, 0.5, 0.27, 0.27),
        ),
    ),
    "cat": (
        MIDDLE,
        (
            poly("main", (-0.7, -0.9), (-0.1, -0.3), (-0.68, 0.1)),
            poly("main", (0.7, -0.9), (0.68, 0.1), (0.1, -0.3)),
            disc("main", 0.0, 0.15, 0.78, 0.68),
            disc("light", -0.3, 0.0, 0.17, 0.15),
            disc("light", 0.3, 0.0, 0.17, 0.15),
            disc("dark", -0.3, 0.0, 0.08, 0.12),
            disc("dark", 0.3, 0.0, 0.08, 0.12),
            poly("second", (-0.14, 0.32), (0.14, 0.32), (0.0, 0.5)),
        ),
    ),
    "fish": (
        DARK,
        (
            poly("second", (0.4, 0.0), (1.0, -0.5), (1.0, 0.5)),
            poly("second", (-0.3, -0.3), (0.1, -0.75), (0.3, -0.25)),
            disc("main", -0.15, 0.0, 0.75, 0.45),
            disc("light", -0.55, -0.1, 0.14, 0.14),
            disc("dark", -0.57, -0.1, 0.07, 0.07),
        ),
    ),
    "flower": (
        MIDDLE,
        (
            box("green", -0.07, 0.0, 0.07, 1.0),
            disc("green", 0.3, 0.75, 0.26, 0.11),
            disc("main", 0.0, -0.68, 0.24, 0.3),
            disc("main", 0.42, -0.38, 0.28, 0.25),
            disc("main", 0.27, 0.08, 0.25, 0.27),
            disc("main", -0.27, 0.08, 0.25, 0.27),
            disc("main", -0.42, -0.38, 0.28, 0.25),
            disc("second", 0.0, -0.27, 0.25, 0.25),
        ),
    ),
    "house": (
        BRIGHT,
        (
            box("main", -0.75, -0.15, 0.75, 0.9),
            poly("second", (0.0, -0.95), (1.0, -0.1), (-1.0, -0.1)),
            box("dark", -0.1, 0.3, 0.25, 0.9),
            box("light", -0.55, 0.1, -0.25, 0.4),
            box("light", 0.4, 0.1, 0.62, 0.4),
        ),
    ),
    "mushroom": (
        DARK,
        (
            poly("light", (-0.2, 0.0), (0.2, 0.0), (0.3, 0.95), (-0.3, 0.95)),
            poly("main", (-0.92, 0.15), (-0.65, -0.5), (0.65, -0.5), (0.92, 0.15)),
            disc("main", 0.0, -0.4, 0.66, 0.36),
            disc("second", -0.4, -0.2, 0.17, 0.15),
            disc("second", 0.1, -0.45, 0.17, 0.14),
            disc("second", 0.45, -0.1, 0.15, 0.12),
        ),
    ),
    "rocket": (
        DARK,
        (
            poly("second", (-0.2, 0.2), (-0.2, 0.75), (-0.65, 0.85)),
            poly("second", (0.2, 0.2), (0.65, 0.85), (0.2, 0.75)),
            poly("fire", (-0.16, 0.7), (0.16, 0.7), (0.0, 1.05)),
            disc("main", 0.0, -0.1, 0.32, 0.88),
            disc("light", 0.0, -0.3, 0.15, 0.15),
        ),
    ),
    "tree": (
        BRIGHT,
        (
            box("brown", -0.14, 0.2, 0.14, 1.0),
            disc("main", -0.38, 0.0, 0.42, 0.38),
            disc("main", 0.38, 0.0, 0.42, 0.38),
            disc("main", 0.0, -0.4, 0.52, 0.5),
        ),
    ),
}
CLASSES = tuple(THINGS)
