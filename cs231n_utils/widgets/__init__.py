"""Widgets that answer a question each, with what you wrote.

    from cs231n_utils.widgets import ActivationExplorer
    ActivationExplorer("function=sigmoid spread=3")

All of them move by keyboard, say in words what they show, and can be restored from one
line, `widget.state`. Where no widget can be shown, they are a picture and its words.
"""

from cs231n_utils.widgets.activation import ActivationExplorer
from cs231n_utils.widgets.learning_rate import LearningRateExplorer

__all__ = ["ActivationExplorer", "LearningRateExplorer"]
