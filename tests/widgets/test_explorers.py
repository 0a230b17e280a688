"""What the explorers show is true."""

import re

import numpy as np
import pytest

from cs231n_utils.landscapes import LANDSCAPES
from cs231n_utils.widgets import OptimizerRace, activation, dropping, initial
from cs231n_utils.widgets import normalising as bn
from cs231n_utils.widgets.racers import RULES, State, percent, place, run

pytestmark = pytest.mark.usefixtures("keys")


def test_saturated_share_of_tanh_is_that_of_the_normal_distribution():
    found = activation.explore(activation.State(function="tanh", spread=2.0))
    # tanh' < 0.05 where |x| > atanh(sqrt(0.95)) = 2.18; of N(0, 4) that is 27.6 %.
    assert found.flat == pytest.approx(0.276, abs=0.02)
    assert found.slope.max() == pytest.approx(1)


def test_relu_is_flat_where_inputs_are_negative():
    found = activation.explore(activation.State(function="relu", shift=-1.0))
    assert found.flat == pytest.approx(np.mean(found.inputs <= 0))
    assert f"{found.flat:.0%} are saturated" in activation.describe(
        activation.State(function="relu", shift=-1.0), found
    )


@pytest.mark.parametrize(
    ("state", "forwards"),
    [
        (initial.State(std=0.01), "dies out"),
        (initial.State(rule="xavier"), "lives"),
        (initial.State(rule="he", nonlinearity="relu"), "lives"),
        (initial.State(std=1.0, nonlinearity="relu"), "explodes"),
        (initial.State(rule="zero"), "dies out"),
    ],
)
def test_signal_lives_dies_or_explodes_by_its_weights(state, forwards):
    hs, dzs = initial.signals(state)
    assert len(hs) == len(dzs) == state.layers
    said = initial.describe(state, hs, dzs)
    assert f"it {forwards}. Backwards" in said
    assert f"{np.std(hs[-1]):.2g} in layer {state.layers}" in said


def test_large_weights_saturate_tanh():
    state = initial.State(std=1.0)
    said = initial.describe(state, *initial.signals(state))
    assert int(re.search(r"(\d+)% of the last are saturated", said)[1]) > 50


def test_outline_has_the_area_of_its_histogram():
    values = np.random.default_rng(0).standard_normal(1000)
    x, y = initial.outline(values, 3.0, (-4, 4)).T
    assert x.min() == 3.0
    assert x.max() == pytest.approx(3.8)
    assert (y.min(), y.max()) == (-4, 4)


def test_small_batches_make_an_example_vary_and_test_mode_does_not():
    def wobble(**values):
        return bn.explore(bn.State(**values)).outputs.std()

    assert wobble(batch="4") > 1.5 * wobble(batch="32") > wobble(batch="128")
    assert wobble(batch="4", mode="test") < wobble(batch="4")


def test_batch_norm_gives_outputs_beta_and_gamma():
    found = bn.explore(bn.State(gamma=2.0, beta=-1.0, batch="64"))
    assert found.after.mean() == pytest.approx(-1, abs=0.01)
    assert found.after.std() == pytest.approx(2, abs=0.01)


def test_dropout_keeps_the_mean_and_averages_out():
    def off(**values):
        state = dropping.State(**values)
        x, out, mean = dropping.explore(state)
        return np.mean(out != 0), out.mean() / x.mean(), np.std(mean - x)

    kept, ratio, one = off(p=0.5, masks=1)
    assert kept == pytest.approx(0.5, abs=0.1)
    assert ratio == pytest.approx(1, abs=0.2)
    assert off(p=0.5, masks=100)[2] == pytest.approx(one / 10, rel=0.3)
    assert off(p=0.5, mode="test", masks=3) == pytest.approx((1, 1, 0))


def test_every_rule_and_landscape_can_race():
    rules = "+".join(RULES)
    for name in LANDSCAPES:
        widget = OptimizerRace(f"landscape={name} rules={rules} steps=50")
        assert widget.text.count("has l") == len(RULES)


def test_lost_rule_is_said_to_be_lost():
    assert "sgd has left all bounds" in OptimizerRace("rules=sgd rate=1").text


def test_click_sets_the_start_where_it_points():
    widget = OptimizerRace()
    axes = widget.scene.canvas.axes[0]
    size = widget.scene.canvas.fig.bbox.size
    across, up = axes.transData.transform((-5.0, 1.0)) / size
    widget.click(across, 1 - up)
    assert place(LANDSCAPES["ravine"], widget.values.across, widget.values.up) == (
        pytest.approx((-5, 1), abs=0.04)
    )
    before = widget.state
    widget.click(0.99, 0.5)
    assert widget.state == before


def test_another_landscape_begins_at_its_own_start():
    widget = OptimizerRace()
    widget.inputs["landscape"].value = "beale"
    home = percent(LANDSCAPES["beale"], *LANDSCAPES["beale"].start)
    assert (widget.values.across, widget.values.up) == home


def test_noise_is_the_same_for_all_rules_and_changes_with_the_seed():
    texts = [OptimizerRace(f"noise=yes rules=sgd seed={s}").text for s in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_what_the_notebooks_say_about_saturation():
    def flat(function, spread):
        state = activation.State(function=function, spread=spread)
        return activation.explore(state).flat

    assert flat("tanh", 3.0) < 0.5 < flat("tanh", 3.5)
    assert flat("sigmoid", 4.0) < 0.5 < flat("sigmoid", 5.0)
    assert max(flat("elu", 10.0), flat("silu", 10.0)) < 0.5


def test_what_the_notebooks_say_about_initial_weights():
    def verdicts(std, nonlinearity):
        state = initial.State(std=std, nonlinearity=nonlinearity, layers=12)
        return set(
            re.findall(
                "it (lives|dies out|explodes)",
                initial.describe(state, *initial.signals(state)),
            )
        )

    good = 0.02**0.5
    assert verdicts(good, "relu") == verdicts(good, "tanh") == {"lives"}
    assert verdicts(good * 2 / 3, "relu") == {"dies out"}
    assert verdicts(good * 4 / 3, "relu") == {"explodes"}
    assert verdicts(good * 4 / 3, "tanh") == {"lives"}


def test_what_the_notebooks_say_about_batches():
    def wobble(**values):
        return bn.explore(bn.State(**values)).outputs.std()

    assert wobble(batch="16") > 0.25 > wobble(batch="32")
    for inputs in ({"shift": 0.0}, {"spread": 0.2}, {"beta": 2.0}):
        assert wobble(batch="4", **inputs) == pytest.approx(wobble(batch="4"), rel=0.01)
    assert wobble(batch="4", gamma=2.0) == pytest.approx(
        2 * wobble(batch="4"), rel=0.01
    )


def test_what_the_notebooks_say_about_masks():
    def off(p, masks):
        x, _, mean = dropping.explore(dropping.State(p=p, masks=masks))
        return np.sqrt(np.mean((mean - x) ** 2))

    assert off(0.5, 50) > 0.2 > off(0.5, 100)
    assert off(0.5, 50) / off(0.5, 200) == pytest.approx(2, rel=0.15)
    assert off(0.2, 200) > 0.2


def test_what_the_notebooks_say_about_the_saddle():
    def losses(**values):
        state = State(
            landscape="saddle",
            rules=("sgd", "sgd_momentum", "adam"),
            rate=0.03,
            adaptive=0.03,
            across=16.5,
            **values,
        )
        paths, _ = run(state)
        return {k: LANDSCAPES["saddle"].loss(*path[-1]) for k, path in paths.items()}

    assert losses(up=50.0) == pytest.approx(
        dict.fromkeys(losses(up=50.0), 0.25), abs=0.01
    )
    noisy, beside = losses(up=50.0, noise=True), losses(up=50.5)
    assert max(noisy["adam"], noisy["sgd_momentum"]) < 0.01
    assert max(beside["adam"], beside["sgd_momentum"]) < 0.01 < 0.1 < beside["sgd"]
