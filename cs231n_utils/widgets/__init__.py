"""Widgets that answer a question each, with what you wrote.

    from cs231n_utils.widgets import ActivationExplorer
    ActivationExplorer("function=sigmoid spread=3")

All of them move by keyboard, say in words what they show, and can be restored from one
line, `widget.state`. Where no widget can be shown, they are a picture and its words.
"""

from cs231n_utils.widgets.activation import ActivationExplorer
from cs231n_utils.widgets.augmenting import AugmentationViewer
from cs231n_utils.widgets.command_centre import SearchCommandCentre
from cs231n_utils.widgets.dropping import DropoutExplorer
from cs231n_utils.widgets.gallery import LossCurveGallery
from cs231n_utils.widgets.initial import InitExplorer
from cs231n_utils.widgets.learning_rate import LearningRateExplorer
from cs231n_utils.widgets.normalising import BatchNormExplorer
from cs231n_utils.widgets.race import OptimizerRace
from cs231n_utils.widgets.range_test import RangeTest

__all__ = [
    "ActivationExplorer",
    "AugmentationViewer",
    "BatchNormExplorer",
    "DropoutExplorer",
    "InitExplorer",
    "LearningRateExplorer",
    "LossCurveGallery",
    "OptimizerRace",
    "RangeTest",
    "SearchCommandCentre",
]
