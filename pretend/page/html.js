/**
 * The door promises safe HTML; the page does not take its word. A message is parsed in an inert document
 * and built anew, node by node, from a white list. No other place parses HTML (the page's policy forbids it).
 */
import { el } from "./dom.js";
import { linkedText, linkTo } from "./links.js";

const PLAIN = {
  B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s", CODE: "code", PRE: "pre",
};
const DEEPEST = 24;
const policy = globalThis.trustedTypes?.createPolicy("chat-html", { createHTML: (html) => html });

/** `html` as nodes; `act` has command, start, copy, and `t` the words. */
export function safeHtml(html, act) {
  // With an explicit body the parser keeps leading spaces and line breaks.
  const source = `<!doctype html><body>${html}`;
  const parsed = new DOMParser().parseFromString(policy ? policy.createHTML(source) : source, "text/html");
  const built = document.createDocumentFragment();
  for (const node of parsed.body.childNodes) built.append(rebuilt(node, act, 0, true));
  for (const block of built.querySelectorAll("blockquote, pre")) standAlone(block);
  return built;
}

/** A block begins its own line: the line break that says the same in the text must not make an empty one. */
function standAlone(block) {
  const { previousSibling: before, nextSibling: after } = block;
  if (before?.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/\n$/, "");
  if (after?.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n/, "");
}

function rebuilt(node, act, depth, linking) {
  if (node.nodeType === Node.TEXT_NODE) return linking ? linkedText(node.data, act) : node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (depth >= DEEPEST) return node.textContent;
  const linkInside = linking && !["A", "CODE", "PRE"].includes(node.tagName);
  const children = () => [...node.childNodes].map((child) => rebuilt(child, act, depth + 1, linkInside));
  if (PLAIN[node.tagName]) return plain(PLAIN[node.tagName], children(), act);
  if (node.tagName === "BR") return "\n";
  if (node.tagName === "A") return linkTo(node.getAttribute("href"), children(), act);
  if (node.tagName === "BLOCKQUOTE") return quote(node, children(), act);
  if (node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler")) return spoiler(children(), act);
  const bare = document.createDocumentFragment();
  bare.append(...children());
  return bare;
}

function plain(tag, children, act) {
  const node = el(tag, {}, children);
  if (tag === "code") {
    node.title = act.t("copy");
    node.addEventListener("click", () => act.copy(node.textContent));
  }
  return node;
}

function spoiler(children, act) {
  const inner = el("span", {}, children);
  inner.inert = true;
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": act.t("spoiler") }, inner);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (!node.classList.contains("spoiler")) return;
    event.preventDefault();
    inner.inert = false;
    node.className = "revealed";
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", reveal);
  return node;
}

function quote(source, children, act) {
  const inside = el("div", { class: "quote-inside" }, children);
  const node = el("blockquote", {}, inside);
  if (!source.hasAttribute("expandable") && !source.classList.contains("expandable")) return node;
  fold(node, inside, act.t);
  return node;
}

const heights = new ResizeObserver((entries) => {
  for (const { target } of entries) target.dispatchEvent(new Event("measure"));
});

/** Three lines and «more», if there is more; a hidden phone is measured once it is shown. */
function fold(node, inside, t) {
  const toggle = el("button", { type: "button", class: "quote-more", testid: "quote-more", "aria-expanded": "false" }, t("more"));
  node.classList.add("folds", "folded");
  node.append(toggle);
  const set = (folded) => {
    // The reader stays where the quote begins: the list must not follow its growing end.
    node.dispatchEvent(new CustomEvent("hold", { bubbles: true }));
    node.classList.toggle("folded", folded);
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = t(folded ? "more" : "less");
    if (folded) node.scrollIntoView({ block: "nearest" });
  };
  toggle.addEventListener("click", () => set(!node.classList.contains("folded")));
  inside.addEventListener("click", (event) => {
    if (node.classList.contains("folded") && !event.target.closest("a, button, [role=button]")) set(false);
  });
  inside.addEventListener("measure", () => {
    if (!node.classList.contains("folded") || !inside.clientHeight) return;
    toggle.hidden = inside.scrollHeight <= inside.clientHeight + 2;
  });
  heights.observe(inside);
}
