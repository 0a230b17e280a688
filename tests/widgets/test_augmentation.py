"""Changes to images: pure, seeded, and what they say they are."""

import numpy as np
import pytest

from cs231n_utils import augmentation
from cs231n_utils.skeletons import BadInput
from cs231n_utils.widgets import augmenting

N = 200


@pytest.fixture
def X():
    return np.random.default_rng(0).random((N, 3, 8, 6))


@pytest.fixture
def rng():
    return np.random.default_rng(1)


CHANGES = {
    "flip": lambda X, rng: augmentation.flip(X, rng),
    "crop": lambda X, rng: augmentation.crop(X, 2, rng),
    "jitter": lambda X, rng: augmentation.jitter(X, 0.3, rng),
    "cutout": lambda X, rng: augmentation.cutout(X, 3, rng),
    "mixup": lambda X, rng: augmentation.mixup(X, np.eye(N), 0.5, rng)[0],
}


@pytest.mark.parametrize("name", CHANGES)
def test_images_come_back_in_shape_and_the_input_stays(name, X, rng):
    before = X.copy()
    out = CHANGES[name](X, rng)
    assert out.shape == X.shape
    assert np.array_equal(X, before)
    assert not np.array_equal(out, X)
    assert np.array_equal(out, CHANGES[name](X, np.random.default_rng(1)))


def test_flip_mirrors_half_of_the_images_whole(X, rng):
    out = augmentation.flip(X, rng)
    mirrored = (out == X[..., ::-1]).all(axis=(1, 2, 3))
    kept = (out == X).all(axis=(1, 2, 3))
    assert (mirrored ^ kept).all()
    assert 70 < mirrored.sum() < 130
    assert np.array_equal(augmentation.flip(X, rng, p=1), X[..., ::-1])


def test_crop_is_a_window_of_the_padded_image(X, rng):
    out = augmentation.crop(X, 2, rng)
    wide = np.pad(X, ((0, 0), (0, 0), (2, 2), (2, 2)))
    places = set()
    for i in range(N):
        found = [
            (r, c)
            for r in range(5)
            for c in range(5)
            if np.array_equal(out[i], wide[i, :, r : r + 8, c : c + 6])
        ]
        assert len(found) == 1
        places |= set(found)
    assert len(places) == 25
    assert np.array_equal(augmentation.crop(X, 0, rng), X)


def test_jitter_scales_each_channel_about_its_mean(X, rng):
    wide = np.concatenate([X[:1] * 0 - 9, X[:1] * 0 + 9, X])  # nothing is cut off
    out = augmentation.jitter(wide, 0.3, rng)[2:]
    factor = out.std(axis=(2, 3)) / X.std(axis=(2, 3))
    assert ((factor > 0.7) & (factor < 1.3)).all()
    assert factor.std() > 0.1
    assert augmentation.jitter(X, 0, rng) == pytest.approx(X)


def test_cutout_leaves_a_square_of_the_mean(X, rng):
    out = augmentation.cutout(X, 3, rng)
    holes = (out != X).any(axis=1)
    assert holes.any(axis=1).sum(axis=1).max() == 3
    assert holes.any(axis=2).sum(axis=1).max() == 3
    i = int(holes.sum(axis=(1, 2)).argmax())
    assert holes[i].sum() == 9
    assert out[i][:, holes[i]] == pytest.approx(
        np.repeat(X[i].mean(axis=(1, 2))[:, None], 9, axis=1)
    )


def test_mixup_mixes_images_and_labels_by_the_same_share(X, rng):
    out, Y = augmentation.mixup(X, np.eye(N), 0.5, rng)
    assert Y.sum(axis=1) == pytest.approx(np.ones(N))
    assert out == pytest.approx(np.einsum("nm,mchw->nchw", Y, X))
    assert augmentation.mixup(X, np.eye(N), 0, rng)[0] is X


def test_what_cannot_be_is_refused(X, rng):
    with pytest.raises(BadInput, match=r"\(N, C, H, W\)"):
        augmentation.flip(X[0], rng)
    with pytest.raises(BadInput, match="p cannot be 2"):
        augmentation.flip(X, rng, p=2)
    with pytest.raises(BadInput, match="pad cannot be -1"):
        augmentation.crop(X, -1, rng)


def test_viewer_without_any_change_shows_the_pictures_themselves():
    state = augmenting.State(flip=False, crop=0, jitter=0, cutout=0, mixup=0)
    X, Y = augmenting.augment(state)
    before, labels = augmenting.pictures(0)
    assert before == pytest.approx(X)
    assert np.array_equal(Y, labels)
    assert "no change" in augmenting.describe(state, before, X, Y)


def test_one_slider_leaves_the_draws_of_the_others_alone():
    bare = augmenting.State(flip=True, crop=0, jitter=0)
    holes = augmenting.State(flip=True, crop=0, jitter=0, cutout=6)
    one, two = augmenting.augment(bare)[0], augmenting.augment(holes)[0]
    assert 0.8 < np.mean(np.isclose(one, two)) < 1


def test_labels_are_written_by_share():
    y = np.zeros(10)
    y[[1, 4]] = 0.3, 0.7
    names = augmenting.CLASSES
    assert augmenting.label(y) == f"70% {names[4]}, 30% {names[1]}"
    assert augmenting.label(np.eye(10)[2]) == names[2]
