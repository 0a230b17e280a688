"""All widgets, each with a setting that differs from its default in every field."""

from cs231n_utils import widgets

TRIALS = [
    {"learning_rate": 10.0**-rate, "reg": 10.0**-reg, "accuracy": 0.5 - 0.08 * off}
    for rate, reg, off in [(5, 3, 3), (4, 1, 1), (3, 4, 0), (2, 2, 2), (1.5, 5, 4)]
]


def search(state=""):
    return widgets.SearchCommandCentre(TRIALS, state=state)


ALL = {
    "activation": (
        widgets.ActivationExplorer,
        "function=relu shift=-1.5 spread=2 seed=3",
    ),
    "init": (
        widgets.InitExplorer,
        "rule=he std=0.1 nonlinearity=relu layers=7 seed=4",
    ),
    "batch-norm": (
        widgets.BatchNormExplorer,
        "shift=-2 spread=0.5 gamma=2 beta=1 batch=32 mode=test seed=1",
    ),
    "dropout": (widgets.DropoutExplorer, "p=0.8 mode=test masks=50 seed=2"),
    "race": (
        widgets.OptimizerRace,
        "landscape=beale rules=sgd+adam rate=0.001 adaptive=0.05 across=30 up=60 "
        "steps=40 noise=yes seed=5",
    ),
    "learning-rate": (
        widgets.LearningRateExplorer,
        "rate=0.01 schedule=cosine momentum=0.5 batch=50 init=0.01 steps=200 seed=1",
    ),
    "range-test": (
        widgets.RangeTest,
        "low=1e-05 high=0.1 steps=100 momentum=0.5 batch=50 init=0.01 seed=1",
    ),
    "gallery": (widgets.LossCurveGallery, "run=3 diagnosis=exploding seed=1"),
    "augmentation": (
        widgets.AugmentationViewer,
        "flip=no crop=2 jitter=0.5 cutout=8 mixup=0.4 pictures=1 seed=2",
    ),
    "search": (
        search,
        "rate_low=1e-05 rate_high=0.01 reg_low=0.001 reg_high=1 trials=3 seed=2",
    ),
}
LIVE = ("learning-rate", "range-test", "search")
