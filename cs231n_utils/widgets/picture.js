// A picture and its words. Pictures beside a slider's place may wait here: they are
// shown as soon as the slider gets there, and the kernel hears of it later.

const OFF = 1e-3; // share of a step by which rounding may miss it

function drawing(image) {
    const made = [];
    const forget = (left) => {
        while (made.length > left) URL.revokeObjectURL(made.shift());
    };
    image.addEventListener("load", () => forget(1));
    const draw = (png) => {
        made.push(URL.createObjectURL(new Blob([png], { type: "image/png" })));
        image.src = made.at(-1);
    };
    return { draw, forget };
}

function placeOf(slider) {
    const [value, min, step] = ["value", "min", "step"].map((name) => slider.get(name));
    const base = slider.get("base");
    const steps = ((base ? Math.log(value) / Math.log(base) : value) - min) / step;
    return Math.abs(steps - Math.round(steps)) < OFF ? Math.round(steps) : null;
}

// Keep what the kernel drew ahead; call `moved` when the slider that it is for moves.
function ahead(model, moved) {
    const kept = new Map();
    let id, slider;
    const leave = () => slider?.off("change:value", moved);
    const follow = async (other) => {
        if (id === other) return;
        leave();
        id = other;
        slider = await model.widget_manager.get_model(id);
        slider.on("change:value", moved);
    };
    model.on("msg:custom", (content, [png]) => {
        if (content.does === "forget") kept.clear();
        if (content.does !== "keep") return;
        kept.set(content.place, { png, text: content.text });
        follow(content.slider);
    });
    return { here: () => slider && kept.get(placeOf(slider)), leave };
}

// Tell the kernel from where to where the mouse was drawn, in shares of the picture.
function pointing(model, image) {
    let start = null;
    const at = (event) => {
        const box = image.getBoundingClientRect();
        return [(event.clientX - box.left) / box.width,
                (event.clientY - box.top) / box.height];
    };
    const look = () => {
        image.style.cursor = model.get("points") ? "crosshair" : "";
    };
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
    model.on("change:points", look);
    look();
}

function render({ model, el }) {
    const figure = document.createElement("figure");
    const image = document.createElement("img");
    const words = document.createElement("figcaption");
    figure.className = "nn-picture";
    words.setAttribute("aria-live", "polite");
    figure.append(image, words);
    el.append(figure);
    const { draw, forget } = drawing(image);
    let shown = null;
    const show = (frame) => {
        if (frame === shown) return;
        shown = frame;
        draw(frame.png);
        if (frame.text === words.textContent) return;
        image.alt = words.textContent = frame.text;
    };
    const moved = () => show(waiting.here() ?? shown);
    const waiting = ahead(model, moved);
    const told = () => ({ png: model.get("png"), text: model.get("text") });
    const update = () => show(waiting.here() ?? told());
    model.on("change", update);
    model.on("msg:custom", ({ does }) => does === "show" && update());
    pointing(model, image);
    update();
    return () => {
        waiting.leave();
        forget(0);
    };
}

export default { render };
