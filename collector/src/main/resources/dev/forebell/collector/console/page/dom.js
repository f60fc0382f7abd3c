// Builds elements. Values only ever become text or attributes, never markup.

/** el("li.card", {title: "x", onclick: f, data: {state: "open"}}, child, "text", null) */
export function el(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "data") Object.assign(node.dataset, value);
  else if (name === "width") node.style.width = value;
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** A link to elsewhere; an address that is not a web address stays text. */
export function outside(address, text) {
  if (!/^https?:\/\//i.test(address ?? "")) return el("span", {}, text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** Children of `list` become the elements of `items`, one per key, moved rather than made anew. */
export function keyed(list, items, keyOf, make, update) {
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let place = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let node = old.get(key);
    old.delete(key);
    if (!node) {
      node = make(item);
      node.dataset.key = key;
    }
    update(node, item);
    if (node === place) place = place.nextElementSibling;
    else list.insertBefore(node, place);
  }
  for (const gone of old.values()) gone.remove();
}

/** New content, keeping the keyboard where it was (by data-act). */
export function refill(node, ...children) {
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.act : undefined;
  node.replaceChildren(...children.filter((child) => child !== null));
  if (focused) node.querySelector(`[data-act="${CSS.escape(focused)}"]`)?.focus();
}

const SVG = "http://www.w3.org/2000/svg";

/** A line drawing of 24 by 24 from path data. */
export function drawing(...paths) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "1.6",
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
  })) svg.setAttribute(name, value);
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
