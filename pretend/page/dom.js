/** Elements from text and attributes only: nothing here ever parses HTML. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (name === "testid") node.dataset.testid = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SHAPES = {
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  send: "M4 12l16-8-5 16-3-6.5z M12 13.500l8-9.500",
  clip: "M20 11.500l-8 8a5 5 0 0 1-7-7l8.500-8.500a3.400 3.400 0 0 1 4.800 4.800L10 17a1.700 1.700 0 0 1-2.400-2.400L15 7.200",
  menu: "M5 7h14M5 12h14M5 17h9",
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  keys: "M3 7h18v11H3zM7 11v.01M11 11v.01M15 11v.01M8 15h8",
  close: "M6 6l12 12M18 6L6 18",
  pin: "M12 21s7-6.500 7-11.500a7 7 0 1 0-14 0C5 14.500 12 21 12 21zM12 12.200a2.600 2.600 0 1 0 0-5.200 2.600 2.600 0 0 0 0 5.200z",
  phone: "M6 4h4l1.500 5-2.500 1.500a11 11 0 0 0 4.500 4.500l1.500-2.500 5 1.500v4c0 1-1 2-2 2C11 19.500 4.500 13 4 6c0-1 1-2 2-2z",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  out: "M8 16L17 7M9 7h8v8",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  share: "M4 13v6h16v-6M12 15V4M8 8l4-4 4 4",
  reply: "M10 6l-6 6 6 6v-4c5 0 8 1.500 10 5 0-6-3-9.500-10-9.500z",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  plus: "M12 5v14M5 12h14",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c0-4 3-6 6.500-6s6.500 2 6.500 6M16 4.500a3.300 3.300 0 0 1 0 6.200M18 14.500c2.200.8 3.500 2.700 3.500 5.500",
  bar: "M5 19V9M12 19V5M19 19v-7",
  stop: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

/** A round sign with the first letter of a name; the colour follows the id. */
export function avatar(name, id) {
  const letter = [...String(name ?? "").trim()][0] ?? "?";
  return el("span", { class: `avatar tint-${Math.abs(Number(id) || 0) % 6}`, "aria-hidden": "true" }, letter.toUpperCase());
}
