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
