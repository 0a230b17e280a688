"""The embedded pictures: the same on every machine, quick, and kept with care."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from cs231n_utils import data, toybox
from cs231n_utils.toybox_things import CLASSES, PLACES, THINGS


def checksum(*arrays: np.ndarray) -> str:
    return hashlib.sha256(b"".join(a.tobytes() for a in arrays)).hexdigest()[:16]


def test_a_seed_draws_the_same_bytes_on_every_machine():
    # When the drawing is changed on purpose, so is this.
    assert checksum(*toybox.draw_toybox(200, seed=231)) == "64771e833e63d031"


def test_another_seed_draws_other_pictures():
    assert checksum(toybox.draw_toybox(20, 1)[0]) != checksum(toybox.draw_toybox(20)[0])


def test_drawing_leaves_numpys_global_state_alone():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    toybox.draw_toybox(10)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_every_class_is_drawn_equally_often_and_in_random_order():
    images, labels = toybox.draw_toybox(500)
    assert images.shape == (500, 3, 32, 32)
    assert (images.dtype, labels.dtype) == (np.uint8, np.int64)
    assert np.bincount(labels).tolist() == [50] * 10
    assert not np.array_equal(labels[:10], labels[10:20])


def test_no_two_pictures_are_the_same():
    images, _ = toybox.draw_toybox(1000)
    assert len({image.tobytes() for image in images}) == 1000


def test_pixels_use_the_whole_range():
    images, _ = toybox.draw_toybox(1000)
    assert images.min() == 0
    assert images.max() == 255
    assert 45 < images.std() < 65


@pytest.mark.parametrize("name", CLASSES)
def test_polygons_are_convex_and_clockwise(name: str):
    home, shapes = THINGS[name]
    assert 0 <= home.start < home.stop <= len(PLACES)
    for shape in shapes:
        if shape.kind == "poly":
            corners = np.array(shape.points)
            side = np.roll(corners, -1, axis=0) - corners
            after = np.roll(side, -1, axis=0)
            assert np.all(side[:, 0] * after[:, 1] - side[:, 1] * after[:, 0] > 0)


def test_a_disc_covers_as_many_pixels_as_its_area():
    one = np.ones((1, 1), np.float32)
    cover = toybox._disc_cover(16 * one, 15 * one, 8 * one, 5 * one, one)
    assert cover.sum() == pytest.approx(np.pi * 8 * 5, rel=0.03)


def test_a_polygon_covers_as_many_pixels_as_its_area_mirrored_or_not():
    x = np.array([[4, 24, 24, 4]], np.float32)
    y = np.array([[5, 5, 15, 15]], np.float32)
    one = np.ones((1, 1), np.float32)
    assert toybox._poly_cover(x, y, one, one).sum() == pytest.approx(200, rel=0.01)
    mirrored = toybox._poly_cover(32 - x, y, -one, one)
    assert mirrored.sum() == pytest.approx(200, rel=0.01)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep data in a new folder, with nothing remembered and few pictures drawn."""
    draw = toybox.draw_toybox
    monkeypatch.setattr(toybox, "draw_toybox", lambda num: draw(min(num, 100)))
    monkeypatch.setenv("CS231N_DATA", str(tmp_path / "home"))
    data._toybox.cache_clear()
    yield tmp_path / "home"
    data._toybox.cache_clear()


def load_again() -> np.ndarray:
    data._toybox.cache_clear()
    return data._toybox().images


def test_pictures_are_kept_and_read_back(home: Path):
    first = load_again()
    (kept,) = home.iterdir()
    stamp = kept.stat().st_mtime_ns
    assert np.array_equal(load_again(), first)
    assert kept.stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: b"no archive at all",
        lambda content: content[: len(content) // 2],
        lambda content: content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
    ],
    ids=["empty", "foreign", "truncated", "one bit"],
)
def test_a_damaged_cache_is_made_anew(home: Path, damage):
    first = load_again()
    (kept,) = home.iterdir()
    good = kept.read_bytes()
    kept.write_bytes(damage(good))
    assert np.array_equal(load_again(), first)
    assert kept.read_bytes() == good


def test_a_home_that_cannot_be_written_does_no_harm(home: Path):
    first = load_again()
    (kept,) = home.iterdir()
    kept.unlink()
    home.rmdir()
    home.write_text("a file where the folder should be")
    assert np.array_equal(load_again(), first)


def test_a_full_disk_does_no_harm_and_leaves_nothing(home: Path, monkeypatch):
    def full(file, **arrays):
        file.write(b"some")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    assert len(load_again()) == 100
    assert list(home.iterdir()) == []
