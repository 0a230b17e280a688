"""What every data set gives: parts of the right size, type and offset."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import cs231n_utils
from cs231n_utils.data import data_home, get_data
from cs231n_utils.skeletons import BadInput

PARTS = {"toybox": (10_000, 1000, 1000), "digits": (1297, 250, 250)}
SHAPES = {"toybox": (3, 32, 32), "digits": (1, 8, 8)}


@pytest.mark.parametrize("name", PARTS)
def test_parts_have_their_default_sizes_shapes_and_types(name: str):
    data = get_data(name)
    for part, size in zip(("train", "val", "test"), PARTS[name], strict=True):
        assert data[f"X_{part}"].shape == (size, *SHAPES[name])
        assert data[f"y_{part}"].shape == (size,)
        assert data[f"X_{part}"].dtype == np.float32
        assert data[f"y_{part}"].dtype == np.int64
        assert set(data[f"y_{part}"]) == set(range(10))
    assert len(data["classes"]) == 10
    assert data["mean_image"].shape == SHAPES[name]


@pytest.mark.parametrize("name", PARTS)
def test_the_mean_image_of_the_training_examples_is_subtracted(name: str):
    raw = get_data(name, num_train=200, subtract_mean=False, dtype=np.float64)
    data = get_data(name, num_train=200, dtype=np.float64)
    mean = raw["X_train"].mean(axis=0)
    assert raw["X_train"].min() == 0
    np.testing.assert_allclose(data["mean_image"], mean)
    for part in ("X_train", "X_val", "X_test"):
        np.testing.assert_allclose(data[part], raw[part] - mean, atol=1e-9)


@pytest.mark.parametrize("name", PARTS)
def test_no_picture_is_in_two_parts(name: str):
    data = get_data(name, subtract_mean=False, dtype=np.uint8)
    seen = [x.tobytes() for part in ("train", "val", "test") for x in data[f"X_{part}"]]
    repeated = len(seen) - len(set(seen))
    assert repeated == 0


def test_validation_examples_do_not_depend_on_the_number_of_training_examples():
    few, all_of_them = get_data(num_train=10), get_data()
    assert np.array_equal(few["y_val"], all_of_them["y_val"])
    assert np.array_equal(few["y_train"], all_of_them["y_train"][:10])


def test_pictures_are_the_callers_own():
    first = get_data(num_train=10)
    first["X_train"][:], first["y_train"][:] = 0, 0
    again = get_data(num_train=10)
    assert again["X_train"].any()
    assert again["y_train"].any()


def test_no_training_examples_can_be_asked_for():
    assert get_data(num_train=0)["X_train"].shape == (0, 3, 32, 32)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "mnist"}, "no data set named 'mnist'. Choose one of: toybox, digits"),
        ({"num_train": 20_000}, "num_train is 20000; this data set has 0 to 10,000"),
        ({"num_train": 10_500}, "0 to 10,000"),
        ({"num_val": 11_001}, "num_val is 11001"),
        ({"num_test": 5000}, "num_test is 5000; this data set has 0 to 1,000"),
        ({"num_test": -1}, "num_test is -1"),
        ({"path": "there"}, "path can only be given for cifar10"),
        ({"name": "cifar10", "pth": "there"}, "not pth"),
    ],
)
def test_bad_input_is_told_in_one_line(arguments, message: str):
    with pytest.raises(BadInput) as caught:
        get_data(**arguments)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_data_home_is_the_setting_then_the_folder_beside_then_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CS231N_DATA", str(tmp_path))
    assert data_home() == tmp_path
    monkeypatch.delenv("CS231N_DATA")
    beside = Path(cs231n_utils.__file__).parent.parent / "datasets"
    assert data_home() == beside
    monkeypatch.setattr(Path, "is_dir", lambda self: False)
    assert data_home().name == "cs231n"


def test_importing_the_data_module_imports_no_heavy_library():
    heavy = {"pooch", "sklearn", "scipy", "matplotlib", "requests", "tqdm"}
    code = f"import sys, cs231n_utils.data; print({heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout == "set()\n"
