"""The solved notebooks run, and their experiments show what their captions say."""

import nbformat
import pytest
from nbclient import NotebookClient

from cs231n_utils.carry import NOTEBOOKS
from grading.editions import released
from grading.keys import assignments
from grading.publish import publish
from grading.simulate import answers_of, submission

# By notebook: what must hold of its variables when it has run.
STORIES = {
    "backprop": """
# The lecture's neuron: values forwards and gradients backwards, as printed.
v, d = neuron.values, neuron.gradients
forwards = {"w0 x0": -2, "w1 x1": 6, "sum": 4, "score": 1, "minus": -1}
forwards |= {"power": 0.37, "below": 1.37, "f": 0.73}
assert all(abs(v[name] - value) < 0.005 for name, value in forwards.items())
backwards = {"f": 1, "below": -0.53, "power": -0.53, "minus": -0.20, "score": 0.20}
backwards |= {"w0": -0.20, "x0": 0.40, "w1": -0.39, "x1": -0.59, "w2": 0.20}
assert all(abs(d[name] - value) < 0.008 for name, value in backwards.items())
assert abs(d["score"] - v["f"] * (1 - v["f"])) < 1e-12
# Both ways give the same derivative; one takes 65,536 terms, the other 16.
assert [slope for slope, _ in by_paths] == [slope for slope, _ in by_backprop]
assert paths[-1] == 2**16 == 65536 and asked[-1] == 16
# Three V shapes: where they are lowest, and that float32 never gets there.
lowest = {name: min(errors) for name, errors in step_error.items()}
assert 1e-6 < best_step["centred"] < 1e-4 and lowest["centred"] < 1e-10
assert 1e-8 <= best_step["ahead only"] < 1e-6 and 1e-9 < lowest["ahead only"] < 1e-7
assert best_step["centred, float32"] > 1e-3 and lowest["centred, float32"] > 1e-5
useless = np.array(step_error["centred, float32"])[steps < 1e-7]
assert useless.min() > 0.3
for errors in step_error.values():
    assert errors[0] > 100 * min(errors) and errors[-1] > 100 * min(errors)
# Near a kink the measured slope is a ramp, elsewhere it is exact.
for name, h in [("measured, h = 1", 1.0), ("measured, h = 0.25", 0.25)]:
    ramp = np.clip((places / h + 1) / 2, 0, 1)
    assert np.allclose(kink_slope[name], ramp)
assert 7000 < (np.abs(units) < 1e-2).sum() < 9000 and near < 30
# The Jacobian is diagonal, and its product with dout is dx.
assert same < 1e-6 and np.allclose(jacobian, np.diag(out > 0), atol=1e-6)
assert bytes_of["Jacobian, 100 examples"][-1] > 1.3e12
assert abs(bytes_of["Jacobian, one example"][-1] - 134e6) < 1e6
assert bytes_of["dx, 100 examples"][-1] < 3.3e6
# The chain is right, and the first net starts at ln 10 and learns.
assert report.passed
assert abs(losses[0] - 2.3026) < 1e-3 and np.ptp(losses[:8]) < 0.02
assert losses[-20:].mean() < 1.6 and losses.min() < 1.5
assert solver.best_val_acc > 0.28
# Boxes that touch get there, the other one does not move.
assert abs(climbs["lies inside"][0] - 0.09) < 0.005
assert abs(climbs["overlaps a little"][0] - 0.07) < 0.005
for name in ("lies inside", "overlaps a little"):
    assert climbs[name][-20:].min() > 0.9 > climbs[name][0]
    assert np.ptp(climbs[name][-20:]) > 0.01
assert climbs["lies inside"][60:].min() > 0.9
assert climbs["overlaps a little"][240:].min() > 0.9
assert climbs["overlaps a little"][:200].max() < 0.9
assert not climbs["does not touch"].any()
# The perceptron's rule finds a line for OR and none for XOR.
assert mistakes["perceptron, OR"][2] and not mistakes["perceptron, OR"][3:].any()
assert (mistakes["perceptron, XOR"][2:] == 4).all()
assert mistakes["two layers, XOR"][12] and not mistakes["two layers, XOR"][13:].any()
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


def place(name):
    """Return how many notebooks come before one."""
    return NOTEBOOKS.index(name) if name in NOTEBOOKS else len(NOTEBOOKS)


@pytest.fixture(scope="module", params=released())
def solved(request, tmp_path_factory):
    """Run a solved notebook in the student edition, and then its story."""
    name, edition = request.param, tmp_path_factory.mktemp("edition")
    # What earlier notebooks ask for.
    publish(edition, unlock=[n for n in NOTEBOOKS[: place(name)] if n in assignments()])
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
