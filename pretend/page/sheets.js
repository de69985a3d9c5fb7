/** Small sheets that slide over one phone, and its toasts. The rest of that phone is inert meanwhile. */
import { el, iconButton } from "./dom.js";

export class Sheets {
  #finish = null;

  constructor(behind) {
    this.behind = behind;
    this.layer = el("div", { class: "sheet-layer", hidden: true });
    this.toasts = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.layer.addEventListener("click", (event) => { if (event.target === this.layer) this.close(); });
    this.layer.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Opens a sheet; `build(finish)` gives its content. Resolves with what was finished with, or null when it was closed. */
  open({ title, t, build, kind = "", role = "dialog", testid = "sheet" }) {
    this.close();
    const before = document.activeElement;
    return new Promise((resolve) => {
      const finish = (value) => {
        if (this.#finish !== finish) return;
        this.#finish = null;
        this.layer.hidden = true;
        this.layer.replaceChildren();
        this.behind.inert = false;
        if (before?.isConnected) before.focus({ preventScroll: true });
        resolve(value);
      };
      this.#finish = finish;
      const head = el("div", { class: "sheet-head" }, el("h2", {}, title), iconButton("close", t("close"), () => finish(null), { testid: "sheet-close" }));
      const sheet = el("div", { class: `sheet ${kind}`, role, "aria-modal": "true", "aria-label": title, tabindex: "-1", testid }, head, build(finish));
      this.layer.replaceChildren(sheet);
      this.layer.hidden = false;
      this.behind.inert = true;
      (sheet.querySelector("[autofocus]") ?? sheet).focus({ preventScroll: true });
    });
  }

  close() {
    this.#finish?.(null);
  }

  toast(text) {
    const node = el("div", { class: "toast", testid: "toast" }, String(text));
    this.toasts.append(node);
    while (this.toasts.childElementCount > 3) this.toasts.firstChild.remove();
    setTimeout(() => node.remove(), Math.min(9000, 2600 + String(text).length * 45));
  }

  alert(text, title, t) {
    return this.open({ title, t, role: "alertdialog", kind: "alert", testid: "alert", build: (finish) => [
      el("p", { class: "alert-text", dir: "auto" }, String(text)),
      el("button", { type: "button", class: "wide", autofocus: true, testid: "alert-ok", onclick: () => finish(true) }, t("ok")),
    ] });
  }

  /** A list of things to do: `items` are [icon node, words, value, note?, testid?]. Resolves with the value chosen. */
  choose(title, items, t, testid = "sheet") {
    return this.open({ title, t, testid, build: (finish) => el("div", { class: "choices" }, items.map(([sign, words, value, note, hook]) =>
      el("button", { type: "button", class: "choice", testid: hook, onclick: () => finish(value) },
        sign, el("span", { class: "two" }, el("bdi", {}, words), note ? el("small", {}, note) : null)))) });
  }

  #key(event) {
    if (event.key === "Escape") { event.stopPropagation(); this.close(); }
    if (event.key !== "Tab") return;
    const stops = [...this.layer.querySelectorAll("button, a[href], input, select, textarea")].filter((stop) => stop.offsetParent && !stop.disabled);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    const outside = event.shiftKey && document.activeElement?.classList.contains("sheet");
    if (document.activeElement !== edge && !outside) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }
}

/** A form in a sheet; the browser checks nothing by itself, `read` returns a value or throws words to show. */
export function form(fields, submit, read, finish) {
  const wrong = el("p", { class: "wrong", role: "alert" });
  const node = el("form", { class: "form", novalidate: true }, fields, wrong, el("button", { type: "submit", class: "wide", testid: "sheet-submit" }, submit));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = read((words) => { wrong.textContent = words; });
    if (value !== null) finish(value);
  });
  return node;
}

export const labelled = (words, control) => el("label", { class: "field" }, el("span", {}, words), control);
