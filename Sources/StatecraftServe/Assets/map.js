// The map: outlines that come from the host once, coloured by classes so that light, dark and
// print have their own colours.
"use strict";

class WorldMap {
  constructor(box, game, choose) {
    this.box = box;
    this.game = game;
    this.choose = choose;
    this.shapes = new Map();
    this.codes = game.states.map((s) => s.code);
    this.rest = this.codes.indexOf("ROW");
  }

  async load() {
    const text = await (await fetch("map.svg")).text();
    const svg = document.importNode(
      new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", "World map; the table below says the same");
    this.svg = svg;
    for (const shape of [...svg.children]) {
      const code = shape.id.slice(2);
      const index = this.codes.indexOf(code);
      shape.removeAttribute("id");
      shape.setAttribute("class", index < 0 ? "land" : "state");
      if (index < 0) {
        if (shape.tagName === "circle") shape.remove();
        continue;
      }
      shape.setAttribute("tabindex", "0");
      shape.setAttribute("role", "button");
      shape.dataset.code = code;
      shape.append(document.createElementNS(svg.namespaceURI, "title"));
      shape.addEventListener("click", () => this.choose(index));
      shape.addEventListener("keydown", (e) => {
        if (e.key === "Enter" || e.key === " ") { e.preventDefault(); this.choose(index); }
      });
      this.shapes.set(index, shape);
    }
    // Small places lie on top of large ones.
    for (const dot of svg.querySelectorAll("circle")) svg.append(dot);
    this.arcs = document.createElementNS(svg.namespaceURI, "g");
    svg.append(this.arcs);
    this.box.replaceChildren(svg);
  }

  // Colours states: a class for each, and what is said of it.
  paint(bin, say) {
    for (const [index, shape] of this.shapes) {
      const b = bin(index);
      shape.setAttribute("class", "state" + (b === null ? "" : " b" + b));
      const words = say(index);
      shape.setAttribute("aria-label", words);
      shape.querySelector("title").textContent = words;
    }
    this.arcs.replaceChildren();
  }

  mark(index, name) {
    this.shapes.get(index)?.classList.add(name);
  }

  spot(index) {
    const shape = this.shapes.get(index);
    return shape ? [Number(shape.dataset.x), Number(shape.dataset.y)] : null;
  }

  // A bow from one state to another.
  arc(from, to, width, name, title) {
    const [a, b] = [this.spot(from), this.spot(to)];
    if (!a || !b) return;
    const path = document.createElementNS(this.svg.namespaceURI, "path");
    const lift = Math.min(160, Math.hypot(b[0] - a[0], b[1] - a[1]) * 0.28);
    path.setAttribute(
      "d", `M${a[0]} ${a[1]}Q${(a[0] + b[0]) / 2} ${(a[1] + b[1]) / 2 - lift} ${b[0]} ${b[1]}`);
    path.setAttribute("class", "arc " + name);
    path.setAttribute("stroke-width", width.toFixed(1));
    const t = document.createElementNS(this.svg.namespaceURI, "title");
    t.textContent = title;
    path.append(t);
    this.arcs.append(path);
  }

  label(index, text) {
    const spot = this.spot(index);
    if (!spot) return;
    const label = document.createElementNS(this.svg.namespaceURI, "text");
    label.setAttribute("x", spot[0]);
    label.setAttribute("y", spot[1] - 8);
    label.setAttribute("aria-hidden", "true");
    label.textContent = text;
    this.arcs.append(label);
  }
}
