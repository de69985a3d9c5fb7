/** Everything under the messages: input, commands, attachments, the bot's reply keyboard, the big «Start». */
import { el, iconButton } from "./dom.js";
import { replyKeyboard } from "./buttons.js";
import { aboveInput } from "./message.js";

const INLINE_QUERY = /^@(\w{1,28}bot)\s(.*)$/isu;

export class Composer {
  #act;
  #drafts = new Map();
  #key = "";
  #keyboardPrint = "[]";
  #keyboardOpen = true;
  #commands = [];
  #about = null;
  #timer = 0;

  constructor(act) {
    this.#act = act;
    this.above = el("div", { class: "above" });
    this.input = el("textarea", { rows: "1", testid: "input", dir: "auto", autocomplete: "off", enterkeyhint: "send" });
    this.commandsButton = iconButton("menu", "", () => act.commands(), { testid: "commands" });
    this.attachButton = iconButton("clip", "", () => act.attach(), { testid: "attach" });
    this.keysButton = iconButton("keys", "", () => this.#toggleKeyboard(), { testid: "keyboard-toggle", "aria-expanded": "true" });
    this.sendButton = iconButton("send", "", () => this.send(), { class: "icon-button send", testid: "send" });
    this.keys = el("div", { class: "reply-keyboard", role: "group", testid: "reply-keyboard" });
    this.row = el("div", { class: "composer" }, this.commandsButton, el("div", { class: "field-box" }, this.input, this.keysButton, this.attachButton), this.sendButton);
    this.big = el("button", { type: "button", class: "wide big", testid: "start" });
    this.node = el("div", { class: "bottom" }, this.above, this.row, this.keys, this.big);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("paste", (event) => {
      const file = event.clipboardData?.files?.[0];
      if (file) { event.preventDefault(); act.file(file); }
    });
  }

  /** `state`: key (of chat and topic), keyboard, commands, mode ("write", "start", "unblock"), placeholder. */
  show(state, { t }) {
    this.#switchTo(state.key);
    this.#commands = state.commands;
    this.commandsButton.hidden = !state.commands.length;
    this.big.hidden = state.mode === "write";
    this.row.hidden = this.above.hidden = state.mode !== "write";
    this.big.textContent = state.mode === "write" ? "" : t(state.mode);
    this.big.dataset.testid = state.mode === "unblock" ? "unblock" : "start";
    this.big.onclick = () => (state.mode === "unblock" ? this.#act.block(false) : this.#act.send("/start"));
    this.input.placeholder = state.placeholder || t("message");
    this.input.setAttribute("aria-label", t("message"));
    for (const [button, words] of [[this.commandsButton, "menu"], [this.attachButton, "attach"], [this.sendButton, "send"]]) {
      button.setAttribute("aria-label", t(words));
      button.title = t(words);
    }
    this.#showKeyboard(state.mode === "write" ? state.keyboard : [], t, state.key);
    this.t = t;
  }

  #switchTo(key) {
    if (key === this.#key) return;
    this.#drafts.set(this.#key, this.input.value);
    this.#key = key;
    this.input.value = this.#drafts.get(key) ?? "";
    this.about(null);
    this.#fit();
  }

  #showKeyboard(rows, t, key) {
    const print = JSON.stringify([key, rows]);
    if (print !== this.#keyboardPrint) {
      this.keys.replaceChildren(...replyKeyboard(rows, this.#act));
      this.keys.setAttribute("aria-label", t("botButtons"));
      this.#keyboardPrint = print;
      this.#keyboardOpen = true;
    }
    const open = this.#keyboardOpen && rows.length > 0;
    this.keys.hidden = !open;
    this.keysButton.hidden = !rows.length;
    this.keysButton.setAttribute("aria-expanded", String(open));
    this.keysButton.setAttribute("aria-label", t(open ? "keyboardHide" : "keyboardShow"));
    this.keysButton.title = t(open ? "keyboardHide" : "keyboardShow");
  }

  #toggleKeyboard() {
    this.#keyboardOpen = !this.#keyboardOpen;
    this.keys.hidden = !this.#keyboardOpen;
    this.keysButton.setAttribute("aria-expanded", String(this.#keyboardOpen));
    this.keysButton.setAttribute("aria-label", this.t(this.#keyboardOpen ? "keyboardHide" : "keyboardShow"));
  }

  /** What the next text is about: {kind: "reply" | "edit", message}, or null. */
  about(what) {
    const wasEditing = this.#about?.kind === "edit";
    this.#about = what;
    this.above.replaceChildren(...(what ? [aboveInput(what.kind, what.message, this.t, () => this.about(null))] : []));
    if (what?.kind === "edit") this.fill(what.message.text ?? "");
    else if (wasEditing) this.fill("");
    if (what) this.input.focus();
  }

  get replyTo() {
    return this.#about?.kind === "reply" ? this.#about.message.id : undefined;
  }

  fill(text) {
    this.input.value = text;
    this.input.focus();
    this.#typed();
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const about = this.#about;
    this.input.value = "";
    this.about(null);
    this.#typed();
    const sent = about?.kind === "edit" ? await this.#act.edit(about.message, text) : await this.#act.send(text, about?.message.id);
    if (sent === false && !this.input.value) this.fill(text);
  }

  #inlineQuery() {
    return this.input.value.match(INLINE_QUERY);
  }

  #typed() {
    this.#fit();
    clearTimeout(this.#timer);
    const query = this.#inlineQuery();
    if (query) this.#timer = setTimeout(() => this.#ask(query), 250);
    else if (!this.#about) this.#suggest(this.#matchingCommands());
  }

  async #ask(query) {
    const rows = await this.#act.inlineResults(query[2]);
    if (this.input.value === query.input) this.#suggest(rows);
  }

  #matchingCommands() {
    const typed = this.input.value.match(/^\/(\w*)$/);
    if (!typed) return [];
    return this.#commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())).map(({ command, description }) => ({
      title: `/${command}`, note: description, pick: () => this.#act.send(`/${command}`),
    }));
  }

  #suggest(rows) {
    if (this.#about) return;
    this.above.replaceChildren(...(rows.length ? [el("div", { class: "suggestions", role: "group", testid: "suggestions" }, rows.map((row) =>
      el("button", { type: "button", class: "choice", testid: "suggestion", onclick: () => { this.fill(""); row.pick(); } },
        el("span", { class: "two" }, el("bdi", {}, row.title), row.note ? el("small", {}, row.note) : null))))] : []));
  }

  #pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.send(); }
    if (event.key === "Escape") this.about(null);
    if (event.key === "ArrowUp" && !this.input.value) { event.preventDefault(); this.#act.editLast(); }
  }

  #fit() {
    this.input.style.height = "auto";
    // A long placeholder has a height too, but it shall not be seen.
    this.input.style.height = this.input.value ? `${Math.min(this.input.scrollHeight, 132)}px` : "";
    this.sendButton.classList.toggle("ready", Boolean(this.input.value.trim()));
  }
}
