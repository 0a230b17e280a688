"""A comparison with stored pictures."""

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

PICTURES = Path(__file__).parent / "pictures"
SHRINK = 3
# Shares of white. Fonts of another version move edges by a pixel; a curve that goes
# elsewhere changes many pixels by much.
FAR, MANY = 0.25, 0.01


def _pixels(png):
    """Return a PNG as shares of white, shape (H, W, 3)."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) / 255.0


@pytest.fixture
def looks_like_stored():
    """Compare a PNG with the stored one; with NEW_PICTURES=1 store it."""

    def compare(name, png):
        image = Image.open(io.BytesIO(png)).convert("RGB").reduce(SHRINK)
        path = PICTURES / f"{name}.png"
        if os.environ.get("NEW_PICTURES"):
            image.quantize(256).save(path, optimize=True)
        stored = _pixels(path.read_bytes())
        got = np.asarray(image) / 255.0
        assert got.shape == stored.shape, name
        far = np.mean(np.abs(got - stored).max(axis=2) > FAR)
        assert far < MANY, f"{name}: {far:.1%} of the pixels differ"

    return compare
