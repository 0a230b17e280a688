"""What the figures of the course promise."""

import base64
import io
import itertools
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from cs231n_utils import plots
from cs231n_utils.display import table
from cs231n_utils.plots import curves, figure, histograms, images, show, training
from cs231n_utils.skeletons import BadInput

RNG = np.random.default_rng(0)


def solver(loss, train=(0.1, 0.4, 0.6), val=(0.1, 0.3, 0.4)):
    return SimpleNamespace(
        loss_history=list(loss),
        train_acc_history=list(train),
        val_acc_history=list(val),
    )


def draw(series, **options):
    return curves(series, xlabel="step", ylabel="loss", **options)


FIGURES = {
    "curves": lambda: draw({"a": [3, 2, 1], "b": [3, 3, 2]}),
    "histograms": lambda: histograms({"a": np.eye(3)}, xlabel="x"),
    "images": lambda: images(
        np.arange(2 * 3 * 8 * 8.0).reshape(2, 3, 8, 8), ["a", "b"]
    ),
    "training": lambda: training({"net": solver(np.linspace(3, 1, 100))}),
    "figure": lambda: figure(2, 2)[0],
}


def pixels(fig):
    png = show(fig, alt="a", takeaway="t").png
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) / 255


def texts(fig):
    """Everything that is written in a figure."""
    found = fig.findobj(lambda artist: hasattr(artist, "get_text"))
    return {artist.get_text() for artist in found}


@pytest.mark.parametrize("make", FIGURES.values(), ids=FIGURES)
def test_every_kind_of_figure_shows_as_a_picture_that_repeats(make):
    fig = make()
    first, second = (show(fig, alt="a", takeaway="t").png for _ in range(2))
    assert first == second
    picture = Image.open(io.BytesIO(first))
    assert picture.info.keys() <= {"dpi"}
    assert picture.info["dpi"][0] == pytest.approx(plots.DPI, abs=0.1)
    assert picture.width <= 1000


@pytest.mark.parametrize("make", FIGURES.values(), ids=FIGURES)
def test_the_house_style_does_not_depend_on_nor_leak_into_global_settings(make):
    import matplotlib as mpl

    before = pixels(make())
    with mpl.rc_context({"axes.facecolor": "black", "font.size": 30}):
        settings = dict(mpl.rcParams)
        after = pixels(make())
        assert dict(mpl.rcParams) == settings
    np.testing.assert_array_equal(before, after)


def test_importing_plots_loads_no_matplotlib_and_drawing_no_pyplot():
    code = (
        "import sys, cs231n_utils.plots as p; assert 'matplotlib' not in sys.modules;"
        "p.show(p.curves({'a': [1, 2]}, xlabel='', ylabel=''), alt='a', takeaway='t');"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_two_of_28_curves_look_alike_without_colour():
    looks = [plots._look(place) for place in range(28)]
    pairs = {(look["linestyle"], look["marker"]) for look in looks}
    assert len(pairs) == 28
    assert len({str(look["linestyle"]) for look in looks[:6]}) == 6


# Machado, Oliveira and Fernandes 2009, full severity, for linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


@pytest.mark.parametrize("matrix", BLINDNESS.values(), ids=BLINDNESS)
def test_neighbouring_colours_stay_apart_for_colour_blind_readers(matrix):
    linear = np.array([to_rgb(colour) for colour in plots.COLOURS]) ** 2.2
    seen = np.clip(linear @ np.transpose(matrix), 0, 1) ** (1 / 2.2)
    for one, other in itertools.pairwise(seen):
        assert np.linalg.norm(one - other) > 0.15


@pytest.mark.parametrize("colour", plots.COLOURS)
def test_every_colour_stands_out_from_white(colour):
    luminance = np.array(to_rgb(colour)) ** 2.2 @ [0.2126, 0.7152, 0.0722]
    assert 1.05 / (luminance + 0.05) > 2


def test_figure_gives_panels_in_reading_order():
    fig, axes = figure(3, 2, width=5, height=4)
    assert axes.shape == (6,)
    assert axes[5].get_subplotspec().rowspan.start == 1
    assert fig.get_size_inches().tolist() == [5, 4]


def line(fig, name):
    (found,) = [one for one in fig.axes[0].lines if one.get_label() == name]
    return found


@pytest.mark.parametrize(
    ("values", "x", "y"),
    [
        ([5, 6], [0, 1], [5, 6]),
        ((5, 6), [0, 1], [5, 6]),
        (([2, 3], [5, 6]), [2, 3], [5, 6]),
        ((range(2), np.array([5, 6]), [0.1, 0.2]), [0, 1], [5, 6]),
    ],
)
def test_curves_takes_y_or_x_and_y_or_a_band_too(values, x, y):
    fig = draw({"a": values})
    assert line(fig, "a").get_xdata().tolist() == x
    assert line(fig, "a").get_ydata().tolist() == y
    assert len(fig.axes[0].collections) == (np.ndim(values[0]) > 0 and len(values) == 3)


def test_a_band_reaches_one_spread_up_and_down():
    fig = draw({"a": ([0, 1], [5, 6], [1, 2])})
    (band,) = fig.axes[0].collections
    heights = band.get_paths()[0].vertices[:, 1]
    assert (heights.min(), heights.max()) == (4, 8)


def test_curves_that_end_together_are_named_at_their_ends_without_overlap():
    fig = draw({f"curve {i}": [i, 1] for i in range(6)})
    assert fig.axes[0].get_legend() is None
    fig.draw_without_rendering()
    boxes = [Text.get_window_extent(text) for text in fig.axes[0].texts]
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)
    names = [text.get_text() for text in fig.axes[0].texts]
    assert names == [f"curve {i}" for i in range(6)]
    assert [box.y0 for box in boxes] == sorted((box.y0 for box in boxes), reverse=True)


@pytest.mark.parametrize(
    "series",
    [
        {"long": [1, 2, 3], "short": [1, 2]},
        {f"curve {i}": [1, i] for i in range(9)},
    ],
)
def test_other_curves_are_named_in_a_legend(series):
    legend = draw(series).axes[0].get_legend()
    assert [text.get_text() for text in legend.get_texts()] == list(series)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e200])
def test_values_that_cannot_be_drawn_are_left_out_and_marked(bad):
    fig = draw({"sgd": ([0, 1, 2, 3, 4, 5], [3, 2, bad, bad, 1, bad]), "adam": [3, 2]})
    assert np.isfinite(line(fig, "sgd").get_ydata()).tolist() == [1, 1, 0, 0, 1, 0]
    crosses = line(fig, "_diverged")
    assert crosses.get_xdata().tolist() == [2, 5]
    assert crosses.get_color() == line(fig, "sgd").get_color()
    names = [text.get_text() for text in fig.axes[0].get_legend().get_texts()]
    assert names == ["sgd", "adam", "diverged"]
    assert fig.axes[0].get_xlim()[1] > 5


@pytest.mark.parametrize(
    ("series", "scales"),
    [
        ({"a": [np.nan, np.nan]}, {}),
        ({"a": [0, 0]}, {"logy": True}),
        ({"a": [np.nan, np.inf]}, {"logy": True, "logx": True}),
        ({"a": ([0, -1], [0, -1])}, {"logy": True, "logx": True}),
        ({"a": [1, 0], "b": [1, 2]}, {"logy": True, "logx": True}),
        ({"a": [1e-300, 1e30]}, {"logy": True}),
        ({"a": [1]}, {}),
        ({"a": ([1, 2], [1, 2], [np.nan, 3])}, {"logy": True}),
    ],
)
def test_extreme_curves_are_drawn_without_a_warning(series, scales):
    shape = pixels(draw(series, **scales)).shape
    assert shape[0] < 600
    assert shape[1] < 1000


def test_marks_stand_at_their_values_and_their_texts_do_not_overlap():
    marks = {0.5: "edge of stability", 0.52: "too high", 3.0: "far away"}
    fig = draw({"a": [1, 2, 3, 4]}, marks=marks, title="Title")
    places = [one.get_xdata()[0] for one in fig.axes[0].lines if one.get_label() != "a"]
    assert set(places) == set(marks)
    fig.draw_without_rendering()
    written = [*fig.axes[0].texts, fig.axes[0]._left_title]
    boxes = [Text.get_window_extent(text) for text in written if text.get_text() != "a"]
    assert len(boxes) == 4
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: draw({}), "no curve"),
        (lambda: draw({"a": []}), "`a` has no values"),
        (lambda: draw({"a": ()}), "`a` has no values"),
        (lambda: draw({"a": ([1, 2], [1, 2, 3])}), r"`a`.*\(2,\), \(3,\)"),
        (lambda: draw({"a": np.ones((2, 2))}), "`a`.*one dimension"),
        (lambda: draw({"a": ([1], [1], [1], [1])}), "`a` has 4 parts"),
        (lambda: draw({"a": ["x", "y"]}), "`a` is not an array of numbers"),
        (lambda: histograms({}, xlabel="x"), "no group"),
        (lambda: images(np.ones((2, 8, 8))), r"\(N, 3, H, W\).*\(2, 8, 8\)"),
        (lambda: images(np.ones((2, 1, 8, 8)), ["a"]), "2 images but 1 labels"),
        (lambda: training({}), "no run"),
        (lambda: training({"net": solver([])}), "`net` has no values"),
        (lambda: show(Figure(), alt=" ", takeaway="t"), "`alt` is empty"),
        (lambda: show(Figure(), alt="a", takeaway=""), "`takeaway` is empty"),
        (lambda: table([(1, 2)], ["a"]), r"Row \[1, 2\] does not have 1 entries"),
    ],
)
def test_bad_input_gets_one_clear_line(call, message):
    with pytest.raises(BadInput, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)


def test_histograms_share_axes_and_head_each_panel_with_mean_and_std():
    groups = {"small": np.full((2, 3), 0.25), "large": [-1.0, 1.0], "odd": [np.nan, 2]}
    fig = histograms(groups, xlabel="activation", title="All")
    assert len({ax.get_xlim() + ax.get_ylim() for ax in fig.axes}) == 1
    titles = [ax.get_title() or ax.get_title("left") for ax in fig.axes]
    assert titles[0] == "small\nmean 0.25\nstd 0"
    assert titles[1] == "large\nmean 0\nstd 1"
    assert titles[2] == "odd\nmean 2\nstd 0\n1 not finite"
    assert {"activation", "All"} <= texts(fig)


def test_histograms_count_every_value_once():
    fig = histograms({"a": RNG.normal(size=1000)}, xlabel="x", bins=7)
    (stairs,) = fig.axes[0].patches
    assert len(stairs.get_data().values) == 7
    assert stairs.get_data().values.sum() == pytest.approx(1)


@pytest.mark.parametrize("count", [1, 6, 7, 13])
def test_histograms_number_the_lowest_panel_of_every_column(count):
    fig = histograms({f"layer {i}": [0.0, i] for i in range(count)}, xlabel="x")
    fig.draw_without_rendering()
    panels = fig.axes[:count]
    lowest = {ax.get_subplotspec().colspan.start: ax for ax in panels}
    for ax in panels:
        shown = any(t.get_text() and t.get_visible() for t in ax.get_xticklabels())
        assert shown == (ax is lowest[ax.get_subplotspec().colspan.start])


@pytest.mark.parametrize(("low", "high"), [(0, 255), (-3, 5), (0, 1), (0, 16)])
@pytest.mark.parametrize("channels", [1, 3])
def test_images_are_drawn_sharp_from_black_to_white(low, high, channels):
    X = RNG.uniform(low, high, size=(3, channels, 8, 8))
    X[0, 0, 0, 0], X[1, 0, 0, 0] = low, high
    sheet = pixels(images(X, columns=2))
    zoom = 12
    gap = 2 * zoom
    assert sheet.shape == (2 * (8 * zoom + gap), 2 * (8 * zoom + gap), 3)
    scaled = np.broadcast_to((X - low) / (high - low), (3, 3, 8, 8))
    for place in range(3):
        top, left = place // 2 * (8 * zoom + gap), place % 2 * (8 * zoom + gap) + zoom
        tile = sheet[top : top + 8 * zoom, left : left + 8 * zoom]
        wanted = scaled[place].transpose(1, 2, 0).repeat(zoom, 0).repeat(zoom, 1)
        np.testing.assert_allclose(tile, wanted, atol=1 / 255)


@pytest.mark.parametrize("value", [0.0, 7.0, np.nan])
def test_images_without_contrast_are_drawn(value):
    assert pixels(images(np.full((1, 3, 32, 32), value))).min() == 0


def test_images_write_labels_below_and_shorten_long_ones():
    labels = ["ship", 3, "a very long name of a class"]
    found = texts(images(np.ones((3, 3, 8, 8)), labels))
    assert {"ship", "3"} < found
    assert any(text.endswith("\N{HORIZONTAL ELLIPSIS}") for text in found)


def test_training_draws_raw_and_smoothed_loss_and_both_accuracies():
    loss = 3 + RNG.normal(size=500)
    fig = training({"net": solver(loss)})
    left, right = fig.axes
    raw, smooth = (one.get_ydata() for one in left.lines)
    np.testing.assert_array_equal(raw, loss)
    assert smooth.std() < raw.std() / 2
    assert smooth.mean() == pytest.approx(raw.mean(), abs=0.05)
    train, val = (one.get_ydata().tolist() for one in right.lines)
    assert (train, val) == ([0.1, 0.4, 0.6], [0.1, 0.3, 0.4])
    assert left.get_yscale() == "linear"


def test_training_marks_a_run_that_diverged_and_takes_a_log_axis():
    diverged = solver([2.3, 10, 1e5, np.nan], (0.1,), (0.1,))
    fig = training({"good": solver([2.3, 2, 1.5, 1]), "bad": diverged})
    assert fig.axes[0].get_yscale() == "log"
    assert "diverged" in texts(fig)


NASTY = '<script>alert("1")</script> & `x < 1`'


def test_show_has_a_captioned_picture_and_a_text_twin():
    shown = show(draw({"a": [1, 2]}), alt=NASTY, takeaway=NASTY)
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "image/png"}
    assert base64.b64decode(bundle["image/png"]) == shown.png
    html = bundle["text/html"]
    assert "<script>" not in html
    assert 'alt="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; `x' in html
    assert f'src="data:image/png;base64,{bundle["image/png"]}"' in html
    assert "<code>x &lt; 1</code></figcaption></figure>" in html
    assert "http" not in html
    text = f"Figure: {NASTY} Take-away: {NASTY}"
    assert bundle["text/plain"] == repr(shown) == text


def test_table_has_aligned_text_and_escaped_html():
    rows = [("<sgd>", np.float32(0.123456), 1), ("adam", 12345.678, 10)]
    shown = table(rows, ["rule", "loss", "runs"])
    assert repr(shown).splitlines() == [
        "rule        loss  runs",
        "<sgd>     0.1235     1",
        "adam   1.235e+04    10",
    ]
    assert "&lt;sgd&gt;" in shown.html
    assert shown.html.count("<tr>") == 3
    assert shown.html.count("scope='col'") == 3
    assert "image/png" not in shown._repr_mimebundle_()


def test_an_empty_table_has_its_header():
    assert repr(table([], ["rule", "loss"])) == "rule  loss"


def test_short_log_axes_write_plain_numbers():
    fig = draw({"a": ([2, 4, 8, 50], [1, 2, 3, 4])}, logx=True)
    labels = [label.get_text() for label in fig.axes[0].get_xticklabels()]
    assert labels == ["2", "4", "8", "50"]


def test_long_log_axes_write_powers_of_ten():
    fig = draw({"a": ([1e-3, 1, 1e3], [1, 2, 3])}, logx=True)
    fig.canvas.draw()
    labels = [label.get_text() for label in fig.axes[0].get_xticklabels()]
    assert any("10^" in label for label in labels)
