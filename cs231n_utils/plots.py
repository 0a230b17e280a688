"""The figures of the course: one style, alt text, and a text twin for every picture.

    fig = curves({"sgd": losses}, xlabel="step", ylabel="loss")
    show(fig, alt="The loss falls from 2.3 to 0.4.", takeaway="The net learns.")

Nothing here touches pyplot, so that a figure is drawn once and leaves nothing behind.
"""

from __future__ import annotations

import base64
import functools
import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cs231n_utils.display import Shown, picture, prose
from cs231n_utils.skeletons import BadInput

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

P = ParamSpec("P")
R = TypeVar("R")
Floats = NDArray[np.float64]

# Okabe and Ito's colours, which colour-blind readers can tell apart. Their yellow is
# left out: it is too pale on white. Line style and marker change with every colour.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
# Six, and not seven as there are markers: so 42 curves pass before one looks the same.
LINE_STYLES: tuple[Any, ...] = (
    *("-", "--", "-.", ":"),
    (0, (8, 2)),
    (0, (4, 1.5, 1, 1.5, 1, 1.5)),
)
MARKERS = ("o", "s", "^", "D", "v", "P", "*")
CROSS: dict[str, Any] = {"marker": "x", "linestyle": "", "ms": 8, "mew": 2.2}
INK = "#222222"
DPI = 110
SMALL = 9
LABEL_HEIGHT = 17
STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": "#666666",
    "axes.labelcolor": INK,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e4e4e4",
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
    "lines.linewidth": 1.8,
    "lines.markersize": 5,
}


def _styled(function: Callable[P, R]) -> Callable[P, R]:
    """Draw in the house style, whatever the notebook has set."""

    @functools.wraps(function)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        from matplotlib import style

        with style.context(STYLE, after_reset=True):
            return function(*args, **kwargs)

    return drawn


@_styled
def show(fig: Figure, *, alt: str, takeaway: str) -> Shown:
    """Show a figure with its description and what to take away from it.

    Parameters
    ----------
    fig : Figure
        What `curves`, `histograms`, `images`, `training` or `figure` returned.
    alt : str
        What the figure shows, for those who cannot see it: name the values.
    takeaway : str
        The caption: the answer that the figure gives, in a sentence.

    Returns
    -------
    shown : Shown
        A picture with its caption, which has a twin in plain text.
    """
    for name, text in (("alt", alt), ("takeaway", takeaway)):
        if not text.strip():
            raise BadInput(f"`{name}` is empty: say what the figure shows in words.")
    png = _png(fig)
    source = base64.b64encode(png).decode("ascii")
    return Shown(
        picture(source, alt, prose(takeaway)),
        f"Figure: {alt} Take-away: {takeaway}",
        png,
    )


@_styled
def figure(
    columns: int = 1,
    rows: int = 1,
    *,
    width: float | None = None,
    height: float | None = None,
) -> tuple[Figure, NDArray[Any]]:
    """Make an empty figure in the house style.

    Parameters
    ----------
    columns, rows : int, default=1
        How many panels stand side by side, and one above the other.
    width, height : float, optional
        The size in inches. The default fits a notebook.

    Returns
    -------
    fig : Figure
    axes : array of Axes, shape (rows * columns,)
        The panels in reading order: `fig, (left, right) = figure(2)`.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    size = (width or (6.8 if columns == 1 else 9.0), height or 3.6 * rows)
    fig = Figure(size, dpi=DPI, facecolor="white", layout="constrained")
    FigureCanvasAgg(fig)
    return fig, fig.subplots(rows, columns, squeeze=False).ravel()


@_styled
def curves(
    series: Mapping[str, ArrayLike | tuple[ArrayLike, ...]],
    *,
    xlabel: str,
    ylabel: str,
    title: str = "",
    logx: bool = False,
    logy: bool = False,
    marks: Mapping[float, str] | None = None,
    ax: Axes | None = None,
) -> Figure:
    """Draw curves with their names beside them.

    Values that are nan or infinite are left out. A cross at the upper edge stands
    where they begin.

    Parameters
    ----------
    series : dict
        By name: `y`, or a tuple `(x, y)`, or a tuple `(x, y, spread)` for a band
        between y - spread and y + spread.
    xlabel, ylabel : str
    title : str, default=""
    logx, logy : bool, default=False
        Logarithmic axes, if there is a positive value to show on them.
    marks : dict, optional
        Critical values: a thin vertical line at each x, with its text.
    ax : Axes, optional
        The panel to draw into. Default: a new figure. Call once a panel.

    Returns
    -------
    fig : Figure
    """
    if not series:
        raise BadInput('There is no curve to draw: give one, as {"loss": losses}.')
    ax = ax or figure()[1][0]
    points = {name: _points(name, values) for name, values in series.items()}
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.set_xscale(_scale(logx, [x for x, _, _ in points.values()]))
    ax.set_yscale(_scale(logy, [y for _, y, _ in points.values()]))
    lines = [
        _curve(ax, name, *point, place, len(points))
        for place, (name, point) in enumerate(points.items())
    ]
    for axis, values in ((ax.xaxis, 0), (ax.yaxis, 1)):
        _plain_ticks(axis, np.concatenate([p[values] for p in points.values()]))
    ax.set_title(title, pad=_mark(ax, marks or {}))
    _name(ax, lines)
    return _figure_of(ax)


@_styled
def histograms(
    groups: Mapping[str, ArrayLike], *, xlabel: str, bins: int = 50, title: str = ""
) -> Figure:
    """Draw one histogram a group, side by side, on the same axes.

    Parameters
    ----------
    groups : dict
        The values of each group by its name, as arrays of any shape.
    xlabel : str
    bins : int, default=50
    title : str, default=""

    Returns
    -------
    fig : Figure
        Each panel is headed by the mean and the standard deviation of its values.
    """
    if not groups:
        raise BadInput('There is no group to draw: give one, as {"layer 1": values}.')
    values = {name: np.ravel(_floats(name, group)) for name, group in groups.items()}
    drawable = {name: group[_fits(group)] for name, group in values.items()}
    edges = np.histogram_bin_edges(np.concatenate(list(drawable.values())), bins)
    rows = math.ceil(len(groups) / 6)
    columns = math.ceil(len(groups) / rows)
    width = min(9.0, max(4.0, 2.2 * columns))
    fig, axes = figure(columns, rows, width=width, height=0.7 + 2.1 * rows)
    tops = [
        _histogram(ax, name, drawable[name], len(values[name]), edges)
        for ax, name in zip(axes, groups, strict=False)
    ]
    side = 0.03 * (edges[-1] - edges[0])
    for place, ax in enumerate(axes[: len(groups)]):
        ax.set(xlim=(edges[0] - side, edges[-1] + side), ylim=(0, 1.05 * max(tops)))
        lowest = place + columns >= len(groups)
        ax.tick_params(labelleft=place % columns == 0, labelbottom=lowest)
    for ax in axes[len(groups) :]:
        ax.set_axis_off()
    fig.suptitle(title, x=0.01, ha="left", fontsize=11)
    fig.supxlabel(xlabel, fontsize=10)
    fig.supylabel("fraction of values", fontsize=10)
    return fig


@_styled
def images(
    X: ArrayLike, labels: Sequence[object] | None = None, *, columns: int = 10
) -> Figure:
    """Lay out images on a contact sheet.

    Parameters
    ----------
    X : array, shape (N, 3, H, W) or (N, 1, H, W)
        Colour or grey images of any range: the smallest value of all is drawn black,
        the largest white.
    labels : sequence, optional
        What to write below each image.
    columns : int, default=10

    Returns
    -------
    fig : Figure
    """
    from matplotlib.figure import Figure

    tiles = _tiles(X)
    count, high, wide, _ = tiles.shape
    if labels is not None and len(labels) != count:
        raise BadInput(f"There are {count} images but {len(labels)} labels.")
    columns = min(columns, count)
    zoom = max(1, min(760 // (columns * (wide + 2)), 96 // wide))
    tiles = tiles.repeat(zoom, axis=1).repeat(zoom, axis=2)
    gap = (2 * zoom, 2 * zoom) if labels is None else (LABEL_HEIGHT, 10)
    sheet = _sheet(tiles, columns, gap)
    # One array entry is one pixel of the picture, so that no image is blurred.
    high_inches, wide_inches = (np.array(sheet.shape[:2]) + 0.01) / DPI
    fig = Figure((wide_inches, high_inches), dpi=DPI)
    fig.figimage(sheet)
    across = wide * zoom + gap[1]
    for place, label in enumerate(labels if labels is not None else []):
        x = (place % columns + 0.5) * across
        y = place // columns * (high * zoom + gap[0]) + high * zoom + 2
        at = x / sheet.shape[1], 1 - y / sheet.shape[0]
        fig.text(*at, _shorten(str(label), across), ha="center", va="top", fontsize=8)
    return fig


@_styled
def training(solvers: Mapping[str, Any]) -> Figure:
    """Draw how training went: the loss on the left, the accuracies on the right.

    Parameters
    ----------
    solvers : dict
        By name, solvers that have been trained: anything with `loss_history`,
        `train_acc_history` and `val_acc_history`.

    Returns
    -------
    fig : Figure
        Strong lines are the smoothed loss and the validation accuracy. Pale lines are
        the loss of each step and the training accuracy.
    """
    if not solvers:
        raise BadInput('There is no run to draw: give one, as {"sgd": solver}.')
    fig, (left, right) = figure(2)
    losses = {name: _floats(name, s.loss_history) for name, s in solvers.items()}
    train = {name: _floats(name, s.train_acc_history) for name, s in solvers.items()}
    val = {name: _floats(name, s.val_acc_history) for name, s in solvers.items()}
    _pale(left, losses)
    _pale(right, train)
    curves(
        {name: _smooth(loss) for name, loss in losses.items()},
        xlabel="step",
        ylabel="loss",
        title="Loss, smoothed (pale: each step)",
        logy=_spans_decades(losses.values()),
        ax=left,
    )
    curves(
        val,
        xlabel="epoch",
        ylabel="accuracy",
        title="Validation accuracy (pale: training)",
        ax=right,
    )
    return fig


def _png(fig: Figure) -> bytes:
    # The first layout sets out from other positions than the later ones.
    if engine := fig.get_layout_engine():
        engine.execute(fig)
    stream = io.BytesIO()
    # Without the version of matplotlib, equal figures give equal bytes.
    fig.savefig(
        stream, format="png", dpi=DPI, facecolor="white", metadata={"Software": None}
    )
    return stream.getvalue()


def _floats(name: str, values: object) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise BadInput(f"`{name}` is not an array of numbers.") from None


def _fits(values: Floats) -> NDArray[np.bool_]:
    """Tell which values can be drawn: not nan, and finite as float32."""
    return np.abs(values) < np.finfo(np.float32).max


def _points(name: str, values: object) -> tuple[Floats, Floats, Floats | None]:
    """Sort out what `curves` was given for one curve: x, y and spread."""
    parts: tuple[object, ...] = (values,)
    if isinstance(values, tuple) and values and np.ndim(values[0]):
        parts = values
    if len(parts) > 3:
        raise BadInput(
            f"`{name}` has {len(parts)} parts: give y, (x, y) or (x, y, spread)."
        )
    arrays = [_floats(name, part) for part in parts]
    if len(arrays) == 1:
        arrays.insert(0, np.arange(float(np.size(arrays[0]))))
    shapes = {array.shape for array in arrays}
    if len(shapes) > 1 or arrays[0].ndim != 1:
        found = ", ".join(str(array.shape) for array in arrays)
        raise BadInput(
            f"`{name}` needs arrays of one dimension and one length: got {found}."
        )
    if not arrays[0].size:
        raise BadInput(f"`{name}` has no values: nothing was recorded.")
    x, y, *spread = arrays
    return x, y, spread[0] if spread else None


def _plain_ticks(axis: Axis, values: Floats) -> None:
    """On a log axis of less than two decades, write 2, 4, 8 and not powers of ten."""
    shown = np.unique(values[_fits(values) & (values > 0)])
    if axis.get_scale() != "log" or np.ptp(np.log10(shown)) >= 2:
        return
    steps = [m * 10.0**e for e in range(-40, 40) for m in (1, 2, 5)]
    inside = [s for s in steps if shown[0] / 1.2 <= s <= shown[-1] * 1.2]
    ticks = shown if len(shown) <= 8 else np.asarray(inside)
    axis.set_ticks(ticks, [f"{tick:.3g}" for tick in ticks])
    axis.set_ticks([], minor=True)


def _scale(log: bool, values: Iterable[Floats]) -> str:
    shown = log and any((_fits(part) & (part > 0)).any() for part in values)
    return "log" if shown else "linear"


def _look(place: int) -> dict[str, Any]:
    """Return the colour, line style and marker of the curve at `place`."""
    return {
        "color": COLOURS[place % len(COLOURS)],
        "linestyle": LINE_STYLES[place % len(LINE_STYLES)],
        "marker": MARKERS[place % len(MARKERS)],
    }


def _curve(
    ax: Axes,
    name: str,
    x: Floats,
    y: Floats,
    spread: Floats | None,
    place: int,
    of: int,
) -> Line2D:
    look = _look(place)
    fits = _fits(y)
    y = np.where(fits, y, np.nan)
    step = max(1, len(x) // 8)
    (line,) = ax.plot(x, y, label=name, markevery=(place * step // of, step), **look)
    # The axis spans all of x, also where there is nothing to draw.
    ax.update_datalim(np.column_stack([x, np.zeros_like(x)]), updatey=False)
    if spread is not None:
        spread = np.where(_fits(spread), spread, 0)
        colour = look["color"]
        ax.fill_between(x, y - spread, y + spread, color=colour, alpha=0.18, lw=0)
    # The first of each run of values that cannot be drawn.
    starts = ~fits & np.r_[True, fits[:-1]]
    if starts.any():
        where, edge = x[starts], ax.get_xaxis_transform()
        ax.plot(
            where,
            np.full(len(where), 0.98),
            **CROSS | {"color": look["color"]},
            transform=edge,
            label="_diverged",
        )
    return line


def _mark(ax: Axes, marks: Mapping[float, str]) -> float:
    """Draw vertical lines with their texts above; return the room they take."""
    ends: list[float] = []
    for x in marks:
        ax.axvline(x, color=INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1.5)
    for x, text in sorted(marks.items()):
        place = _on_axes(ax, x, ax.get_ylim()[0])[0]
        half = 0.5 * len(text) * 0.62 * SMALL / (72 * _inches(ax)[0])
        # Text that would run into its neighbour goes a line higher.
        level = next((i for i, end in enumerate(ends) if end < place - half), len(ends))
        ends[level : level + 1] = [place + half]
        ax.annotate(
            text,
            (x, 1),
            (0, 3 + 12 * level),
            xycoords=ax.get_xaxis_transform(),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
        )
    return 6 + 12 * len(ends)


def _name(ax: Axes, lines: list[Line2D]) -> None:
    """Write the curves' names at their ends or, where that cannot be, in a legend."""
    from matplotlib.transforms import ScaledTranslation

    ends = [end for line in lines if (end := _end(ax, line))]
    diverged = any(str(line.get_label()) == "_diverged" for line in ax.lines)
    apart = len(ends) < len(lines) or len({x for x, _ in ends}) > 1
    if diverged or apart or len(lines) > 8:
        _legend(ax, lines, diverged)
        return
    heights = [min(1, max(0, _on_axes(ax, *end)[1])) for end in ends]
    gap = 1.35 * SMALL / (72 * _inches(ax)[1])
    # A distance in inches, and not a share of the width, lets one layout settle.
    beside = ax.transAxes + ScaledTranslation(0.25, 0, _figure_of(ax).dpi_scale_trans)
    for line, end, height in zip(lines, ends, _spread(heights, gap), strict=True):
        ax.annotate(
            str(line.get_label()),
            end,
            (1, height),
            textcoords=beside,
            va="center",
            fontsize=SMALL,
            arrowprops={
                "arrowstyle": "-",
                "relpos": (0, 0.5),
                "color": line.get_color(),
                "linestyle": line.get_linestyle(),
                "shrinkA": 1,
                "shrinkB": 0,
            },
        )


def _legend(ax: Axes, lines: list[Line2D], diverged: bool) -> None:
    from matplotlib.lines import Line2D

    handles = list(lines)
    if diverged:
        handles.append(Line2D([], [], color=INK, label="diverged", **CROSS))
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1, 1))


def _end(ax: Axes, line: Line2D) -> tuple[float, float] | None:
    """Return the last point that a line draws, if there is one."""
    x, y = np.asarray(line.get_xdata()), np.asarray(line.get_ydata())
    drawn = np.isfinite(y) & ((y > 0) | (ax.get_yscale() == "linear"))
    return (x[drawn][-1], y[drawn][-1]) if drawn.any() else None


def _on_axes(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Return where a point lies, as fractions of the panel's width and height."""
    ax.get_xlim(), ax.get_ylim()
    across, up = (ax.transScale + ax.transLimits).transform((x, y))
    return across, up


def _inches(ax: Axes) -> tuple[float, float]:
    """Estimate the panel's size: the layout is only known when it is drawn."""
    fig = _figure_of(ax)
    box = ax.get_position()
    return box.width * fig.get_figwidth(), box.height * fig.get_figheight()


def _figure_of(ax: Axes) -> Figure:
    fig = ax.get_figure(root=True)
    assert fig is not None
    return fig


def _spread(heights: Sequence[float], gap: float) -> Floats:
    """Move heights apart until neighbours differ by `gap`, each as little as it can."""
    order = np.argsort(heights[::-1], kind="stable")
    moved = np.asarray(heights[::-1], dtype=np.float64)[order]
    for _ in range(200):
        lack = np.maximum(0, gap - np.diff(moved)) / 2
        moved[:-1] -= lack
        moved[1:] += lack
    result = np.empty_like(moved)
    result[order] = moved
    return result[::-1]


def _histogram(ax: Axes, name: str, values: Floats, total: int, edges: Floats) -> float:
    """Draw one panel and return its height."""
    from matplotlib.ticker import MaxNLocator

    heights = np.histogram(values, edges)[0] / max(1, total)
    ax.stairs(heights, edges, fill=True, color=COLOURS[0])
    heading = [name]
    if len(values):
        mean, std = values.mean(), values.std()
        heading += [f"mean {_rounded(mean, std)}", f"std {std:.3g}"]
    if len(values) < total:
        heading.append(f"{total - len(values)} not finite")
    ax.set_title("\n".join(heading), fontsize=SMALL)
    ax.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
    return float(heights.max())


def _rounded(mean: float, std: float) -> str:
    """Write a mean with as many decimals as two digits of the deviation have."""
    if std > 0:
        mean = round(mean, 1 - math.floor(math.log10(std))) + 0.0
    return f"{mean:.3g}"


def _tiles(X: ArrayLike) -> Floats:
    """Bring images to shape (N, H, W, 3) and to values from 0 to 1."""
    pixels = _floats("X", X)
    if pixels.ndim != 4 or pixels.shape[1] not in (1, 3) or not pixels.size:
        raise BadInput(
            f"Images need shape (N, 3, H, W) or (N, 1, H, W); X has {pixels.shape}."
        )
    fits = _fits(pixels)
    low, high = (pixels[fits].min(), pixels[fits].max()) if fits.any() else (0, 0)
    scaled = (np.where(fits, pixels, low) - low) / ((high - low) or 1)
    return np.broadcast_to(
        scaled.transpose(0, 2, 3, 1), (len(pixels), *pixels.shape[2:], 3)
    )


def _sheet(tiles: Floats, columns: int, gap: tuple[int, int]) -> Floats:
    """Lay tiles in rows on white, with a gap below each and one beside it."""
    _, high, wide, _ = tiles.shape
    down, across = high + gap[0], wide + gap[1]
    rows = math.ceil(len(tiles) / columns)
    sheet = np.ones((rows * down, columns * across, 3))
    for place, tile in enumerate(tiles):
        top = place // columns * down
        left = place % columns * across + gap[1] // 2
        sheet[top : top + high, left : left + wide] = tile
    return sheet


def _shorten(label: str, pixels: int) -> str:
    room = max(3, int(pixels / 6.2))
    return (
        label if len(label) <= room else f"{label[: room - 1]}\N{HORIZONTAL ELLIPSIS}"
    )


def _pale(ax: Axes, histories: Mapping[str, Floats]) -> None:
    for place, y in enumerate(histories.values()):
        y = np.where(_fits(y), y, np.nan)
        look = _look(place) | {"marker": "", "linewidth": 0.9, "alpha": 0.4}
        ax.plot(y, label="_pale", **look)


def _smooth(values: Floats) -> Floats:
    """Average over a fiftieth of the run; what is not finite stays so."""
    if not values.size:
        return values
    window = np.ones(max(1, len(values) // 50))
    fits = _fits(values)
    total = np.convolve(np.where(fits, values, 0), window, "same")
    count = np.convolve(fits, window, "same")
    return np.where(fits, total / np.maximum(count, 1), np.nan)


def _spans_decades(histories: Iterable[Floats]) -> bool:
    """Tell whether values are all positive and differ by more than a factor of 1000."""
    values = np.concatenate(list(histories))
    values = values[_fits(values)]
    return len(values) > 0 and bool(0 < values.min() < values.max() / 1000)
