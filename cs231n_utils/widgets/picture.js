// A picture and its words. Pictures beside a slider's place may wait here: they are
// shown as soon as the slider gets there, and the kernel hears of it later.

const OFF = 1e-3; // share of a step by which rounding may miss it

const decoded = (png) => createImageBitmap(new Blob([png], { type: "image/png" }));

// Draw pictures in the order in which they were asked for, whenever they are decoded.
function drawing(canvas) {
    const context = canvas.getContext("2d", { alpha: false });
    let asked = 0, drawn = 0;
    return async (frame) => {
        const mine = ++asked;
        const bitmap = frame.bitmap ?? await frame.decoding;
        if (mine < drawn) return;
        drawn = mine;
        if (canvas.width !== bitmap.width) canvas.width = bitmap.width;
        if (canvas.height !== bitmap.height) canvas.height = bitmap.height;
        context.drawImage(bitmap, 0, 0);
        canvas.dataset.shown = drawn;
    };
}

function frameOf(png, text) {
    const frame = { text, decoding: decoded(png) };
    frame.decoding.then((bitmap) => { frame.bitmap = bitmap; });
    return frame;
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
        kept.set(content.place, frameOf(png, content.text));
        follow(content.slider);
    });
    return { here: () => slider && kept.get(placeOf(slider)), leave };
}

// Tell the kernel from where to where the mouse was drawn, in shares of the picture.
function pointing(model, canvas) {
    let start = null;
    const at = (event) => {
        const box = canvas.getBoundingClientRect();
        return [(event.clientX - box.left) / box.width,
                (event.clientY - box.top) / box.height];
    };
    const look = () => {
        canvas.style.cursor = model.get("points") ? "crosshair" : "";
    };
    canvas.addEventListener("pointerdown", (event) => {
        if (!model.get("points")) return;
        event.preventDefault();
        canvas.setPointerCapture(event.pointerId);
        start = at(event);
    });
    canvas.addEventListener("pointerup", (event) => {
        if (start) model.send({ from: start, to: at(event) });
        start = null;
    });
    model.on("change:points", look);
    look();
}

function render({ model, el }) {
    const figure = document.createElement("figure");
    const canvas = document.createElement("canvas");
    const words = document.createElement("figcaption");
    figure.className = "nn-picture";
    canvas.setAttribute("role", "img");
    words.setAttribute("aria-live", "polite");
    figure.append(canvas, words);
    el.append(figure);
    const draw = drawing(canvas);
    let shown = null;
    const show = (frame) => {
        if (frame === shown) return;
        shown = frame;
        draw(frame);
        if (frame.text === words.textContent) return;
        words.textContent = frame.text;
        canvas.setAttribute("aria-label", frame.text);
    };
    const told = () => frameOf(model.get("png"), model.get("text"));
    const waiting = ahead(model, () => show(waiting.here() ?? shown));
    const update = () => show(waiting.here() ?? told());
    model.on("change", update);
    model.on("msg:custom", ({ does }) => does === "show" && update());
    pointing(model, canvas);
    update();
    return waiting.leave;
}

export default { render };
