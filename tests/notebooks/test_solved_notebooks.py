"""The solved notebooks run, and their experiments show what their captions say."""

import nbformat
import pytest
from nbclient import NotebookClient

from grading.editions import released
from grading.publish import publish
from grading.simulate import answers_of, submission

# By notebook: what must hold of its variables when it has run.
STORIES = {
    "activations": """
# The gradient vanishes without saturation, and survives with it.
share, size = passage["sigmoid, gain 1"]
assert share.max() < 0.01
assert (size[:-1] / size[1:] <= 0.26).all() and size[0] / size[-1] < 4**-9
share, size = passage["sigmoid, gain 10"]
assert 0.2 < share.min() and size[0] / size[-1] > 0.1
share, size = passage["tanh, gain 1"]
assert share.max() < 0.01 and 0.1 < size[0] / size[-1] < 1
share, size = passage["tanh, gain 10"]
assert (np.abs(share - 0.75) < 0.05).all() and size[0] / size[-1] > 500
# Positive inputs move both weights the same way, and the path is longer.
steps = {name.split(":")[0]: np.diff(path, axis=0) for name, path in paths.items()}
assert (steps["sigmoid"].prod(axis=1) >= 0).all()
assert 0.3 < (steps["tanh"].prod(axis=1) >= 0).mean() < 0.7
length = {name: np.linalg.norm(step, axis=1).sum() for name, step in steps.items()}
assert length["sigmoid"] > 1.5 * length["tanh"]
left = {k.split(":")[0]: np.linalg.norm(p[20] - [1, -1]) for k, p in paths.items()}
assert left["sigmoid"] > 10 * left["tanh"]
# exp does not count beside the affine layer.
assert cost["ReLU"] < cost["sigmoid"] < 0.5 * cost["affine layer"]
# Units are born dead far from the origin, and 0.01 does not help.
for share in born_dead.values():
    assert share[distances <= 3].max() == 0 and share[-1] > 0.4
assert np.abs(np.subtract(*born_dead.values())).max() < 0.02
# High rates kill ReLUs, 10 to 20 % of them at some rate; 0.01 does not save them.
plain, biased = died["ReLU, bias 0"], died["ReLU, bias 0.01"]
assert plain[0] == plain[1] == biased[0] == biased[1] == 0
assert any(0.05 <= share <= 0.25 for share in plain)
assert plain[-1] > 0.15 and biased[-1] > 0.7 * plain[-1]
assert max(died["leaky ReLU"]) == 0 and min(accuracy.values()) > 0.15
# The slopes of PReLU spread, around a value far from 0.01.
for slopes in learnt.values():
    assert 0.15 < slopes.mean() < 0.3 and slopes.std() > 0.03
    assert -0.2 < slopes.min() and slopes.max() < 0.6
# SELU pulls to 1, the others shrink.
assert order["selu"][0] > 2 and np.abs(order["selu"][15:] - 1).max() < 0.1
assert order["relu"][-1] < 1e-5 < 0.03 < order["elu"][-1] < order["tanh"][-1] < 0.15
# The family: three fall before they rise, and no others do.
falls = {name for name, slope in slope_of.items() if slope.min() < -0.01}
assert falls == {"silu", "gelu", "hard_swish"}
assert all(slope_of[name].max() > 1.05 for name in falls)
assert 0.249 < slope_of["sigmoid"].max() <= 0.25
assert 0.019 < gap["Swish with beta 1.702"] < 0.021
# The error of maxout falls with the square of the number of pieces.
assert all(np.isclose(error[k], 1 / k**2, rtol=1e-3) for k in error)
# Gates multiply.
last = {name: errors[-1] for name, errors in fits.items()}
assert last["ReLU"] > 0.05 > 0.005 > max(last[name] for name in last if name != "ReLU")
assert min(last, key=last.get) == "SwiGLU"
# Tanh is as fast as ReLU here, the sigmoid is not.
assert np.mean(needed["tanh"]) <= np.mean(needed["relu"]) < 6
assert np.isinf(needed["sigmoid"]).all()
assert race["sigmoid"][0][-1] > race["relu"][0][-1] + 0.1
""",
    "batchnorm": """
# Batch norm makes the activations independent of the scale of the weights.
normed = [stds for label, stds in profiles.items() if "batch norm" in label]
assert np.ptp(normed, axis=0).max() < 0.01
assert profiles["0.01"][-1] < 1e-9 < 1e6 < profiles["1.0"][-1]
assert 0.3 < profiles["0.14"][-1] < 3
# The plain net learns from few scales, the normalised one from three decades.
chance = 0.17
assert (init_accuracy["plain"] > chance).sum() <= 3
assert (init_accuracy["batch norm"][scales < 1.5] > chance).all()
assert init_accuracy["batch norm"].max() > init_accuracy["plain"].max() + 0.1
# Higher rates work, and work better.
assert working["batch norm"] >= 5 * working["plain"]
assert rate_accuracy["batch norm"].max() > rate_accuracy["plain"].max() + 0.05
# The batch mean is known as well as 1 / sqrt(N) says.
assert np.allclose(mean_error, 1 / np.sqrt(sizes), rtol=0.1)
# Batches of two hurt batch norm and not layer norm.
batch, layer = batch_accuracy["batch norm"], batch_accuracy["layer norm"]
assert batch[0] < batch.max() - 0.05
assert layer[0] > layer.max() - 0.05
assert batch[0] < layer[0] - 0.04
""",
}


@pytest.fixture(scope="module", params=released())
def solved(request, tmp_path_factory):
    """Run a solved notebook in the student edition, and then its story."""
    name, edition = request.param, tmp_path_factory.mktemp("edition")
    publish(edition)
    notebook = submission(name, answers_of(name))
    notebook.cells.append(nbformat.v4.new_code_cell(STORIES[name], id="story"))
    client = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(edition / name)}}
    )
    client.km = client.create_kernel_manager()
    client.km.transport_encryption = "auto"
    client.execute()
    return notebook


def bundles(notebook):
    return [
        output.data
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "data" in output
    ]


def test_every_cell_runs_and_the_captions_are_true(solved):
    assert not [o for c in solved.cells for o in c.get("outputs", []) if "ename" in o]


def test_nothing_is_written_to_standard_error(solved):
    streams = [o for c in solved.cells for o in c.get("outputs", []) if "name" in o]
    assert streams
    assert not [o.text for o in streams if o.name == "stderr"]


def test_every_figure_has_alt_text_and_a_take_away(solved):
    figures = [data for data in bundles(solved) if "image/png" in data]
    assert len(figures) >= 6
    for data in figures:
        assert 'alt="' in data["text/html"]
        assert "<figcaption>" in data["text/html"]
        assert "Take-away: " in data["text/plain"]


def test_every_prediction_gets_its_outcome(solved):
    asked = [d for d in bundles(solved) if d["text/plain"].startswith("Predict.")]
    told = [d for d in bundles(solved) if "You made no prediction." in d["text/plain"]]
    assert len(asked) == len(told) >= 4


@pytest.mark.parametrize("name", released())
def test_every_released_notebook_has_a_story(name):
    assert name in STORIES
