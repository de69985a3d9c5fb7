/** The list of messages: drawn by difference, and scrolled the way a messenger scrolls. */
import { el, iconButton } from "./dom.js";
import { gist, isService, messageNode } from "./message.js";
import { dayOf } from "./words.js";

const RUN_SECONDS = 300;
const NEAR = 48;
const PORTION = 150;

export class Thread {
  #rows = new Map();
  #stick = true;
  /** Set while the list stands where it put itself for reading; until the reader scrolls, growth does not move it. */
  #held = false;
  #shown = PORTION;
  #top = 0;
  #missed = 0;

  constructor() {
    this.list = el("ol", { class: "messages", testid: "messages" });
    this.scroller = el("div", { class: "scroller", tabindex: "-1" }, this.list);
    this.jump = el("button", { type: "button", class: "jump", testid: "jump", hidden: true, onclick: () => this.toBottom(true) });
    this.voice = el("div", { class: "unseen", "aria-live": "polite", role: "log", testid: "live" });
    this.node = el("div", { class: "thread" }, this.scroller, this.jump, this.voice);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("hold", () => {
      this.#held = true;
      requestAnimationFrame(() => this.#scrolled());
    });
    for (const name of ["wheel", "touchmove", "pointerdown"]) this.scroller.addEventListener(name, () => { this.#held = false; }, { passive: true });
    this.list.addEventListener("keydown", (event) => this.#walk(event));
    const sizes = new ResizeObserver(() => { if (this.#stick && !this.#held) this.toBottom(); });
    sizes.observe(this.list);
    sizes.observe(this.scroller);
  }

  clear() {
    this.#rows.clear();
    this.list.replaceChildren();
    this.voice.replaceChildren();
    this.#shown = PORTION;
    this.#top = 0;
    this.#missed = 0;
    this.#stick = true;
  }

  /** Shows `messages` (oldest first). Returns how many came from others since the last time. */
  show(messages, context) {
    const fresh = this.#rows.size === 0;
    const wasLow = this.#stick || this.#isLow();
    const kept = messages.filter((message) => !message.deleted);
    const changed = this.#draw(kept.slice(-this.#shown), kept.length > this.#shown, { ...context, all: kept });
    this.list.setAttribute("aria-label", context.label);
    const above = kept.filter((message) => message.id > this.#top);
    const others = above.filter((message) => Number(message.from?.id) !== context.person);
    this.#top = Math.max(this.#top, ...kept.map((message) => message.id));
    this.#follow({ fresh, wasLow, above, others, changed, person: context.person });
    if (!fresh) this.#say([...others, ...changed.filter((message) => message.from?.is_bot && !others.includes(message))], context);
    this.#drawJump(context.t);
    return fresh ? 0 : others.length;
  }

  toBottom(smooth = false) {
    this.#held = false;
    this.#stick = true;
    this.#missed = 0;
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches || scrollHeight - scrollTop > 3 * clientHeight;
    this.scroller.scrollTo({ top: scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.jump.hidden = true;
  }

  reveal(id) {
    const row = this.#rows.get(`m${id}`)?.node;
    if (!row) return;
    this.#stick = false;
    row.scrollIntoView({ block: "center" });
    row.classList.remove("flash");
    requestAnimationFrame(() => row.classList.add("flash"));
    row.focus({ preventScroll: true });
  }

  /** Puts the wanted rows in order; returns messages whose row is drawn anew though it stood there before. */
  #draw(messages, hasEarlier, context) {
    const wanted = hasEarlier ? [["earlier", context.t("earlier"), () => this.#earlier(messages, context)]] : [];
    const changed = [];
    const byId = new Map(context.all.map((message) => [message.id, message]));
    let day = null;
    messages.forEach((message, at) => {
      const today = dayOf(message.date, context);
      if (today !== day) wanted.push([`d${today}`, today, () => el("li", { class: "service day" }, el("span", {}, today))]);
      day = today;
      const run = { first: !sameRun(messages[at - 1], message, context), last: !sameRun(message, messages[at + 1], context) };
      const quoted = (id) => byId.get(id);
      wanted.push([`m${message.id}`, print(message, run, context), () => messageNode(message, { ...context, ...run, quoted }), message]);
    });
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, row] of this.#rows) if (!keys.has(key)) { row.node.remove(); this.#rows.delete(key); }
    let next = this.list.firstChild;
    for (const [key, mark, make, message] of wanted) {
      const had = this.#rows.get(key);
      let node = had?.node;
      if (!had || had.mark !== mark) {
        node = make();
        if (had) { if (next === had.node) next = node; this.#replace(had.node, node); if (message && had.said !== gist(message, context.t)) changed.push(message); }
        this.#rows.set(key, { node, mark, said: message && gist(message, context.t) });
      }
      if (node === next) next = next.nextSibling;
      else this.list.insertBefore(node, next);
    }
    const rows = this.list.querySelectorAll(".row");
    rows.forEach((row, at) => { row.tabIndex = at === rows.length - 1 ? 0 : -1; });
    return changed;
  }

  /** An edited message keeps the keyboard's place: focus on its third button stays on its third button. */
  #replace(old, node) {
    const buttons = [...old.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const within = old.contains(document.activeElement);
    node.classList.add("still");
    old.replaceWith(node);
    if (within) (node.querySelectorAll("button")[at] ?? node).focus({ preventScroll: true });
  }

  #earlier(messages, context) {
    return el("li", { class: "service" }, el("button", { type: "button", class: "earlier", onclick: () => {
      this.#shown += PORTION;
      this.#stick = false;
      const from = this.scroller.scrollHeight - this.scroller.scrollTop;
      context.act.redraw();
      this.scroller.scrollTop = this.scroller.scrollHeight - from;
    } }, context.t("earlier")));
  }

  #follow({ fresh, wasLow, above, others, changed, person }) {
    if (!fresh && !above.length && !changed.length) return undefined;
    const mine = above.some((message) => Number(message.from?.id) === person);
    if (fresh || (mine && !others.length)) return this.toBottom();
    if (!wasLow && !mine) { this.#missed += others.length; return undefined; }
    const start = others[0] ?? changed.find((message) => message.from?.is_bot);
    this.toBottom();
    const row = start && this.#rows.get(`m${start.id}`)?.node;
    if (!row) return undefined;
    // What is taller than the screen is read from its beginning, not from its end.
    const over = this.scroller.getBoundingClientRect().top - row.getBoundingClientRect().top;
    if (over > 0) { this.#held = true; this.scroller.scrollTop -= over + 8; }
    return undefined;
  }

  #say(messages, { t, person }) {
    for (const message of messages) {
      if (Number(message.from?.id) === person) continue;
      this.voice.append(el("p", {}, `${message.from?.first_name ?? ""}: ${gist(message, t)}`));
    }
    while (this.voice.childElementCount > 10) this.voice.firstChild.remove();
  }

  #isLow() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR;
  }

  #scrolled() {
    if (!this.scroller.clientHeight) return;
    this.#stick = this.#isLow();
    if (this.#stick) this.#missed = 0;
    this.jump.hidden = this.#stick;
  }

  #drawJump(t) {
    this.jump.setAttribute("aria-label", t("toBottom"));
    this.jump.replaceChildren(iconButton("down", "", null).firstChild, this.#missed ? el("b", {}, String(this.#missed)) : "");
    this.jump.hidden = this.#stick || this.#isLow();
  }

  #walk(event) {
    const row = event.target;
    if (!row.classList.contains("row")) return;
    if (event.key === "Enter") row.querySelector(".row-more").click();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const rows = [...this.list.querySelectorAll(".row")];
    rows[rows.indexOf(row) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
  }
}

const print = (message, run, { t, locale, group, person }) => JSON.stringify([message, run, locale, group, person, t("more")]);

function sameRun(one, two, context) {
  if (!one || !two || isService(one) || isService(two)) return false;
  return one.from?.id === two.from?.id && two.date - one.date < RUN_SECONDS && dayOf(one.date, context) === dayOf(two.date, context);
}
