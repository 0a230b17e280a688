"""The four panels of training runs: loss, accuracy, size of the steps, rate."""

from __future__ import annotations

from typing import Any

from cs231n_utils.plots import COLOURS, INK
from cs231n_utils.widgets.canvas import Canvas, house_style


def panels(canvas: Canvas) -> dict[str, Any]:
    """Set up the panels; return the lines that move, by name."""
    loss, accuracy, ratio, rate = canvas.axes

    def line(ax: Any, **look: Any) -> Any:
        return canvas.moving(ax.plot([], [], **look)[0])

    with house_style():
        loss.set(title="loss (pale: each step)", ylim=(0, 4), xlim=(0, 600))
        accuracy.set(title="validation accuracy (pale: training)", ylim=(0, 1))
        ratio.set(title="size of a step / size of the weights", yscale="log")
        ratio.set(ylim=(1e-6, 10), xlabel="step")
        ratio.axhline(1e-3, color=INK, lw=0.9, ls=(0, (4, 3)))
        ratio.text(0.99, 1.3e-3, "a rule of thumb: 0.001", ha="right", fontsize=9,
                   transform=ratio.get_yaxis_transform())  # fmt: skip
        rate.set(title="learning rate (dashed: the next run)", yscale="log")
        rate.set(ylim=(1e-10, 3), xlabel="step")
        for ax in (accuracy, ratio, rate):
            ax.sharex(loss)
            ax.minorticks_off()
        blue, pale = {"color": COLOURS[0]}, {"color": COLOURS[0], "alpha": 0.35}
        return {
            "raw": line(loss, lw=0.8, **pale),
            "loss": line(loss, **blue),
            "train": line(accuracy, lw=1, marker=".", **pale),
            "val": line(accuracy, marker="o", ms=3, **blue),
            "ratio": line(ratio, lw=1.2, **blue),
            "rate": line(rate, **blue),
            "plan": line(rate, color=INK, ls="--", lw=1.2),
        }
