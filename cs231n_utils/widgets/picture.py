"""A picture in the page, with its words for those who cannot see it."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

SCRIPT = """
function render({ model, el }) {
    const figure = document.createElement("figure");
    const image = document.createElement("img");
    const words = document.createElement("figcaption");
    figure.className = "nn-picture";
    words.setAttribute("aria-live", "polite");
    figure.append(image, words);
    el.append(figure);
    const made = [];
    const forget = (kept) => {
        while (made.length > kept) URL.revokeObjectURL(made.shift());
    };
    const draw = () => {
        const blob = new Blob([model.get("png")], { type: "image/png" });
        made.push(URL.createObjectURL(blob));
        image.src = made.at(-1);
    };
    image.addEventListener("load", () => forget(1));
    const say = () => {
        image.alt = words.textContent = model.get("text");
    };
    const at = (event) => {
        const box = image.getBoundingClientRect();
        return [(event.clientX - box.left) / box.width,
                (event.clientY - box.top) / box.height];
    };
    let start = null;
    image.draggable = false;
    image.addEventListener("pointerdown", (event) => {
        if (!model.get("points")) return;
        event.preventDefault();
        image.setPointerCapture(event.pointerId);
        start = at(event);
    });
    image.addEventListener("pointerup", (event) => {
        if (start) model.send({ from: start, to: at(event) });
        start = null;
    });
    const point = () => {
        image.style.cursor = model.get("points") ? "crosshair" : "";
    };
    model.on("change:png", draw);
    model.on("change:text", say);
    model.on("change:points", point);
    draw();
    say();
    point();
    return () => forget(0);
}
export default { render };
"""
STYLE = """
.nn-picture { margin: 0; }
.nn-picture img { max-width: 100%; height: auto; background: white; display: block; }
.nn-picture figcaption { max-width: 60em; padding: 0.4em 0; line-height: 1.4;
    min-height: 2.8em; white-space: pre-line; }
"""


class Picture(anywidget.AnyWidget):
    """A PNG with a description below it that a screen reader announces.

    Parameters
    ----------
    png : bytes
    text : str
        What the picture shows: its caption and its alternative text.
    points : bool, default=False
        Whether a click or a drag means something. Those go to `on_drag`.
    """

    _esm = SCRIPT
    _css = STYLE
    png = traitlets.Bytes(b"").tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    points = traitlets.Bool(False).tag(sync=True)

    def on_drag(self, act: Any) -> None:
        """Call `act((x0, y0), (x1, y1))` after a drag, or after a click at one place.

        Places are shares of the picture's width and height, from its upper left corner.
        """

        def receive(_: object, content: Any, __: object) -> None:
            act(tuple(content["from"]), tuple(content["to"]))

        self.on_msg(receive)
