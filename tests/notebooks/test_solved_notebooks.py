"""The solved notebooks run, and their experiments show what their captions say."""

import nbformat
import pytest
from nbclient import NotebookClient

from grading.editions import released
from grading.publish import publish
from grading.simulate import answers_of, submission

# By notebook: what must hold of its variables when it has run.
STORIES = {
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
    "dropout": """
# The factor p is exact for a unit with any number of inputs; the noise falls.
assert four_mask_average == 0.5 * all_kept == 1
means, stds = zip(*[(v.mean(), v.std()) for v in unit_values.values()])
assert np.allclose(means, 1) and np.allclose(stds[::2], [0.7, 0.3], atol=0.05)
assert [v.min() for v in unit_values.values()] == [0, 0, 0]
assert abs(unscaled_ratio - 2) < 0.05
assert round(digits) == 1233
# Variance: formula and measurement agree.
assert np.allclose(measured, formula, rtol=0.15)
assert np.allclose(formula[[0, 1, 5, 10]], [19, 9, 1, 0.0526], rtol=1e-3)
# Behind a ReLU the average lies above test mode, most at the kink.
above = mask_average - test_mode
assert (above > -1e-12).all() and abs(sums[above.argmax()]) < 0.3
assert above[[0, -1]].max() < 0.01 < 0.3 < at_minus_half
# Gradients agree under the same masks only.
assert np.isclose(*checked["same masks"], rtol=1e-3)
assert not np.isclose(*checked["new masks"], rtol=10)
# Dropout narrows the gap, from above.
all_train, all_val = ends(solvers[1])
half_train, half_val = ends(solvers[0.5])
assert all_train > 0.95 and 0.36 < all_val < 0.44
assert 0.55 < half_train < 0.75 and 0.33 < half_val < 0.41
assert half_val < all_val + 0.01
assert 0.3 < (half_train - half_val) / (all_train - all_val) < 0.65
assert solvers[1].loss_history[-1] < 0.1 and min(solvers[0.5].loss_history) > 0.8
# p as a strength: too low underfits; the loss tells what accuracy does not.
assert (np.diff(train_acc) > 0).all()
assert val_acc[0] < 0.32 and np.ptp(val_acc[2:]) < 0.03
assert train_acc[0] - val_acc[0] < 0.1
assert strengths[val_loss.argmin()] == 0.5 and val_loss[1] < 1.7
assert np.ptp(val_loss[:3]) < 0.2 and 2.5 < val_loss[-1] > 1.6 * val_loss[1]
# One mask is worse than test mode, many are about equal to it, and less sure.
assert mc_accuracy[0] < test_accuracy - 0.03
assert abs(mc_accuracy[3:] - test_accuracy).max() < 0.02
assert said["64 masks"] < said["test mode"] - 0.03
assert abs(said["64 masks"] - was_right["64 masks"]) < 0.03
assert val_losses["64 masks"] < val_losses["test mode"] - 0.02
# The spread alone is no warning, the spread over the mean is one.
by_spread, by_ratio = group_error.values()
assert by_spread.argmax() == 0 and by_spread[-1] < by_spread[0]
assert by_ratio[0] < 0.55 and by_ratio[-1] > 0.7
assert abs(wrong.mean() - 0.62) < 0.02
# Dropout disturbs like units alike; DropConnect does not.
assert np.allclose(correlation["dropout"], np.cos(radians), atol=0.1)
assert abs(correlation["DropConnect"]).max() < 0.12
assert np.allclose(list(noise.values()), 1, atol=0.05)
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
